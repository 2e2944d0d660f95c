namespace Hall.Core.Feedback;

/// <summary>The bad reviews of a part of a hall or of its days, now and in the period before.</summary>
/// <param name="By">What kind of part: <c>service</c>, <c>counter</c>, <c>teller</c>, <c>hour</c>, <c>day</c>.</param>
/// <param name="Key">Which one.</param>
/// <param name="Now">Bad reviews of its valid ratings.</param>
/// <param name="Before">The same in the period before.</param>
public sealed record PartChange(string By, string Key, Share Now, Share Before);

/// <summary>
/// A part with clearly more bad reviews than it had before, or than its peers have: where whoever must explain a bad month looks first.
/// What was always bad rises against nothing, so its own past alone would hide it for ever. It is no verdict, and one cause may show in
/// several parts, as an unfriendly teller shows at one counter.
/// </summary>
/// <param name="Change">The part.</param>
/// <param name="Expected">Bad reviews that its own rate before, or else that of its peers, lets expect among its ratings now.</param>
/// <param name="Chance">How likely so many would be if that rate held for it, 0 to 1.</param>
public sealed record Outlier(PartChange Change, double Expected, double Chance)
{
    // The rate before is steadied with as many ratings of the whole hall, so that a part that was hardly rated before is not compared with
    // noise.
    private const double Steadied = 30;
    private const double Level = 0.05;

    // Peers differ for honest reasons; what is less than half more than theirs is not worth a manager's first look.
    private const double ClearlyMore = 1.5;

    /// <summary>Whether it has clearly more than in the period before.</summary>
    public bool IsAbovePast { get; init; }

    /// <summary>Whether it has clearly more than the other parts of its kind in this period.</summary>
    public bool IsAbovePeers { get; init; }

    /// <summary>Bad reviews of the valid ratings of the other parts of its kind in this period.</summary>
    public Share Peers { get; init; }

    /// <summary>
    /// Those whose number chance would hardly give, after allowing for how many were looked at, and twice; the most bad reviews above the
    /// expected first.
    /// </summary>
    /// <param name="parts">All parts of all kinds.</param>
    /// <param name="hall">Bad reviews of the hall's valid ratings in the period before; without any, those of now.</param>
    /// <param name="most">How many are wanted at most.</param>
    public static IReadOnlyList<Outlier> Of(IReadOnlyCollection<PartChange> parts, Share hall, int most)
    {
        if (hall.Denominator == 0)
        {
            return [];
        }

        var rate = (hall.Numerator + 0.5) / (hall.Denominator + 1.0);
        var level = Level / (2 * parts.Count);
        var kinds = parts.Where(part => part.Now.Denominator > 0).GroupBy(part => part.By);
        return
        [
            .. kinds.SelectMany(kind => kind.Select(part => Look(part, rate, [.. kind.Where(peer => peer != part)], level)))
                .Where(found => found.IsAbovePast || found.IsAbovePeers)
                .OrderByDescending(found => found.Change.Now.Numerator - found.Expected).Take(most),
        ];
    }

    private static Outlier Look(PartChange part, double hall, IReadOnlyList<PartChange> peers, double level)
    {
        var (past, chanceOfPast) = AgainstPast(part, hall);
        var rest = new Share(peers.Sum(peer => peer.Now.Numerator), peers.Sum(peer => peer.Now.Denominator));
        var (others, chanceOfPeers) = AgainstPeers(part, peers);
        var (isAbovePast, isAbovePeers) = (chanceOfPast < level, chanceOfPeers < level);
        return isAbovePast || !isAbovePeers
            ? new(part, past, chanceOfPast) { IsAbovePast = isAbovePast, IsAbovePeers = isAbovePeers, Peers = rest }
            : new(part, others, chanceOfPeers) { IsAbovePeers = true, Peers = rest };
    }

    private static (double Expected, double Chance) AgainstPast(PartChange part, double hall)
    {
        var ratings = part.Before.Denominator + Steadied;
        var rate = (part.Before.Numerator + (Steadied * hall)) / ratings;
        var expected = rate * part.Now.Denominator;

        // What is known of the rate before has an error of its own, and that of the beta distribution is exactly it.
        return (expected, part.Now.Numerator <= expected
            ? 1 : new BetaBinomial(rate, 1 / (ratings + 1)).AtLeast(part.Now.Numerator, part.Now.Denominator));
    }

    private static (double Expected, double Chance) AgainstPeers(PartChange part, IReadOnlyList<PartChange> peers)
    {
        // How much honest parts of this kind differ is learned from them: services do so more than windows.
        if (BetaBinomial.Of([.. peers.Select(peer => peer.Now)]) is not { } usual)
        {
            return (0, 1);
        }

        var expected = usual.Mean * part.Now.Denominator;
        return (expected, part.Now.Numerator <= ClearlyMore * expected ? 1 : usual.AtLeast(part.Now.Numerator, part.Now.Denominator));
    }
}
