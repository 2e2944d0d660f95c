using System.Security.Cryptography;

namespace Hall.Storage.Hosting;

/// <summary>A secret of 32 random bytes in a file of the data folder, readable by the hub's user only.</summary>
public static class SecretFile
{
    /// <summary>Bytes of a secret.</summary>
    public const int Length = 32;

    /// <summary>Reads a secret, or makes it when there is none.</summary>
    /// <exception cref="HubStartException">The file is there and is not a secret, or cannot be made.</exception>
    public static byte[] ReadOrCreate(string folder, string name)
    {
        var file = Path.Combine(folder, name);
        byte[] key;
        try
        {
            OwnedFolder.Make(folder);
            key = File.Exists(file) ? File.ReadAllBytes(file) : Create(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new HubStartException($"The hub's secret '{file}' cannot be read or made: {fault.Message}", fault);
        }

        return key.Length == Length
            ? key
            : throw new HubStartException(
                $"'{file}' is {key.Length} bytes long instead of {Length}. Put it back from a backup; without it, what it protects "
                    + "cannot be checked or read.");
    }

    // Written beside its name and moved, so that a hub that dies half way does not leave half a secret.
    private static byte[] Create(string file)
    {
        var key = RandomNumberGenerator.GetBytes(Length);
        var fresh = $"{file}.new";
        File.Delete(fresh);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(fresh, options))
        {
            stream.Write(key);
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, file, overwrite: false);
        return key;
    }
}
