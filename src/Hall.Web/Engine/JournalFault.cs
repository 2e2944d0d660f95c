using Microsoft.Data.Sqlite;

namespace Hall.Web.Engine;

/// <summary>Why the journal could not be written, as a person can act on it.</summary>
internal static class JournalFault
{
    // https://sqlite.org/rescode.html: SQLITE_BUSY, SQLITE_LOCKED, SQLITE_FULL.
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Full = 13;

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
