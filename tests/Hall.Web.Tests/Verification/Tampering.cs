using Microsoft.Data.Sqlite;

namespace Hall.Web.Tests.Verification;

/// <summary>Something that somebody who may write the data folder does to it.</summary>
/// <param name="Where">The file.</param>
/// <param name="Kind">What is done, as docs/SECURITY.md has it.</param>
/// <param name="Says">What the sentence that names it contains; null when it is not found.</param>
/// <param name="Do">Does it.</param>
internal sealed record Tampering(string Where, string Kind, string? Says, Action<string> Do)
{
    private const string Triggers = "DROP TRIGGER IF EXISTS audit_never_changes; DROP TRIGGER IF EXISTS audit_never_shrinks; ";

    /// <summary>File and kind.</summary>
    public string Name => $"{Where}: {Kind}";

    /// <summary>By SQL that changes something.</summary>
    public static Tampering Sql(string where, string kind, string? says, string sql) => new(where, kind, says, folder =>
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, where)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = where == "people.db" ? Triggers : "SELECT 1";
        command.ExecuteNonQuery();
        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() > 0, $"{kind}: nothing was changed.");
    });

    /// <summary>By putting files back as they were at noon.</summary>
    public static Tampering Back(string where, string kind, string? says, params string[] files) => new(where, kind, says, folder =>
    {
        foreach (var file in files)
        {
            foreach (var log in new[] { "-wal", "-shm" })
            {
                File.Delete(Path.Combine(folder, file + log));
            }

            if (Directory.Exists(Path.Combine(folder, "noon", file)))
            {
                Directory.Delete(Path.Combine(folder, file), recursive: true);
                Directory.Move(Path.Combine(folder, "noon", file), Path.Combine(folder, file));
            }
            else
            {
                File.Copy(Path.Combine(folder, "noon", file), Path.Combine(folder, file), overwrite: true);
            }
        }
    });

    /// <summary>By changing a file's text.</summary>
    public static Tampering Lines(string where, string kind, string? says, Func<string[], IEnumerable<string>> change) =>
        new(where, kind, says, folder =>
    {
        var (file, lines) = (Path.Combine(folder, where), File.ReadAllLines(Path.Combine(folder, where)));
        var changed = change(lines).ToArray();
        Assert.NotEqual(lines, changed);
        File.WriteAllLines(file, changed);
    });
}
