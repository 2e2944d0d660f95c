using System.Text.Json;
using Hall.Core.Engine;
using Hall.Core.Events;

namespace Hall.Storage.Events;

/// <summary>Events as the journal holds them: a name, a version and JSON. One once written is readable for ever.</summary>
public static class EventJson
{
    /// <summary>The version that is written now.</summary>
    public const int Version = 1;

    /// <summary>An event as UTF-8 JSON.</summary>
    public static string Write(HallEvent happened) => JsonSerializer.Serialize(happened, happened.GetType(), HallJsonContext.Default);

    /// <summary>Reads an event; null when it cannot be read.</summary>
    public static HallEvent? TryRead(string type, int version, string payload)
    {
        try
        {
            return Read(type, version, payload);
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException or NotSupportedException or ArgumentException
            or FormatException)
        {
            return null;
        }
    }

    /// <summary>Reads an event.</summary>
    /// <exception cref="InvalidDataException">The name or version is not known to this program.</exception>
    public static HallEvent Read(string type, int version, string payload)
    {
        if (version != Version || EventNames.TypeOf(type) is not { } known)
        {
            throw new InvalidDataException(
                Invariant(
                    $"The journal holds an event '{type}' of version {version}, which this program does not know; it was written by a ")
                    + "newer one.");
        }

        return (HallEvent?)JsonSerializer.Deserialize(payload, known, HallJsonContext.Default)
            ?? throw new InvalidDataException($"An event '{type}' in the journal is empty.");
    }
}
