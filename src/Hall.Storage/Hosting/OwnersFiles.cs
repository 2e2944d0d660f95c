using System.Runtime.InteropServices;

namespace Hall.Storage.Hosting;

/// <summary>Files that only the hub's user may read: databases, copies and secrets hold who waited for what and who works here.</summary>
public static class OwnersFiles
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // What the hub itself puts into its folder; anything else that lies there is somebody else's business.
    private static readonly string[] Files = ["*.db", "*.db-wal", "*.db-shm", "*.db.*", "*.key", "*.json", "*.txt", "*.new", "*.part"];
    private static readonly string[] Folders = ["backups", "drafts", "heads", "keys", "uploads", "voice"];

    /// <summary>From now on whatever this program makes belongs to its user alone, whoever started it and however it is made.</summary>
    public static void FromNowOn()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Mask(0x3F);
        }
    }

    /// <summary>Takes the rights of others away from what an older program made.</summary>
    /// <param name="folder">The data folder.</param>
    /// <returns>How many files and folders others could read or write until now, and how many could not be changed.</returns>
    public static (int Mended, int Left) Mend(string folder)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder))
        {
            return (0, 0);
        }

        var (mended, left) = (0, 0);
        foreach (var path in Of(folder))
        {
            try
            {
                var mode = File.GetUnixFileMode(path);

                // A folder that all may write into, such as /tmp, was never the hub's own.
                if (mode.HasFlag(UnixFileMode.StickyBit) || (mode & ~Owner) == 0)
                {
                    continue;
                }

                File.SetUnixFileMode(path, mode & Owner);
                mended++;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                left++;
            }
        }

        return (mended, left);
    }

    private static List<string> Of(string folder)
    {
        var deep = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = true };
        var own =
            Files.SelectMany(pattern =>
                Directory.EnumerateFiles(folder, pattern, new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint }));
        var below = Folders.Select(name => Path.Combine(folder, name)).Where(Directory.Exists)
            .SelectMany(one => Directory.EnumerateFileSystemEntries(one, "*", deep).Append(one));
        return [.. own.Concat(below).Append(folder).Distinct(StringComparer.Ordinal)];
    }

    [DllImport("libc", EntryPoint = "umask"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint Mask(uint mode);
}
