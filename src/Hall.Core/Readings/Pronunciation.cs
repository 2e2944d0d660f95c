using System.Text;

namespace Hall.Core.Readings;

/// <summary>
/// How Chinese characters are read: every reading that Unihan's kMandarin, kHanyuPinlu and kXHC1983 know, without tones, with u for ü.
/// The table is made by <c>make-readings.py</c>; Unicode's licence stands beside it.
/// </summary>
public static class Pronunciation
{
    /// <summary>Where Chinese characters and their like begin among all signs.</summary>
    public const int FirstCharacter = 0x2E80;

    private static readonly Lazy<Table> Known = new(Read);

    /// <summary>The readings of a character, the usual one first; none for what is no Chinese character.</summary>
    /// <param name="character">Simple or traditional.</param>
    public static string[] Of(Rune character) =>
        character.Value >= FirstCharacter && Known.Value.Syllables.TryGetValue(character.Value, out var found) ? found : [];

    /// <summary>The simple form of a traditional character; the character itself where there is none.</summary>
    public static Rune Simple(Rune character) =>
        character.Value >= FirstCharacter && Known.Value.Simple.TryGetValue(character.Value, out var simple) ? new(simple) : character;

    /// <summary>
    /// Initials of a text by usual readings, in capitals, such as <c>TX</c> for 退休: what stands in brackets is left out, Latin letters
    /// and digits stay.
    /// </summary>
    public static string InitialsOf(string text)
    {
        var initials = new StringBuilder();
        foreach (var character in WithoutBrackets(text))
        {
            if (Of(character) is [var usual, ..])
            {
                initials.Append(char.ToUpperInvariant(usual[0]));
            }
            else if (character.IsAscii && Rune.IsLetterOrDigit(character))
            {
                initials.Append(char.ToUpperInvariant((char)character.Value));
            }
        }

        return initials.ToString();
    }

    /// <summary>Whether initials are those of a text, by whichever reading of each of its characters.</summary>
    /// <param name="initials">Latin letters.</param>
    /// <param name="text">The text; what stands in brackets is left out.</param>
    public static bool AreInitials(string initials, string text)
    {
        var at = 0;
        foreach (var character in WithoutBrackets(text))
        {
            var readings = Of(character);
            if (readings.Length == 0 && !(character.IsAscii && Rune.IsLetterOrDigit(character)))
            {
                continue;
            }

            var letter = at < initials.Length ? char.ToLowerInvariant(initials[at++]) : ' ';
            var fits = readings.Length == 0
                ? letter == char.ToLowerInvariant((char)character.Value)
                : readings.Any(reading => reading[0] == letter);
            if (!fits)
            {
                return false;
            }
        }

        return at == initials.Length;
    }

    private static IEnumerable<Rune> WithoutBrackets(string text)
    {
        var depth = 0;
        foreach (var character in text.EnumerateRunes())
        {
            depth += character.Value is '(' or '（' ? 1 : 0;
            if (depth == 0)
            {
                yield return character;
            }

            depth -= depth > 0 && character.Value is ')' or '）' ? 1 : 0;
        }
    }

    private sealed record Table(Dictionary<int, string[]> Syllables, Dictionary<int, int> Simple);

    private static Table Read()
    {
        using var lines = new StreamReader(
            typeof(Pronunciation).Assembly.GetManifestResourceStream("Hall.Core.readings.txt")!, Encoding.UTF8);
        var table = new Table(new(45_000), new(8_000));
        while (lines.ReadLine() is { } line)
        {
            if (line[0] == '=')
            {
                AddPairs(table.Simple, line[1..]);
            }
            else if (line.IndexOf(' ', StringComparison.Ordinal) is var end and > 0)
            {
                AddReading(table.Syllables, line[..end], line[(end + 1)..]);
            }
        }

        return table;
    }

    private static void AddPairs(Dictionary<int, int> simple, string pairs)
    {
        Rune? traditional = null;
        foreach (var character in pairs.EnumerateRunes())
        {
            if (traditional is { } known)
            {
                simple[known.Value] = character.Value;
            }

            traditional = traditional is null ? character : null;
        }
    }

    private static void AddReading(Dictionary<int, string[]> syllables, string syllable, string characters)
    {
        var usual = true;
        foreach (var character in characters.EnumerateRunes())
        {
            if (character.Value == '|')
            {
                usual = false;
                continue;
            }

            string[] known = syllables.TryGetValue(character.Value, out var found) ? found : [];
            syllables[character.Value] = usual ? [syllable, .. known] : [.. known, syllable];
        }
    }
}
