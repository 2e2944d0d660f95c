using Microsoft.Data.Sqlite;

namespace Hall.Storage.Sqlite;

/// <summary>Statements of a connection that are prepared once and run often, with parameters <c>$1</c>, <c>$2</c> and so on.</summary>
internal static class PreparedStatement
{
    /// <summary>Prepares a statement with a number of parameters.</summary>
    internal static SqliteCommand Prepare(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter(Invariant($"${i}"), null));
        }

        command.Prepare();
        return command;
    }

    /// <summary>Runs it with these values.</summary>
    /// <returns>The number of rows that it changed.</returns>
    internal static int Run(SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<object?> values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command.ExecuteNonQuery();
    }
}
