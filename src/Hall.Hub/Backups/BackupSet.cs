using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hall.Hub.Cases;
using Hall.Storage.Hosting;
using Hall.Storage.Past;
using Hall.Storage.Sqlite;
using Hall.Storage.Texts;

namespace Hall.Hub.Backups;

/// <summary>A file of a set.</summary>
/// <param name="Name">Its path below the set's folder, with <c>/</c>.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash, hex.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256);

/// <summary>What a set holds, as its <c>set.json</c> says.</summary>
/// <param name="MadeAt">When it was made, UTC.</param>
/// <param name="Files">Its files, in the order in which they were copied.</param>
public sealed record BackupManifest(DateTimeOffset MadeAt, IReadOnlyList<BackupFile> Files);

/// <summary>Source-generated JSON of a set's list.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = false)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;

/// <summary>
/// One consistent set of everything that a hub keeps: its databases with the exported heads, settings, drafts and, when asked for, secrets,
/// in a folder of its own. Keys that are erased one by one are in none of them.
/// </summary>
/// <remarks>
/// What follows is copied before what it follows: heads before the rows that they name, audit and cases before the journal from which they
/// are made. A set is so what a power cut would have left at one moment, and the hub that starts on it catches up as it does then.
/// </remarks>
public static class BackupSet
{
    /// <summary>The file that says what a set holds.</summary>
    public const string ManifestName = "set.json";

    /// <summary>The databases, followers before what they follow.</summary>
    public static IReadOnlyList<string> Databases { get; } = ["keys.db", "people.db", "care.db", "hall.db"];

    private static readonly string[] Beside = ["audit-heads.txt", "care.json", "exchange.json", "calendar.json", "tours.json",
        PastVisitStore.FileName];
    private static readonly string[] Folders = ["heads", "drafts"];

    /// <summary>Makes a set, also beside a running hub. The folder has its name only when the set is whole and checked.</summary>
    /// <param name="dataFolder">The hub's data folder.</param>
    /// <param name="folder">The set's folder; must not exist.</param>
    /// <param name="keys">Whether the secrets go with it: without them codes do not open and chains cannot be checked.</param>
    /// <param name="now">The time, UTC.</param>
    /// <exception cref="InvalidDataException">A copy is not whole.</exception>
    public static BackupManifest Make(string dataFolder, string folder, bool keys, DateTimeOffset now)
    {
        var part = $"{Path.TrimEndingDirectorySeparator(folder)}.part";
        if (Directory.Exists(part))
        {
            Directory.Delete(part, recursive: true);
        }

        OwnedFolder.Make(part);
        try
        {
            List<BackupFile> files = [.. NamesIn(dataFolder, keys).Select(name => Copy(dataFolder, part, name))];
            var manifest = new BackupManifest(now, files);
            File.WriteAllText(Path.Combine(part, ManifestName), StoredJson.Write(manifest, BackupJson.Default.BackupManifest));
            Directory.Move(part, folder);
            return manifest;
        }
        finally
        {
            if (Directory.Exists(part))
            {
                Directory.Delete(part, recursive: true);
            }
        }
    }

    /// <summary>Reads a set's list and checks every file against it.</summary>
    /// <returns>The list; null with what is wrong.</returns>
    public static (BackupManifest? Manifest, string? Fault) Read(string folder)
    {
        var list = Path.Combine(folder, ManifestName);
        if (!File.Exists(list))
        {
            return (null, $"it has no {ManifestName}, so it is no set that 'hall backup' made, or an unfinished one.");
        }

        BackupManifest manifest;
        try
        {
            manifest = StoredJson.Read(File.ReadAllText(list), BackupJson.Default.BackupManifest);
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException)
        {
            return (null, $"its {ManifestName} cannot be read: {fault.Message}");
        }

        // Keys were taken out of older sets when contacts got keys of their own.
        manifest = manifest with { Files = [.. manifest.Files.Where(file => !IsKey(file.Name) || File.Exists(PathOf(folder, file.Name)))] };
        foreach (var file in manifest.Files)
        {
            var path = PathOf(folder, file.Name);
            if (path is null || !File.Exists(path))
            {
                return (null, $"{file.Name} is missing.");
            }

            if (Described(folder, file.Name) != file)
            {
                return (null, $"{file.Name} is damaged or another file than was copied.");
            }

            if (IsDatabase(file.Name) && DatabaseCopy.FaultIn(path) is { } damage)
            {
                return (null, $"{file.Name} is damaged: {damage}");
            }
        }

        return manifest.Files.Any(file => file.Name == "hall.db") ? (manifest, null) : (null, "it holds no hall.");
    }

    /// <summary>Keys that are erased one by one. No set ever holds them: an older one would open what was erased since.</summary>
    public static IReadOnlyList<string> NeverCopied { get; } = [ContactCipher.KeyFile, ContactCipher.KeysFile, TextVault.KeyFile,
        TextVault.KeysFile];

    /// <summary>Whether a file of a set is a database.</summary>
    public static bool IsDatabase(string name) => name == PastVisitStore.FileName || Databases.Contains(name);

    private static bool IsKey(string name) => name.EndsWith(".key", StringComparison.Ordinal);

    /// <summary>Where a file of a set lies in a folder; null for a name that leads out of it.</summary>
    internal static string? PathOf(string folder, string name)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar)));
        return path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : null;
    }

    private static IEnumerable<string> NamesIn(string dataFolder, bool keys)
    {
        var files = Folders.Select(folder => Path.Combine(dataFolder, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Concat(keys ? Directory.EnumerateFiles(dataFolder, "*.key").Where(key => !NeverCopied.Contains(Path.GetFileName(key))) : [])
            .Where(file => !file.EndsWith(".part", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(dataFolder, file).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal);
        return files.Concat(Beside).Concat(Databases).Where(name => File.Exists(PathOf(dataFolder, name)));
    }

    private static BackupFile Copy(string dataFolder, string part, string name)
    {
        var (source, copy) = (PathOf(dataFolder, name)!, PathOf(part, name)!);
        OwnedFolder.Make(Path.GetDirectoryName(copy)!);
        if (IsDatabase(name))
        {
            DatabaseCopy.Make(source, copy);
            if (DatabaseCopy.FaultIn(copy, quick: true) is { } damage)
            {
                throw new InvalidDataException($"The copy of {name} is not whole: {damage}");
            }
        }
        else
        {
            DatabaseCopy.MakeOfFile(source, copy);
        }

        return Described(part, name);
    }

    private static BackupFile Described(string folder, string name)
    {
        using var stream = File.OpenRead(PathOf(folder, name)!);
        return new(name, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    /// <summary>A moment in a sentence.</summary>
    internal static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
