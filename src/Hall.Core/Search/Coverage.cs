using System.Text;

namespace Hall.Core.Search;

/// <summary>
/// Whole sentences, words in another order, words of which only some are known: which parts of a query a service's phrases cover. A part
/// that few services have weighs more.
/// </summary>
internal static class Coverage
{
    private const double Least = 0.5;
    private const double LeastOfWhole = 0.3;
    private const double WordWeight = 3;
    private const double CharacterWeight = 2;

    private static readonly string[] EmptyPhrases =
    [
        "请问", "怎么办理", "怎么办", "怎么", "如何", "在哪里", "在哪儿", "哪里", "哪儿", "什么", "一下", "可以", "需要", "办理", "我要",
        "我想", "手续", "业务", "申请", "咨询", "没有", "想要", "应该", "多少", "的", "了", "吗", "呢", "啊", "我", "你", "他", "她", "给",
        "帮", "要", "想", "去", "在", "是", "能", "把", "和", "办", "个", "这", "那", "有", "到", "吧", "么",
    ];

    private static readonly int[][] Empty =
        [.. EmptyPhrases.Select(phrase => phrase.EnumerateRunes().Select(rune => rune.Value).ToArray())];

    /// <summary>
    /// The services whose phrases cover at least half of what a query says, or a third with a whole phrase; each with its best part.
    /// </summary>
    /// <param name="index">The catalogue.</param>
    /// <param name="query">The query's signs.</param>
    public static IEnumerable<(ServiceIndex.Entry Entry, Phrase Phrase, Run Run, double Score)> Of(ServiceIndex index, int[] query)
    {
        var empty = query.Select((_, at) => EmptyAt(query, at, WordAt(query, at))).ToArray();
        var pieces = PiecesOf(index, query, empty);
        var covers = pieces.SelectMany(found => found.Keys).Distinct().Select(entry => Cover(entry, query, pieces, empty))
            .Where(cover => cover.IsEnough).OrderBy(cover => cover.Entry.Order).ToList();
        var services = covers.SelectMany(cover => cover.Pieces).CountBy(piece => (piece.From, piece.Run.Atoms)).ToDictionary();
        foreach (var cover in covers)
        {
            double Worth(Piece piece) =>
                piece.Weight * (1 + Math.Log((double)index.Entries.Count / services[(piece.From, piece.Run.Atoms)]));
            var best = cover.Pieces.MaxBy(piece => (Worth(piece), piece.IsWhole, piece.Phrase.Kind == WordKind.Everyday));
            var together = cover.Pieces.All(piece => piece.Phrase == best.Phrase) ? 6 : 0;
            var rare = cover.Pieces.Sum(Worth) / cover.Total;
            var whole = best.IsWhole ? 8 : 0;
            yield return (cover.Entry, best.Phrase, best.Run, (75 * cover.Share) + (9 * rare) + together + whole);
        }
    }

    private readonly record struct Piece(int From, Phrase Phrase, Run Run, double Weight)
    {
        public bool IsWhole => Run.Units == Phrase.Units.Length;
    }

    private sealed record Covered(ServiceIndex.Entry Entry, IReadOnlyList<Piece> Pieces, double Total)
    {
        public double Share => Total > 0 ? Pieces.Sum(piece => piece.Weight) / Total : 0;

        public bool IsEnough => Share >= Least || (Share >= LeastOfWhole && Pieces.Any(piece => piece.IsWhole));
    }

    // At each place of the query that is reached at all: the middle of a word is, where a piece ends there.
    private static Dictionary<ServiceIndex.Entry, Piece>[] PiecesOf(ServiceIndex index, int[] query, int[] empty)
    {
        var reached = new bool[query.Length + 1];
        var pieces = new Dictionary<ServiceIndex.Entry, Piece>[query.Length];
        reached[0] = true;
        for (var at = 0; at < query.Length; at++)
        {
            pieces[at] = reached[at] && query[at] != TextUnits.Gap ? BestAt(index, query, at) : [];
            foreach (var atoms in pieces[at].Values.Select(piece => piece.Run.Atoms).Distinct())
            {
                reached[at + atoms] = true;
            }

            reached[at + (empty[at] > 0 ? empty[at] : Math.Max(1, WordAt(query, at).Length))] |= reached[at];
        }

        return pieces;
    }

    private static Covered Cover(ServiceIndex.Entry entry, int[] query, Dictionary<ServiceIndex.Entry, Piece>[] found, int[] empty)
    {
        var pieces = new List<Piece>();
        var total = 0.0;
        for (var at = 0; at < query.Length;)
        {
            if (query[at] == TextUnits.Gap)
            {
                at++;
            }
            else if (found[at].TryGetValue(entry, out var piece))
            {
                pieces.Add(piece);
                total += piece.Weight;
                at += piece.Run.Atoms;
            }
            else if (empty[at] > 0)
            {
                at += empty[at];
            }
            else
            {
                var word = WordAt(query, at).Length;
                total += word > 0 ? WordWeight : CharacterWeight;
                at += Math.Max(1, word);
            }
        }

        return new(entry, pieces, total);
    }

    // For each service the longest piece that begins here; of equally long ones one that is a whole phrase.
    private static Dictionary<ServiceIndex.Entry, Piece> BestAt(ServiceIndex index, int[] query, int at)
    {
        var best = new Dictionary<ServiceIndex.Entry, Piece>();
        var dead = new ulong[RunMatch.Room];
        foreach (var spot in index.SpotsOf(query[at]).Where(spot => spot.Phrase.Kind is not (WordKind.Code or WordKind.Paper)))
        {
            var match = new RunMatch(spot.Phrase.Units, query, dead, false);
            if (match.Most(spot.First, at) is { } run && IsEnough(run, spot.Phrase))
            {
                Keep(best, spot, new(at, spot.Phrase, run, WeightOf(run, spot.Phrase)));
            }

            match.Clear();
        }

        var word = WordAt(query, at);
        foreach (var (known, spots) in index.Words.Where(_ => word.Length >= LooseMatch.FewestLetters))
        {
            foreach (var spot in IsLikeWord(known, word) ? spots : [])
            {
                Keep(best, spot, new(at, spot.Phrase, new(spot.First, 1, word.Length, 1, 0, 0, false), WordWeight));
            }
        }

        return best;
    }

    private static void Keep(Dictionary<ServiceIndex.Entry, Piece> best, ServiceIndex.Spot spot, Piece piece)
    {
        if (!best.TryGetValue(spot.Entry, out var known) || piece.Run.Atoms > known.Run.Atoms
            || (piece.Run.Atoms == known.Run.Atoms && piece.IsWhole && !known.IsWhole))
        {
            best[spot.Entry] = piece;
        }
    }

    // One English word is enough unless it says nothing; of characters and sounds it takes two.
    private static bool IsEnough(Run run, Phrase phrase)
    {
        var first = phrase.Units[run.First];
        return first.IsWord ? run.Units > 1 || (first.Word.Length > 1 && !EnglishWords.IsEmpty(first.Word)) : run.Units > 1;
    }

    private static bool IsLikeWord(string known, string typed) =>
        typed.Length >= LooseMatch.FewestLetters && known.Length >= LooseMatch.FewestLetters && !EnglishWords.IsEmpty(typed)
            && (known.StartsWith(typed, StringComparison.Ordinal) || LooseMatch.WithOneError(typed, known) == known.Length);

    private static double WeightOf(Run run, Phrase phrase)
    {
        var weight = 0.0;
        for (var i = run.First; i < Math.Min(run.First + run.Units, phrase.Units.Length); i++)
        {
            var unit = phrase.Units[i];
            weight += !unit.IsWord ? CharacterWeight : EnglishWords.IsEmpty(unit.Word) ? 0 : WordWeight;
        }

        return weight;
    }

    private static int EmptyAt(int[] query, int at, string word)
    {
        if (word.Length > 0)
        {
            return EnglishWords.IsEmpty(word) ? word.Length : 0;
        }

        foreach (var phrase in Empty)
        {
            if (query.AsSpan(at).StartsWith(phrase))
            {
                return phrase.Length;
            }
        }

        return 0;
    }

    // The word of letters and digits that begins here; empty for a character.
    private static string WordAt(int[] query, int at)
    {
        var word = new StringBuilder();
        for (var i = at; i < query.Length && query[i] != TextUnits.Gap && !TextUnits.IsCharacter(query[i]); i++)
        {
            word.Append(new Rune(query[i]));
        }

        return word.ToString();
    }
}
