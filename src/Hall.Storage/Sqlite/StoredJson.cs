using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hall.Storage.Sqlite;

/// <summary>
/// JSON that stands in a column: an object that begins with the version of its shape. What was written before versions were is version 1. A
/// version of a newer program is refused, because half of it would be forgotten at the next writing.
/// </summary>
public static class StoredJson
{
    /// <summary>The member that says which shape it is.</summary>
    public const string Member = "schemaVersion";

    /// <summary>The version that is written now.</summary>
    public const int Version = 1;

    private static readonly string Opening = string.Create(CultureInfo.InvariantCulture, $"{{\"{Member}\":{Version}");

    /// <summary>A value as it is stored.</summary>
    public static string Write<T>(T value, JsonTypeInfo<T> shape)
    {
        var text = JsonSerializer.Serialize(value, shape);
        return text.Length > 2 ? $"{Opening},{text.AsSpan(1)}" : $"{Opening}}}";
    }

    /// <summary>Reads what was stored.</summary>
    /// <exception cref="InvalidDataException">It is empty, or a newer program wrote it.</exception>
    /// <exception cref="JsonException">It is no JSON, or of another shape.</exception>
    public static T Read<T>(string text, JsonTypeInfo<T> shape)
    {
        ArgumentNullException.ThrowIfNull(text);
        return VersionOf(text) is var version and > Version
            ? throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"It has version {version}, which a newer program wrote."))
            : JsonSerializer.Deserialize(text, shape) ?? throw new InvalidDataException("It is empty.");
    }

    private static int VersionOf(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, 64)]), isFinalBlock: false, default);
        return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.ValueTextEquals(Member)
            && reader.Read() ? reader.GetInt32() : 1;
    }
}
