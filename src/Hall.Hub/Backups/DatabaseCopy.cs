using Microsoft.Data.Sqlite;

namespace Hall.Hub.Backups;

/// <summary>Copies of single databases.</summary>
internal static class DatabaseCopy
{
    /// <summary>
    /// Copies a database as it stands at one moment, also beside a running hub. The file has its name only when it is whole and on the
    /// disk, so that what a machine leaves behind that died half way is never taken for a copy.
    /// </summary>
    public static void Make(string database, string file)
    {
        var part = $"{file}.part";
        File.Delete(part);
        try
        {
            using (var connection =
                new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString()))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "VACUUM INTO $file";
                command.Parameters.AddWithValue("$file", part);
                command.ExecuteNonQuery();
            }

            Flush(part);
            File.Move(part, file);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>What SQLite says of a file; null when it is whole.</summary>
    /// <param name="file">The database.</param>
    /// <param name="quick">Whether indexes are left out, which takes a tenth of the time.</param>
    public static string? FaultIn(string file, bool quick = false)
    {
        try
        {
            using var connection =
                new SqliteConnection(
                    new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = quick ? "PRAGMA quick_check(1)" : "PRAGMA integrity_check(1)";
            return command.ExecuteScalar() is string and not "ok" and var said ? said.ReplaceLineEndings(" ") : null;
        }
        catch (SqliteException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>Copies any other file, onto the disk.</summary>
    public static void MakeOfFile(string source, string file)
    {
        File.Copy(source, file);
        Flush(file);
    }

    private static void Flush(string file)
    {
        using var made = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        made.Flush(flushToDisk: true);
    }
}
