using System.Security.Cryptography;
using Hall.Web.Hub;

namespace Hall.Web.Tokens;

/// <summary>
/// The hub's own secret: 32 random bytes in <c>secret.key</c> in the data folder, readable by the hub's user only. Who deletes
/// the file makes every token that was ever printed worthless.
/// </summary>
public sealed class HubSecret
{
    private const int Length = 32;
    private readonly byte[] _key;

    /// <summary>Reads the secret, or makes it on the first start.</summary>
    /// <exception cref="HubStartException">The file is there and is not a secret, or cannot be made.</exception>
    public HubSecret(HubOptions options)
    {
        var file = Path.Combine(options.DataFolder, "secret.key");
        try
        {
            Directory.CreateDirectory(options.DataFolder);
            _key = File.Exists(file) ? File.ReadAllBytes(file) : Create(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new HubStartException($"The hub's secret '{file}' cannot be read or made: {fault.Message}", fault);
        }

        if (_key.Length != Length)
        {
            throw new HubStartException(
                $"'{file}' is {_key.Length} bytes long instead of {Length}. Put it back from a backup; without it, printed codes no longer open.");
        }
    }

    /// <summary>A keyed hash, 32 bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message) => HMACSHA256.HashData(_key, message);

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
