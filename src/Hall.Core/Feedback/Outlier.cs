namespace Hall.Core.Feedback;

/// <summary>The bad reviews of a part of a hall or of its days, now and in the period before.</summary>
/// <param name="By">What kind of part: <c>service</c>, <c>counter</c>, <c>teller</c>, <c>hour</c>, <c>day</c>.</param>
/// <param name="Key">Which one.</param>
/// <param name="Now">Bad reviews of its valid ratings.</param>
/// <param name="Before">The same in the period before.</param>
public sealed record PartChange(string By, string Key, Share Now, Share Before);

/// <summary>
/// A part with clearly more bad reviews than it had before: where whoever must explain a bad month looks first. It is no verdict,
/// and one cause may show in several parts, as an unfriendly teller shows at one counter.
/// </summary>
/// <param name="Change">The part.</param>
/// <param name="Expected">Bad reviews that its own rate before lets expect among its ratings now.</param>
/// <param name="Chance">How likely so many would be if its rate had stayed, 0 to 1.</param>
public sealed record Outlier(PartChange Change, double Expected, double Chance)
{
    // The rate before is steadied with as many ratings of the whole hall, so that a part that was hardly rated before is not compared with
    // noise.
    private const double Steadied = 30;
    private const double Level = 0.05;

    /// <summary>
    /// Those whose rise chance would hardly give, after allowing for how many were looked at; the most bad reviews above the expected
    /// first.
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
        return
        [
            .. parts.Where(part => part.Now.Denominator > 0).Select(part => Look(part, rate))
            .Where(found => found.Chance < Level / parts.Count)
                .OrderByDescending(found => found.Change.Now.Numerator - found.Expected).Take(most),
        ];
    }

    private static Outlier Look(PartChange part, double hall)
    {
        var ratings = part.Before.Denominator + Steadied;
        var rate = (part.Before.Numerator + (Steadied * hall)) / ratings;
        var expected = rate * part.Now.Denominator;

        // What is known of the rate before has an error of its own, and that of the beta distribution is exactly it.
        return new(part, expected, part.Now.Numerator <= expected
            ? 1 : new BetaBinomial(rate, 1 / (ratings + 1)).AtLeast(part.Now.Numerator, part.Now.Denominator));
    }
}
