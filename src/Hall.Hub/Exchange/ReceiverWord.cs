using System.Globalization;
using System.Text;
using System.Text.Json;
using Hall.Core.Privacy;
using Hall.Storage.Cases;

namespace Hall.Hub.Exchange;

/// <summary>
/// What the receiver said, as it may be kept and logged: one line without signs that steer a terminal, and without the texts of the
/// message, which some receivers repeat in their answers and which belong to citizens.
/// </summary>
internal static class ReceiverWord
{
    private const int Longest = 200;
    private const int ShortestText = 4;
    private const string LeftOut = "…";

    /// <summary>The word about a message.</summary>
    public static string Of(string said, OutboxRow about)
    {
        var word = said;
        foreach (var text in TextsOf(about).OrderByDescending(text => text.Length))
        {
            word = word.Replace(text, LeftOut, StringComparison.Ordinal)
                .Replace(JsonEncodedText.Encode(text).ToString(), LeftOut, StringComparison.OrdinalIgnoreCase);
        }

        var plain = new StringBuilder();
        foreach (var rune in word.EnumerateRunes())
        {
            plain.Append(Rune.IsControl(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
                ? " " : rune.ToString());
        }

        var line = PrivateNumbers.Blanked(plain.ToString().Trim());
        return line.Length <= Longest ? line : line[..(char.IsHighSurrogate(line[Longest - 1]) ? Longest - 1 : Longest)];
    }

    private static List<string> TextsOf(OutboxRow row)
    {
        using var body = JsonDocument.Parse(row.Body);
        return
        [
            .. body.RootElement.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.String)
                .Select(field => field.Value.GetString()!)
                .Where(text => text.Length >= ShortestText),
        ];
    }
}
