using System.Runtime.CompilerServices;
using Hall.Core.Configuration;

namespace Hall.Core.Search;

/// <summary>A hall's catalogue, made ready for searching once for each configuration.</summary>
internal sealed class ServiceIndex
{
    private const int LongestKnownWord = 5;
    private readonly Dictionary<int, List<Spot>> _spots = [];
    private readonly Dictionary<string, List<Spot>> _words = [];
    private static readonly ConditionalWeakTable<HallConfiguration, ServiceIndex> Made = [];

    private ServiceIndex(HallConfiguration configuration)
    {
        Entries = [.. configuration.Services.Select((service, order) => new Entry(service, order, PhrasesOf(service)))];
        var known = Entries.SelectMany(entry => entry.Phrases).Where(phrase => phrase.Kind == WordKind.Everyday)
            .Select(phrase => phrase.Text).Where(word => word.Length is > 1 and <= LongestKnownWord).ToHashSet();
        foreach (var phrase in Entries.SelectMany(entry => entry.Phrases))
        {
            phrase.MarkWords(known, LongestKnownWord);
        }

        foreach (var entry in Entries)
        {
            foreach (var phrase in entry.Phrases)
            {
                AddSpots(entry, phrase);
            }
        }
    }

    public IReadOnlyList<Entry> Entries { get; }

    public static ServiceIndex Of(HallConfiguration configuration) => Made.GetValue(configuration, made => new(made));

    /// <summary>Where a query may begin whose first sign this is: there stands the character, or one or a word that begins so.</summary>
    /// <param name="atom">A sign of a query.</param>
    /// <param name="onKeys">Whether digits mean letters.</param>
    public IEnumerable<Spot> SpotsOf(int atom, bool onKeys = false) =>
        onKeys ? TelephoneKeys.LettersOf(atom).SelectMany(letter => SpotsOf(letter)) : _spots.TryGetValue(atom, out var found) ? found : [];

    /// <summary>The words of other letters that stand somewhere in the catalogue, and where.</summary>
    public IReadOnlyDictionary<string, List<Spot>> Words => _words;

    private void AddSpots(Entry entry, Phrase phrase)
    {
        for (var first = 0; first < phrase.Units.Length; first++)
        {
            var (unit, spot) = (phrase.Units[first], new Spot(entry, phrase, first));
            if (unit.IsWord)
            {
                Add(_words, unit.Word, spot);
                Add(_spots, unit.Word[0], spot);
                continue;
            }

            Add(_spots, unit.Character, spot);
            foreach (var letter in unit.Readings.Select(reading => reading[0]).Distinct())
            {
                Add(_spots, letter, spot);
            }
        }
    }

    private static void Add<TKey>(Dictionary<TKey, List<Spot>> spots, TKey key, Spot spot) where TKey : notnull
    {
        if (!spots.TryGetValue(key, out var known))
        {
            spots[key] = known = [];
        }

        known.Add(spot);
    }

    private static List<Phrase> PhrasesOf(Service service)
    {
        var phrases = new List<Phrase> { new(service.Code.Value, WordKind.Code, "") };
        if (service.Initials.Length > 0)
        {
            phrases.Add(new(service.Initials, WordKind.Code, ""));
        }

        foreach (var (language, name) in service.Names)
        {
            phrases.Add(new(name, WordKind.Name, language));
        }

        foreach (var (language, words) in service.EverydayWords)
        {
            phrases.AddRange(words.Select((word, rank) => new Phrase(word, WordKind.Everyday, language, rank)));
        }

        foreach (var (language, name) in service.Names.Where(name => !service.EverydayWords.ContainsKey(name.Key)))
        {
            phrases.AddRange(CommonWords.For(name).Select((word, rank) => new Phrase(word, WordKind.Everyday, language, rank)));
        }

        foreach (var (language, papers) in service.Documents)
        {
            phrases.AddRange(papers.Select(paper => new Phrase(paper, WordKind.Paper, language)));
        }

        return [.. phrases.Where(phrase => phrase.Units.Length > 0)];
    }

    /// <summary>A unit of a phrase of a service.</summary>
    internal readonly record struct Spot(Entry Entry, Phrase Phrase, int First);

    /// <summary>A service and everything that it may be found by.</summary>
    internal sealed record Entry(Service Service, int Order, IReadOnlyList<Phrase> Phrases);
}
