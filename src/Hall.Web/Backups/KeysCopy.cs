using Hall.Web.Hub;

namespace Hall.Web.Backups;

/// <summary>
/// The keys in a second place, as they are now: what lies there from yesterday is written over, so that a key that was erased is not kept by its copy.
/// They never lie beside the data in a nightly copy, where one stolen folder would open everything.
/// </summary>
public static class KeysCopy
{
    /// <summary>Copies every key of the data folder; one that is no longer there is taken away.</summary>
    /// <param name="dataFolder">The hub's data folder.</param>
    /// <param name="place">The second place; must exist, because a stick that is not there must not become a folder on the hub's disk.</param>
    /// <exception cref="IOException">The place is not there, or cannot be written.</exception>
    public static void Make(string dataFolder, string place)
    {
        if (!Directory.Exists(place))
        {
            throw new DirectoryNotFoundException($"The second place of the keys (HALL_KEYS_COPY) is not there: {place}");
        }

        var keys = Directory.GetFiles(dataFolder, "*.key");
        foreach (var key in keys)
        {
            var copy = Path.Combine(place, Path.GetFileName(key));
            var part = $"{copy}.part";
            File.Delete(part);
            DatabaseCopy.MakeOfFile(key, part);
            File.Move(part, copy, overwrite: true);
        }

        foreach (var gone in Directory.GetFiles(place, "*.key").Where(copy => !keys.Any(key => Path.GetFileName(key) == Path.GetFileName(copy))))
        {
            File.Delete(gone);
        }
    }
}
