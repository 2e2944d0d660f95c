using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Hall.Storage.Texts;

/// <summary>
/// What a database remembers of the texts that were sealed in it after the upgrade: a row a batch, and one that says that all is done. It
/// stands in the file itself, so that one that is put back from an older day is sealed anew.
/// </summary>
internal static class SealedBatches
{
    private const int Done = -1;

    /// <summary>Makes the table, and has the connection wipe what it writes over.</summary>
    public static void Prepare(SqliteConnection connection) => Run(connection, """
        PRAGMA secure_delete=ON;
        CREATE TABLE IF NOT EXISTS texts_sealed (
            Batch INTEGER PRIMARY KEY, Hall TEXT NOT NULL, Last INTEGER NOT NULL, Rows INTEGER NOT NULL,
            Before TEXT NOT NULL, After TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS resealed (
            Hall TEXT NOT NULL, Row INTEGER NOT NULL, Proof BLOB NOT NULL, PRIMARY KEY (Hall, Row)) WITHOUT ROWID
        """);

    /// <summary>Whether everything in the file is sealed.</summary>
    public static bool IsDone(SqliteConnection connection)
    {
        using var command = Command(connection, null, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'texts_sealed'");
        if (command.ExecuteScalar() is 0L)
        {
            return false;
        }

        command.CommandText = "SELECT COUNT(*) FROM texts_sealed WHERE Batch = -1";
        return command.ExecuteScalar() is 1L;
    }

    /// <summary>The last row of a hall that was looked at; 0 before the first.</summary>
    public static long LastOf(SqliteConnection connection, string hall)
    {
        using var command = Command(connection, null, "SELECT COALESCE(MAX(Last), 0) FROM texts_sealed WHERE Hall = $1 AND Batch <> -1",
            hall);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Remembers a batch, within its transaction.</summary>
    public static void Note(SqliteConnection connection, SqliteTransaction transaction, string hall, long last, int rows, string before,
        string after) =>
        Run(connection, transaction,
            "INSERT INTO texts_sealed (Batch, Hall, Last, Rows, Before, After) "
                + "SELECT MAX(0, COALESCE(MAX(Batch), 0)) + 1, $1, $2, $3, $4, $5 FROM texts_sealed",
            hall, last, rows, before, after);

    /// <summary>
    /// Wipes what the file and its log still hold of the plain texts, and remembers that all is done. Where the disk has no room for it, or
    /// somebody reads, it is left to the next start.
    /// </summary>
    /// <param name="connection">The file.</param>
    /// <param name="file">Its name.</param>
    /// <param name="today">The day.</param>
    /// <param name="sealedSome">Whether something was sealed, now or at an earlier start.</param>
    public static void Finish(SqliteConnection connection, string file, DateOnly today, bool sealedSome)
    {
        const int busy = 5;
        const int locked = 6;
        const int full = 13;
        try
        {
            if (sealedSome)
            {
                // Pages that were given up earlier may hold texts, too.
                Run(connection, null, "VACUUM");
            }

            ErasableKeys.EmptyLog(connection, file);
            End(connection, today);
        }
        catch (Exception fault) when (fault is IOException or SqliteException { SqliteErrorCode: busy or locked or full })
        {
            return;
        }
    }

    private static void End(SqliteConnection connection, DateOnly today) =>
        Run(connection, null,
            "INSERT OR REPLACE INTO texts_sealed (Batch, Hall, Last, Rows, Before, After) VALUES ($1, '', $2, 0, '', '')", Done,
                today.DayNumber);

    /// <summary>The batches that sealed something, each as the audit tells it.</summary>
    public static IReadOnlyList<(long Batch, string Detail)> All(SqliteConnection connection)
    {
        using var command = Command(connection, null,
            "SELECT Batch, Rows, Before, After FROM texts_sealed WHERE Batch > 0 AND Rows > 0 ORDER BY Batch");
        using var reader = command.ExecuteReader();
        var all = new List<(long, string)>();
        while (reader.Read())
        {
            all.Add((reader.GetInt64(0),
                string.Create(CultureInfo.InvariantCulture,
                $"{reader.GetInt64(1)} texts, before {reader.GetString(2)}, after {reader.GetString(3)}")));
        }

        return all;
    }

    /// <summary>The day on which a file was done; null while it is not.</summary>
    public static DateOnly? DoneOn(SqliteConnection connection)
    {
        if (!IsDone(connection))
        {
            return null;
        }

        using var command = Command(connection, null, "SELECT Last FROM texts_sealed WHERE Batch = -1");
        return DateOnly.FromDayNumber((int)(long)command.ExecuteScalar()!);
    }

    /// <summary>Keeps the proof that a row is the one whose seal was made over the plain text.</summary>
    public static void Prove(SqliteConnection connection, SqliteTransaction transaction, string hall, long row, byte[] proof) =>
        Run(connection, transaction, "INSERT OR REPLACE INTO resealed (Hall, Row, Proof) VALUES ($1, $2, $3)", hall, row, proof);

    /// <summary>The proof of a row; null when there is none.</summary>
    public static byte[]? ProofOf(SqliteConnection connection, string hall, long row)
    {
        using var command = Command(connection, null, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'resealed'");
        if (command.ExecuteScalar() is 0L)
        {
            return null;
        }

        using var proof = Command(connection, null, "SELECT Proof FROM resealed WHERE Hall = $1 AND Row = $2", hall, row);
        return proof.ExecuteScalar() as byte[];
    }

    /// <summary>Runs a statement.</summary>
    public static void Run(SqliteConnection connection, SqliteTransaction? transaction, string sql, params object[] values)
    {
        using var command = Command(connection, transaction, sql, values);
        command.ExecuteNonQuery();
    }

    /// <summary>Makes a statement with <c>$1</c>, <c>$2</c> and so on.</summary>
    public static SqliteCommand Command(SqliteConnection connection, SqliteTransaction? transaction, string sql, params object[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction ?? command.Transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${i + 1}"), values[i]);
        }

        return command;
    }

    private static void Run(SqliteConnection connection, string sql) => Run(connection, null, sql);
}
