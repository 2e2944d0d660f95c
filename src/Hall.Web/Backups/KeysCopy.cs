using Hall.Web.Hub;

namespace Hall.Web.Backups;

/// <summary>
/// The keys in a second place, as they are now. What else lies there is somebody else's and stays; a key of another hub is never written over.
/// They never lie beside the data in a nightly copy, where one stolen folder would open everything.
/// </summary>
public static class KeysCopy
{
    /// <summary>Copies every key of the data folder.</summary>
    /// <param name="dataFolder">The hub's data folder.</param>
    /// <param name="place">The second place; must exist, because a stick that is not there must not become a folder on the hub's disk.</param>
    /// <exception cref="IOException">The place is not there, holds another hub's keys, or cannot be written.</exception>
    public static void Make(string dataFolder, string place)
    {
        if (!Directory.Exists(place))
        {
            throw new DirectoryNotFoundException($"The second place of the keys (HALL_KEYS_COPY) is not there: {place}");
        }

        foreach (var key in Directory.GetFiles(dataFolder, "*.key"))
        {
            var copy = Path.Combine(place, Path.GetFileName(key));

            // A hub that was set up anew after a loss of the disk has other keys: the only ones that open the old data must outlive its first night.
            if (File.Exists(copy) && !File.ReadAllBytes(copy).AsSpan().SequenceEqual(File.ReadAllBytes(key)))
            {
                throw new IOException($"The second place of the keys holds another {Path.GetFileName(key)}, perhaps of the hub before a loss of the disk: put it back with `hall restore`, or move it away.");
            }

            var part = $"{copy}.part";
            File.Delete(part);
            DatabaseCopy.MakeOfFile(key, part);
            File.Move(part, copy, overwrite: true);
        }
    }
}
