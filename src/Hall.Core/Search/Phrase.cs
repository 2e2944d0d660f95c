using System.Text;
using Hall.Core.Readings;

namespace Hall.Core.Search;

/// <summary>One thing that a service may be found by.</summary>
internal sealed class Phrase
{
    private const int MostUnits = 60;
    private const int MostSpellings = 4;

    public Phrase(string text, WordKind kind, string language, int rank = 0)
    {
        (Text, Kind, Language, Rank) = (text, kind, language, rank);
        Units = [.. TextUnits.Of(text, MostUnits)];
        Begins = new bool[Units.Length];
        for (var i = 0; i < Units.Length; i++)
        {
            Begins[i] = i == 0 || Units[i].IsWord || Units[i].Start > Units[i - 1].Start + Units[i - 1].Length;
        }

        Spellings = SpellingsOf(Units);
    }

    /// <summary>As it is written.</summary>
    public string Text { get; }

    public WordKind Kind { get; }

    public string Language { get; }

    /// <summary>Its place among the service's words of this kind, the first is the usual one.</summary>
    public int Rank { get; }

    public Unit[] Units { get; }

    /// <summary>Where a word begins.</summary>
    public bool[] Begins { get; }

    /// <summary>The whole phrase in Latin letters, in each likely way, and where each unit begins in it.</summary>
    public (string Letters, int[] Starts)[] Spellings { get; }

    /// <summary>The part of the text that a run covers.</summary>
    public (int Start, int Length) PartOf(int first, int units)
    {
        var (from, last) = (Units[first], Units[Math.Min(first + units, Units.Length) - 1]);
        return (from.Start, Math.Min(Text.Length, last.Start + last.Length) - from.Start);
    }

    /// <summary>Marks the places where a word begins that the hall's everyday words know.</summary>
    public void MarkWords(IReadOnlySet<string> known, int longest)
    {
        for (var i = 1; i < Units.Length; i++)
        {
            for (var length = 2; length <= longest && i + length <= Units.Length && !Begins[i]; length++)
            {
                var (start, chars) = PartOf(i, length);
                Begins[i] = known.Contains(Text.Substring(start, chars));
            }
        }
    }

    private static (string, int[])[] SpellingsOf(Unit[] units)
    {
        var choices = new List<int[]> { new int[units.Length] };
        for (var i = 0; i < units.Length && choices.Count < MostSpellings; i++)
        {
            if (units[i].Readings.Length > 1)
            {
                var at = i;
                choices.AddRange([.. choices.Select(choice => choice.Select((reading, j) => j == at ? 1 : reading).ToArray())]);
            }
        }

        return [.. choices.Select(choice => Spelt(units, choice))];
    }

    private static (string, int[]) Spelt(Unit[] units, int[] choice)
    {
        var letters = new StringBuilder();
        var starts = new int[units.Length];
        for (var i = 0; i < units.Length; i++)
        {
            starts[i] = letters.Length;
            letters.Append(units[i].IsWord ? units[i].Word : units[i].Readings[choice[i]]);
        }

        return (letters.ToString(), starts);
    }
}
