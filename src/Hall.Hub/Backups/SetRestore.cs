using Hall.Storage.Cases;
using Hall.Storage.Data;
using Hall.Storage.People;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Backups;

/// <summary>Puts a whole set in the place of what a data folder holds; what was there is kept under other names, or stays as it was when
/// anything fails.</summary>
internal static class SetRestore
{
    private static readonly string[] Logs = ["-wal", "-shm"];

    /// <summary>What forbids it; null when nothing does.</summary>
    public static string? FaultIn(string folder, BackupManifest manifest) => manifest.Files.Select(file => file.Name switch
    {
        "hall.db" => NewerIn(new HallDbContext(Options<HallDbContext>(folder, file.Name))),
        "people.db" => NewerIn(new PeopleDbContext(Options<PeopleDbContext>(folder, file.Name))),
        "care.db" => NewerIn(new CaseDbContext(Options<CaseDbContext>(folder, file.Name))),
        _ => null,
    }).FirstOrDefault(newer => newer is not null);

    /// <summary>Restores a set that was checked.</summary>
    /// <returns>What was there before, by its new name.</returns>
    public static IReadOnlyList<string> Run(string folder, BackupManifest manifest, string dataFolder)
    {
        var changed = manifest.Files.Where(file => !IsSame(BackupSet.PathOf(folder, file.Name)!, BackupSet.PathOf(dataFolder, file.Name)!))
            .Select(file => file.Name).ToList();

        // What is there gives way only when every copy is whole beside it: a full disk leaves everything as it was.
        foreach (var name in changed)
        {
            var fresh = Fresh(dataFolder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(fresh)!);
            File.Delete(fresh);
            DatabaseCopy.MakeOfFile(BackupSet.PathOf(folder, name)!, fresh);
        }

        var suffix = FreeSuffix(dataFolder, changed);
        var done = new Stack<Action>();
        var kept = new List<string>();
        try
        {
            foreach (var name in changed)
            {
                var target = BackupSet.PathOf(dataFolder, name)!;
                foreach (var there in Logs.Prepend("").Select(log => target + log).Where(File.Exists))
                {
                    Move(there, KeptAs(target, there, suffix), done);
                }

                if (File.Exists(target + suffix))
                {
                    kept.Add(target + suffix);
                }

                Move(Fresh(dataFolder, name), target, done);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            while (done.TryPop(out var undo))
            {
                undo();
            }

            throw;
        }

        return kept;
    }

    private static string Fresh(string dataFolder, string name) => BackupSet.PathOf(dataFolder, name) + ".restoring";

    private static string KeptAs(string target, string there, string suffix) => target + suffix + there[target.Length..];

    private static void Move(string from, string to, Stack<Action> done)
    {
        File.Move(from, to);
        done.Push(() => File.Move(to, from));
    }

    private static string FreeSuffix(string dataFolder, List<string> names)
    {
        for (var number = 1; ; number++)
        {
            var suffix = FormattableString.Invariant($".before-restore-{number}");
            if (names.TrueForAll(name => !File.Exists(BackupSet.PathOf(dataFolder, name) + suffix)))
            {
                return suffix;
            }
        }
    }

    // A key that is there already is left alone, so that its copies elsewhere go on being the same file.
    private static bool IsSame(string copy, string there) => !there.EndsWith(".db", StringComparison.Ordinal) && File.Exists(there)
        && File.ReadAllBytes(copy).AsSpan().SequenceEqual(File.ReadAllBytes(there));

    private static DbContextOptions<T> Options<T>(string folder, string name)
        where T : DbContext =>
            new DbContextOptionsBuilder<T>().UseSqlite($"Data Source={Path.Combine(folder, name)};Mode=ReadOnly;Pooling=False").Options;

    private static string? NewerIn(DbContext context)
    {
        using (context)
        {
            return context.Database.GetAppliedMigrations().Except(context.Database.GetMigrations()).FirstOrDefault() is { } newer
                ? $"a newer version of Hall wrote it ({newer}); install that version first."
                : null;
        }
    }
}
