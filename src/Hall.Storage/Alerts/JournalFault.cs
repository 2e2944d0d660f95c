using Microsoft.Data.Sqlite;

namespace Hall.Storage.Alerts;

/// <summary>Why a database could not be written, as a person can act on it.</summary>
internal static class JournalFault
{
    // https://sqlite.org/rescode.html: SQLITE_BUSY, SQLITE_LOCKED, SQLITE_READONLY, SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_FULL,
    // SQLITE_CANTOPEN, SQLITE_NOTADB.
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NoDatabase = 26;

    /// <summary>Whether the machine is the cause and no mistake of ours.</summary>
    public static bool IsOfTheMachine(Exception fault) => fault switch
    {
        SqliteException sqlite =>
            sqlite.SqliteErrorCode is Busy or Locked or ReadOnly or InputOutput or Corrupt or Full or CannotOpen or NoDatabase,
        { InnerException: { } cause } => IsOfTheMachine(cause),
        _ => false,
    };

    /// <summary><c>full</c>, <c>locked</c> or <c>other</c>; the log has the rest.</summary>
    public static string CaseOf(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case SqliteException { SqliteErrorCode: Full }: return "full";
                case SqliteException { SqliteErrorCode: Busy or Locked }: return "locked";
            }
        }

        return "other";
    }
}
