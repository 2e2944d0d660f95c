namespace Hall.Web.Surfaces.Teller;

/// <summary>One of many things that a teller may choose by typing.</summary>
/// <param name="Key">What it is, unique among the others.</param>
/// <param name="Name">Its name as it is shown.</param>
/// <param name="Also">What else finds it: initials, everyday words; words stand apart by spaces.</param>
/// <param name="Hint">A word about it at the row's end.</param>
public sealed record PickItem(string Key, string Name, string Also = "", string Hint = "")
{
    /// <summary>Those that are meant by what was typed, the likeliest first: all words of it stand somewhere in the item.</summary>
    /// <param name="items">All of them.</param>
    /// <param name="typed">What was typed; nothing keeps all as they are.</param>
    public static IReadOnlyList<PickItem> Find(IReadOnlyList<PickItem> items, string typed)
    {
        ArgumentNullException.ThrowIfNull(items);
        var words = (typed ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? items
            : [.. items.Select(item => (Item: item, Rank: words.Max(item.RankOf))).Where(found => found.Rank < NoMatch)
                .OrderBy(found => found.Rank).Select(found => found.Item)];
    }

    private const int NoMatch = 9;

    // Whatever begins so is meant before what only holds it; places in this list are the ranks.
    private int RankOf(string word)
    {
        const StringComparison rule = StringComparison.OrdinalIgnoreCase;
        var others = Also.Split(' ');
        bool[] fits =
        [
            Key.Equals(word, rule), others.Any(other => other.Equals(word, rule)), Key.StartsWith(word, rule),
            others.Any(other => other.StartsWith(word, rule)), Name.Contains(word, rule), Also.Contains(word, rule),
        ];
        return Array.IndexOf(fits, true) is var rank and >= 0 ? rank : NoMatch;
    }
}
