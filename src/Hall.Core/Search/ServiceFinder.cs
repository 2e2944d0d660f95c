using System.Text;
using Hall.Core.Configuration;
using Hall.Core.Readings;

namespace Hall.Core.Search;

/// <summary>
/// Finds a hall's matters in the words that people use: by characters, by sound in Latin letters without tones, by initials, by English
/// words, by mixtures of them and by the nine keys of a telephone; small typing errors are forgiven where nothing fits better.
/// </summary>
public static class ServiceFinder
{
    /// <summary>How much of a query counts, in signs; the rest is not read.</summary>
    public const int LongestQuery = 60;

    private const int FewStrong = 3;

    // Of what is only similar a few say enough: eighty that have one word in common are no answer.
    private const int MostSimilar = 20;
    private const int MostBeside = 6;

    /// <summary>Searches the catalogue.</summary>
    /// <param name="configuration">The hall; its catalogue is made ready at the first search and kept as long as it is.</param>
    /// <param name="query">What was typed, whatever it is.</param>
    /// <param name="context">What else is known; null for nothing.</param>
    /// <returns>The matters that fit, the best first; what is only similar is left out where something fits well.</returns>
    public static Findings Find(HallConfiguration configuration, string query, SearchContext? context = null)
    {
        var atoms = TextUnits.Atoms(query, LongestQuery);
        if (atoms.Length == 0)
        {
            return Findings.None;
        }

        var search = new Search(ServiceIndex.Of(configuration), context ?? new(), atoms);
        search.AddRuns(atoms, onKeys: false, similar: 0);
        if (TelephoneKeys.MayBe(atoms))
        {
            search.AddRuns(atoms, onKeys: true, similar: 0);
        }

        if (search.Strong < FewStrong && atoms.Length > 1)
        {
            search.AddCovered();
            search.AddLoose();
            search.AddSameSound();
        }

        if (search.Strong == 0)
        {
            search.AddInParts();
        }

        return search.InOrder();
    }

    private sealed class Search(ServiceIndex index, SearchContext context, int[] query)
    {
        private readonly Dictionary<ServiceIndex.Entry, Finding> _best = [];
        private readonly ulong[] _dead = new ulong[RunMatch.Room];
        private readonly double _mostTaken = context.Taken.Count == 0 ? 0 : context.Taken.Values.Max();

        private IEnumerable<ServiceIndex.Entry> Entries =>
            context.Among is { } among ? index.Entries.Where(entry => among(entry.Service)) : index.Entries;

        // What fits by more than a paper that has to be brought.
        public int Strong { get; private set; }

        public void AddRuns(int[] atoms, bool onKeys, double similar)
        {
            foreach (var spot in index.SpotsOf(atoms[0], onKeys))
            {
                // A single letter is met at the beginning only, and a code as a whole.
                if ((spot.First == 0 || !(atoms is [< Pronunciation.FirstCharacter] || spot.Phrase.Kind == WordKind.Code))
                    && context.Among?.Invoke(spot.Entry.Service) != false)
                {
                    AddRun(spot, atoms, onKeys, similar);
                }
            }

            Strong = _best.Values.Count(found => found.Kind != WordKind.Paper && !found.IsSimilar);
        }

        public void AddCovered()
        {
            foreach (var (entry, phrase, run, score) in Coverage.Of(index, query))
            {
                if (context.Among?.Invoke(entry.Service) != false)
                {
                    Add(entry, phrase, run, score + (Scoring.SourceOf(phrase) / 4), similar: true);
                }
            }
        }

        public void AddLoose()
        {
            var letters = LettersOf(query);
            if (letters.Length < LooseMatch.FewestLetters)
            {
                return;
            }

            foreach (var entry in Entries)
            {
                foreach (var phrase in entry.Phrases.Where(phrase => phrase.Kind is WordKind.Everyday or WordKind.Name))
                {
                    AddLoose(entry, phrase, letters);
                }
            }
        }

        // Another character of the same sound: what an input method offers first is often the wrong one.
        public void AddSameSound()
        {
            if (!query.Any(TextUnits.IsCharacter))
            {
                return;
            }

            var spelt = new List<int>();
            foreach (var atom in query)
            {
                var sound = TextUnits.IsCharacter(atom) ? Pronunciation.Of(new Rune(atom))[0] : null;
                spelt.AddRange(sound is null ? [atom] : sound.Select(letter => (int)letter));
            }

            if (spelt.Count <= LongestQuery)
            {
                AddRuns([.. spelt], onKeys: false, similar: Scoring.Similar);
            }
        }

        // 社保卡 for 社会保障卡: the characters stand there in this order, with others between them.
        public void AddInParts()
        {
            if (query.Length < 2 || query.Length > 12 || query.Contains(TextUnits.Gap))
            {
                return;
            }

            foreach (var entry in Entries)
            {
                foreach (var phrase in entry.Phrases.Where(phrase => phrase.Kind == WordKind.Name))
                {
                    if (InParts(phrase.Units, query) is { } run)
                    {
                        Add(entry, phrase, run, Scoring.Similar - run.Units + Scoring.PlaceOf(phrase, run), similar: true);
                    }
                }
            }
        }

        public Findings InOrder()
        {
            var similar = 0;
            var most = Strong > 0 ? MostBeside : MostSimilar;
            return new(
            [
                .. _best.Where(pair => !pair.Value.IsSimilar || Strong < FewStrong)
                    .OrderByDescending(pair => pair.Value.Score).ThenBy(pair => pair.Key.Order).Select(pair => pair.Value)
                    .Where(found => !found.IsSimilar || similar++ < most),
            ]);
        }

        private void AddRun(ServiceIndex.Spot spot, int[] atoms, bool onKeys, double similar)
        {
            var phrase = spot.Phrase;
            var match = new RunMatch(phrase.Units, atoms, _dead, onKeys);
            if (match.All(spot.First, initials: similar == 0 && phrase.Kind != WordKind.Paper) is { } found
                && (phrase.Kind != WordKind.Paper || found.Units > 1) && IsCodeAtAll(phrase, found, atoms))
            {
                Add(spot.Entry, phrase, found, Scoring.Of(phrase, found, atoms.Length, onKeys) - similar,
                    similar > 0 || IsByChance(phrase, found, atoms.Length));
            }

            match.Clear();
        }

        // A few initials from the middle of a word: 公司不开了 is not what SBK means, unless nothing else is.
        private static bool IsByChance(Phrase phrase, Run run, int typed) =>
            typed < LooseMatch.FewestLetters && run is { First: > 0, Literal: 0, Syllables: 0 } && !phrase.Begins[run.First];

        private static bool IsCodeAtAll(Phrase phrase, Run run, int[] atoms) =>
            phrase.Kind != WordKind.Code || !run.Partial || atoms.Length > 1;

        private void AddLoose(ServiceIndex.Entry entry, Phrase phrase, string letters)
        {
            foreach (var (spelt, starts) in phrase.Spellings)
            {
                for (var first = 0; first < starts.Length; first++)
                {
                    var rest = spelt.AsSpan(starts[first]);
                    var sounds = LooseMatch.SoundsLike(letters, rest);
                    var length = sounds > 0 ? sounds : LooseMatch.WithOneError(letters, rest);
                    if (length > 0)
                    {
                        var end = starts[first] + length;
                        var partial = end < spelt.Length && !starts.Contains(end);
                        var run = UnitsUpTo(starts, first, end, letters.Length) with { Partial = partial };
                        var score = Scoring.Sound - Scoring.Similar + (sounds > 0 ? 10 : 0) - (run.Partial ? 8 : 0)
                            + Scoring.SourceOf(phrase) + Scoring.PlaceOf(phrase, run);
                        Add(entry, phrase, run, score, similar: true);
                    }
                }
            }
        }

        private static Run UnitsUpTo(int[] starts, int first, int end, int typed)
        {
            var units = 0;
            while (first + units < starts.Length && starts[first + units] < end)
            {
                units++;
            }

            return new(first, units, typed, 0, units, 0, false);
        }

        private void Add(ServiceIndex.Entry entry, Phrase phrase, Run run, double score, bool similar)
        {
            score += Scoring.Added(entry.Service, phrase, context, _mostTaken);
            if (!_best.TryGetValue(entry, out var known) || known.Score < score)
            {
                var (start, length) = phrase.PartOf(run.First, run.Units);
                _best[entry] = new(entry.Service, phrase.Text, phrase.Kind, start, length, similar, score);
            }
        }

        private static Run? InParts(Unit[] units, int[] query)
        {
            var isSpelt = query.All(atom => atom is >= 'a' and <= 'z');
            if (isSpelt && query.Length < FewStrong)
            {
                return null;
            }

            for (var first = 0; first + query.Length <= units.Length; first++)
            {
                var at = first;
                var met = 0;
                while (met < query.Length && at < units.Length && (at < first + (3 * query.Length)))
                {
                    var isHere = units[at].Character == query[met]
                        || (isSpelt && units[at].Readings.Length > 0 && units[at].Readings[0][0] == query[met]);
                    if (!isHere && met == 0)
                    {
                        break;
                    }

                    met += isHere ? 1 : 0;
                    at++;
                }

                if (met == query.Length)
                {
                    return new(first, at - first, query.Length, 0, 0, isSpelt ? met : 0, false);
                }
            }

            return null;
        }

        private static string LettersOf(int[] query) =>
            query.All(atom => atom == TextUnits.Gap || atom is >= 'a' and <= 'z')
                ? string.Concat(query.Where(atom => atom != TextUnits.Gap).Select(atom => (char)atom)).Replace('v', 'u')
                : "";
    }
}
