namespace Hall.Storage.Hosting;

/// <summary>A folder that only the hub's user may enter: it holds who waited for what, accounts and secrets.</summary>
public static class OwnedFolder
{
    /// <summary>Makes the folder, mode 0700, with those above it; one that exists keeps the rights that its owner gave it.</summary>
    /// <param name="folder">The folder.</param>
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
