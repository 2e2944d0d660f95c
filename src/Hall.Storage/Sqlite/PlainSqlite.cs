using Microsoft.Data.Sqlite;

namespace Hall.Storage.Sqlite;

/// <summary>
/// Small databases without a model, opened for each act. Several programs may write them, such as the hub and the command line, so that
/// SQLite's own lock is the one that holds.
/// </summary>
internal static class PlainSqlite
{
    /// <summary>How long an act waits for another program, seconds.</summary>
    public const int PatienceSeconds = 5;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="writes">Whether it is written to, and made when missing.</param>
    public static SqliteConnection Open(string path, bool writes = true)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path, Pooling = false, DefaultTimeout = PatienceSeconds,
            Mode = writes ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadOnly,
        }.ToString());
        connection.Open();
        if (writes)
        {
            BoundedLog.Bound(connection);
        }

        return connection;
    }

    /// <summary>A statement whose places <c>$1</c>, <c>$2</c>… have values.</summary>
    public static SqliteCommand Command(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue(Invariant($"${i + 1}"), values[i] ?? DBNull.Value);
        }

        return command;
    }

    /// <summary>Carries a statement out.</summary>
    /// <returns>How many rows it touched.</returns>
    public static int Run(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteNonQuery();
    }
}
