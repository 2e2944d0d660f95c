using Hall.Core.Feedback;

namespace Hall.Web.Surfaces.Manager;

/// <summary>Satisfaction of a day: the top three levels among valid ratings, with its uncertainty while there are few.</summary>
/// <param name="Percent">Percent; null without a rating.</param>
/// <param name="Count">Number of ratings, n.</param>
/// <param name="Low">Lower bound of the Wilson 95 % interval, percent; given below 30 ratings.</param>
/// <param name="High">Upper bound, percent.</param>
public sealed record Satisfaction(double? Percent, int Count, int? Low, int? High)
{
    /// <summary>From ratings counted by level, best first.</summary>
    public static Satisfaction Of(IReadOnlyList<int> ratings)
    {
        var share = new Share(ratings.Take(3).Sum(), ratings.Sum());
        return new(share.Percent, (int)share.Denominator, Whole(share.Interval?.LowPercent), Whole(share.Interval?.HighPercent));
    }

    private static int? Whole(double? percent) => percent is { } number ? (int)Math.Round(number) : null;
}
