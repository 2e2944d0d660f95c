using System.CommandLine;
using Microsoft.Data.Sqlite;

namespace Hall.Web.CommandLine;

/// <summary><c>hall backup FILE</c>: a consistent copy of the database, also while the hub runs.</summary>
public static class BackupVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Where the copy goes; must not exist yet." };
        var data = CommonOptions.Data();
        var demo = CommonOptions.Demo();
        var command = new Command("backup", "Makes a consistent copy of the database, also while the hub runs.") { file, data, demo };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, DataFolder.Resolve(parsed.GetValue(data), parsed.GetValue(demo))));
        return command;
    }

    private static int Run(string file, string dataFolder)
    {
        var database = Path.Combine(dataFolder, "hall.db");
        if (!File.Exists(database))
        {
            Console.Error.WriteLine($"There is no database in {dataFolder}. Name the hub's data folder with --data.");
            return 1;
        }

        if (File.Exists(file))
        {
            Console.Error.WriteLine($"{file} exists already; a backup never overwrites. Choose another name.");
            return 1;
        }

        try
        {
            Copy(database, file);
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The copy could not be made: {fault.Message}");
            return 1;
        }

        Console.WriteLine($"Copied to {file}");
        return 0;
    }

    /// <summary>
    /// Copies a database as it stands at one moment. The file has its name only when it is whole and on the disk, so that what a
    /// machine leaves behind that died half way is never taken for a copy.
    /// </summary>
    internal static void Copy(string database, string file)
    {
        var part = $"{file}.part";
        File.Delete(part);
        try
        {
            using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString()))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "VACUUM INTO $file";
                command.Parameters.AddWithValue("$file", part);
                command.ExecuteNonQuery();
            }

            using (var made = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
            {
                made.Flush(flushToDisk: true);
            }

            File.Move(part, file);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
