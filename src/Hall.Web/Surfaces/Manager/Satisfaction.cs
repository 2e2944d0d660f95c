namespace Hall.Web.Surfaces.Manager;

/// <summary>Satisfaction of a day: the top three levels among valid ratings, with its uncertainty while there are few.</summary>
/// <param name="Percent">Percent; null without a rating.</param>
/// <param name="Count">Number of ratings, n.</param>
/// <param name="Low">Lower bound of the Wilson 95 % interval, percent; given below 30 ratings.</param>
/// <param name="High">Upper bound, percent.</param>
public sealed record Satisfaction(double? Percent, int Count, int? Low, int? High)
{
    private const int Enough = 30;
    private const double Z95 = 1.96;

    /// <summary>From ratings counted by level, best first.</summary>
    public static Satisfaction Of(IReadOnlyList<int> ratings)
    {
        var n = ratings.Sum();
        if (n == 0)
        {
            return new(null, 0, null, null);
        }

        var p = ratings.Take(3).Sum() / (double)n;
        if (n >= Enough)
        {
            return new(100 * p, n, null, null);
        }

        // Wilson (1927): the interval whose ends the observed share would just not contradict.
        var z2 = Z95 * Z95;
        var middle = (p + (z2 / (2 * n))) / (1 + (z2 / n));
        var half = Z95 * Math.Sqrt((p * (1 - p) / n) + (z2 / (4.0 * n * n))) / (1 + (z2 / n));
        return new(100 * p, n, (int)Math.Round(100 * Math.Max(0, middle - half)), (int)Math.Round(100 * Math.Min(1, middle + half)));
    }
}
