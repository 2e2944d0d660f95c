using System.Globalization;
using Hall.Core.Identifiers;
using Hall.Core.Privacy;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;

namespace Hall.Hub.Kiosks;

/// <summary>Words that citizens looked for in vain.</summary>
/// <param name="Words">What was typed, in small letters, without numbers of persons.</param>
/// <param name="Nothing">How often nothing was found.</param>
/// <param name="Left">How often something was found and nobody chose it.</param>
/// <param name="Last">The day on which it was looked for last.</param>
public sealed record UnfoundWord(string Words, int Nothing, int Left, DateOnly Last);

/// <summary>
/// Counts what was looked for in vain: the words and the day, no person, no place, no time. So many words a hall at most, the rarest go
/// first; what nobody has looked for in half a year goes by itself. One file a hall beside its draft.
/// </summary>
/// <param name="options">Where the data is.</param>
public sealed class UnfoundWords(HubOptions options)
{
    /// <summary>How many words a hall keeps.</summary>
    public const int Most = 300;

    /// <summary>How long a word may be; the rest is cut.</summary>
    public const int Longest = 40;

    /// <summary>Days after which a word that nobody looks for is forgotten.</summary>
    public const int Days = 183;

    private const int MostCounted = 1_000_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<HallId, Dictionary<string, UnfoundWord>> _known = [];

    /// <summary>Counts a search in vain. A disk that refuses costs the count, not the search.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="typed">What was typed, whatever it is.</param>
    /// <param name="found">Whether something was found that nobody chose.</param>
    /// <param name="day">The hall's day.</param>
    public void Note(HallId hall, string typed, bool found, DateOnly day)
    {
        if (WordsOf(typed) is not { } words)
        {
            return;
        }

        lock (_gate)
        {
            var known = Read(hall);
            var before = known.GetValueOrDefault(words) ?? new(words, 0, 0, day);
            known[words] = before with
            {
                Nothing = Math.Min(MostCounted, before.Nothing + (found ? 0 : 1)),
                Left = Math.Min(MostCounted, before.Left + (found ? 1 : 0)),
                Last = day > before.Last ? day : before.Last,
            };
            Bound(known, day, words);
            Write(hall, known);
        }
    }

    /// <summary>What was looked for in vain, the most frequent first: what was never found before what nobody chose.</summary>
    /// <param name="hall">The hall.</param>
    public IReadOnlyList<UnfoundWord> Of(HallId hall)
    {
        lock (_gate)
        {
            return [.. Read(hall).Values.OrderByDescending(word => word.Nothing).ThenByDescending(word => word.Left)
                .ThenBy(word => word.Words, StringComparer.Ordinal)];
        }
    }

    /// <summary>Forgets a word: it was added to a service, or says nothing.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="words">The word.</param>
    public void Forget(HallId hall, string words)
    {
        lock (_gate)
        {
            if (Read(hall).Remove(words))
            {
                Write(hall, Read(hall));
            }
        }
    }

    // Too short to mean anything, or nothing but digits: a number of something, which no service is called.
    private static string? WordsOf(string typed)
    {
        var clean = FreeText.Cleaned(typed)?.Trim().ToLower(CultureInfo.InvariantCulture) ?? "";
        var words = clean.Length > Longest ? clean[..Longest].TrimEnd() : clean;
        words = words.Length > 0 && char.IsHighSurrogate(words[^1]) ? words[..^1] : words;
        return words.Length > 1 && words.Any(char.IsLetter) ? words : null;
    }

    private static void Bound(Dictionary<string, UnfoundWord> known, DateOnly day, string kept)
    {
        foreach (var old in known.Values.Where(word => word.Last < day.AddDays(-Days)).ToList())
        {
            known.Remove(old.Words);
        }

        while (known.Count > Most)
        {
            known.Remove(known.Values.Where(word => word.Words != kept)
                .MinBy(word => (word.Nothing + word.Left, word.Last, word.Words.Length))!.Words);
        }
    }

    private Dictionary<string, UnfoundWord> Read(HallId hall)
    {
        if (!_known.TryGetValue(hall, out var known))
        {
            List<UnfoundWord> kept = [];
            try
            {
                kept = DocumentOf(hall).Read()?.Words ?? [];
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Counted anew; the file is written over when it can be.
            }

            _known[hall] = known = kept.DistinctBy(word => word.Words).ToDictionary(word => word.Words, StringComparer.Ordinal);
        }

        return known;
    }

    private void Write(HallId hall, Dictionary<string, UnfoundWord> known)
    {
        try
        {
            DocumentOf(hall).Write(new([.. known.Values]));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It stays in memory and is written with the next one.
        }
    }

    private KeptDocument<Kept> DocumentOf(HallId hall) => new(Path.Combine(options.DataFolder, "drafts", $"{hall.Value}.searches.json"));

    private sealed record Kept(List<UnfoundWord> Words);
}
