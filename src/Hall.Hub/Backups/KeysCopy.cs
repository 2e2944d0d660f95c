using System.Security.Cryptography;
using Hall.Hub.Cases;
using Hall.Storage.Texts;

namespace Hall.Hub.Backups;

/// <summary>
/// The keys in a second place, as they are now. What else lies there is somebody else's and stays; a key of another hub is never written
/// over.
/// They never lie beside the data in a nightly copy, where one stolen folder would open everything.
/// </summary>
public static class KeysCopy
{
    /// <summary>
    /// Copies every key of the data folder, and the keys of what can be erased as they are now, over those of the night before.
    /// </summary>
    /// <param name="dataFolder">The hub's data folder.</param>
    /// <param name="place">The second place; must exist, because a stick that is not there must not become a folder on the hub's
    /// disk.</param>
    /// <exception cref="IOException">The place is not there, holds another hub's keys, or cannot be written.</exception>
    public static void Make(string dataFolder, string place)
    {
        if (!Directory.Exists(place))
        {
            throw new DirectoryNotFoundException($"The second place of the keys (HALL_KEYS_COPY) is not there: {place}");
        }

        // All of them before the first is written: the keys of one hub never lie among those of another.
        var keys = Directory.GetFiles(dataFolder, "*.key");
        foreach (var key in keys)
        {
            // A hub that was set up anew after a loss of the disk has other keys: the only ones that open the old data must outlive its
            // first night.
            if (IsAnothers(key, Path.Combine(place, Path.GetFileName(key)), dataFolder))
            {
                throw new IOException(
                    $"The second place of the keys holds another {Path.GetFileName(key)}, perhaps of the hub before a loss of the disk: "
                    + "put it back with `hall restore`, or move it away.");
            }
        }

        foreach (var key in keys)
        {
            Put(key, Path.Combine(place, Path.GetFileName(key)), DatabaseCopy.MakeOfFile);
        }

        foreach (var name in BackupSet.NeverCopied.Where(name => name.EndsWith(".db", StringComparison.Ordinal)
            && File.Exists(Path.Combine(dataFolder, name))))
        {
            Put(Path.Combine(dataFolder, name), Path.Combine(place, name), DatabaseCopy.Make);
        }
    }

    // A secret that this hub replaced by another one is its own.
    private static bool IsAnothers(string key, string copy, string dataFolder)
    {
        if (!File.Exists(copy) || File.ReadAllBytes(copy) is var there && there.AsSpan().SequenceEqual(File.ReadAllBytes(key)))
        {
            return false;
        }

        var replaced = Path.GetFileName(key) == ContactCipher.KeyFile
            ? new ErasableKeys(dataFolder, ContactCipher.KeysFile, ContactCipher.KeyFile).Noted(ContactConversion.Replaced)
            : null;
        return replaced != Convert.ToHexStringLower(SHA256.HashData(there));
    }

    private static void Put(string source, string copy, Action<string, string> make)
    {
        var part = $"{copy}.part";
        File.Delete(part);
        make(source, part);
        File.Move(part, copy, overwrite: true);
    }
}
