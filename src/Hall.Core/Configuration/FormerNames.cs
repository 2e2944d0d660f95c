using System.Text;
using System.Text.Json;

namespace Hall.Core.Configuration;

/// <summary>Names that a hall's file had in earlier versions. They are read for ever; what is written has today's.</summary>
public static class FormerNames
{
    private const string Former = "padBuses";
    private const string Today = "deviceLines";

    /// <summary>The text of a hall's file with today's names. Nothing else changes, not even on which line something stands.</summary>
    /// <param name="json">The text, perhaps of an earlier version, perhaps broken.</param>
    /// <returns>The same text when there is nothing to rename, or when it has both names: the reader then says that one is unknown.</returns>
    public static string Renewed(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (!json.Contains($"\"{Former}\"", StringComparison.Ordinal))
        {
            return json;
        }

        var bytes = Encoding.UTF8.GetBytes(json.TrimStart('\uFEFF'));
        if (PlaceOfFormer(bytes) is not { } at)
        {
            return json;
        }

        var rest = bytes.AsSpan(at + Former.Length + 2);
        return $"{Encoding.UTF8.GetString(bytes.AsSpan(0, at))}\"{Today}\"{Encoding.UTF8.GetString(rest)}";
    }

    private static int? PlaceOfFormer(byte[] bytes)
    {
        int? found = null;
        var reader = new Utf8JsonReader(bytes);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                {
                    continue;
                }

                if (reader.ValueTextEquals(Today))
                {
                    return null;
                }

                found ??= reader.ValueTextEquals(Former) && !reader.ValueIsEscaped ? (int)reader.TokenStartIndex : null;
            }
        }
        catch (JsonException)
        {
            // Whoever reads the text says where it breaks.
        }

        return found;
    }
}
