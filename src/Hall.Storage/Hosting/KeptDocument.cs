using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hall.Storage.Hosting;

/// <summary>
/// A small JSON document in a file of the data folder. It is replaced as a whole and reaches the disk before it replaces the old one, so
/// that a power cut leaves one or the other. One that cannot be read is set aside beside its place: nothing is lost, and whoever needs
/// the place goes on without it. Callers take turns.
/// </summary>
/// <typeparam name="T">What stands in it; a record whose new fields have defaults, so that an older file can be read.</typeparam>
/// <param name="file">Its path.</param>
/// <param name="isSound">Whether what was read can be worked with; null for always.</param>
public sealed class KeptDocument<T>(string file, Func<T, bool>? isSound = null)
    where T : class
{
    private const int Version = 1;
    private const string VersionField = "version";
    private static readonly JsonSerializerOptions Options = new()
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private string Aside => file + ".unreadable";

    /// <summary>Name of the file to which an unreadable document was moved; null when there is none that nobody has looked at.</summary>
    public string? SetAside => File.Exists(Aside) ? Path.GetFileName(Aside) : null;

    /// <summary>Reads it; null when there is none, or it could not be read and was set aside.</summary>
    /// <exception cref="IOException">The disk refuses; nothing was moved.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read; nothing was moved.</exception>
    public T? Read()
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            var node = JsonNode.Parse(File.ReadAllText(file)) as JsonObject;
            if (node is not null && (int?)node[VersionField] is null or Version && node.Deserialize<T>(Options) is { } found
                && isSound?.Invoke(found) != false)
            {
                return found;
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            // Half a file, another program's, or one with a field twice: it is set aside below.
        }

        MoveToFree(file, Aside);
        return null;
    }

    /// <summary>Writes it.</summary>
    /// <exception cref="IOException">The disk is full or refuses; what stood there stands there still.</exception>
    public void Write(T document)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var node = JsonSerializer.SerializeToNode(document, Options)!.AsObject();
        node[VersionField] = Version;
        var fresh = file + ".new";
        using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            stream.Write(JsonSerializer.SerializeToUtf8Bytes(node, Options));
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, file, overwrite: true);
    }

    /// <summary>Takes it away; nothing happens when there is none.</summary>
    public void Delete() => File.Delete(file);

    /// <summary>Somebody has looked at what was set aside: it stays on the disk, and is not told of any more.</summary>
    public void Acknowledge()
    {
        if (File.Exists(Aside))
        {
            MoveToFree(Aside, Aside + ".1");
        }
    }

    // An earlier one that lies there is not overwritten.
    private static void MoveToFree(string from, string to)
    {
        var (free, stem) = (to, to.EndsWith(".1", StringComparison.Ordinal) ? to[..^2] : to);
        for (var number = 2; File.Exists(free); number++)
        {
            free = Invariant($"{stem}.{number}");
        }

        File.Move(from, free);
    }
}
