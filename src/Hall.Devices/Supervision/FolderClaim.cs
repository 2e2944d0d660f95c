namespace Hall.Devices.Supervision;

/// <summary>
/// A folder that belongs to one program at a time, by a lock on a file in it. Shared locks, such as those of a file opened for reading by
/// others, keep no second program out on Linux; this one does. The system lets go of it when the program ends, however it ends.
/// </summary>
public sealed class FolderClaim : IDisposable
{
    private const int SharingViolationOfWindows = unchecked((int)0x80070020);
    private const int WouldBlockOfLinux = 11;
    private const int WouldBlockOfMac = 35;
    private readonly FileStream _file;

    private FolderClaim(FileStream file) => _file = file;

    /// <summary>Claims a folder that is there; null when another program has it. Nothing else in the folder is touched.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The lock's file in it; made when it is missing, and never deleted, so that two programs cannot hold two.</param>
    /// <exception cref="IOException">The file cannot be opened for another reason.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static FolderClaim? TryOf(string folder, string name)
    {
        try
        {
            return new(new FileStream(Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault) when (fault.HResult is SharingViolationOfWindows or WouldBlockOfLinux or WouldBlockOfMac)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
