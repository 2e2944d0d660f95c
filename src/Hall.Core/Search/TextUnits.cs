using System.Text;
using Hall.Core.Readings;

namespace Hall.Core.Search;

/// <summary>Takes texts and queries apart: full-width letters become plain ones, traditional characters simple ones.</summary>
internal static class TextUnits
{
    /// <summary>The sign for a space, a stroke or anything else that parts words in a query.</summary>
    public const int Gap = 0;

    /// <summary>The units of a text, at most so many.</summary>
    public static List<Unit> Of(string text, int most)
    {
        var units = new List<Unit>();
        var word = new StringBuilder();
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var plain = Plain(rune);
            var readings = Pronunciation.Of(plain);
            if (readings.Length == 0 && Rune.IsLetterOrDigit(plain))
            {
                word.Append(plain);
            }
            else if (plain.Value != '\'' || word.Length == 0)
            {
                AddWord(units, word, at);
                if (readings.Length > 0)
                {
                    units.Add(new(plain.Value, readings, "", at, rune.Utf16SequenceLength));
                }
            }

            at += rune.Utf16SequenceLength;
        }

        AddWord(units, word, at);
        return units.Count > most ? units[..most] : units;
    }

    /// <summary>A query as characters, small letters, digits and gaps; what is no letter or digit is a gap, and none is doubled.</summary>
    /// <param name="query">As it was typed.</param>
    /// <param name="most">How much of it counts.</param>
    public static int[] Atoms(string query, int most)
    {
        var atoms = new List<int>();
        foreach (var rune in query.EnumerateRunes())
        {
            var plain = Plain(rune);
            if (Rune.IsLetterOrDigit(plain))
            {
                atoms.Add(plain.Value);
            }
            else if (atoms.Count > 0 && atoms[^1] != Gap)
            {
                atoms.Add(Gap);
            }

            if (atoms.Count == most)
            {
                break;
            }
        }

        if (atoms.Count > 0 && atoms[^1] == Gap)
        {
            atoms.RemoveAt(atoms.Count - 1);
        }

        return [.. atoms];
    }

    /// <summary>Whether a sign of a query is a Chinese character.</summary>
    public static bool IsCharacter(int atom) => atom >= Pronunciation.FirstCharacter;

    private static Rune Plain(Rune rune)
    {
        // Full-width letters, digits and signs stand at a fixed distance from the plain ones.
        var narrow = rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;
        return narrow.Value switch
        {
            0x2019 => new Rune('\''),
            'Ü' or 'ü' => new Rune('u'),
            _ => Pronunciation.Simple(Rune.ToLowerInvariant(narrow)),
        };
    }

    private static void AddWord(List<Unit> units, StringBuilder word, int end)
    {
        if (word.Length > 0)
        {
            // In the text an apostrophe may stand inside the word; the mark then begins a sign later, which nobody sees.
            units.Add(new(0, [], word.ToString(), Math.Max(0, end - word.Length), word.Length));
            word.Clear();
        }
    }
}
