using Hall.Core.Tickets;

namespace Hall.Web.Wording;

/// <summary>A forecast in words: half wait no longer than the first number, nine in ten no longer than the second.</summary>
public static class WaitRange
{
    private const int ShortMinutes = 5;

    /// <summary>Such as <c>8–15 分钟</c> or <c>5 分钟以内</c>; says so when no window serves it.</summary>
    public static string Text(WaitEstimate? estimate, Words words)
    {
        if (estimate is null)
        {
            return words[Word.WaitUnknown];
        }

        var (usual, most) = Minutes(estimate);
        if (IsBeyond(estimate))
        {
            return words[Word.WaitOver, usual];
        }

        if (most <= ShortMinutes)
        {
            return words[Word.WaitWithin, ShortMinutes];
        }

        return usual == most ? words[Word.WaitAbout, most] : words[Word.WaitRange, usual, most];
    }

    /// <summary>
    /// What the range means, such as <c>一般 8 分钟，九成不超过 15 分钟</c>; empty when there is none. It speaks of the figures that
    /// <see cref="Text"/> gives and of no other.
    /// </summary>
    public static string Explained(WaitEstimate? estimate, Words words)
    {
        if (estimate is null)
        {
            return "";
        }

        var (usual, most) = Minutes(estimate);
        if (IsBeyond(estimate))
        {
            return words[Word.WaitExplainedOver, usual];
        }

        return most <= ShortMinutes || usual == most
            ? words[Word.WaitExplainedSame, Math.Max(most, ShortMinutes)]
            : words[Word.WaitExplained, usual, most];
    }

    private static bool IsBeyond(WaitEstimate estimate) => estimate.P90Seconds >= WaitEstimate.LongestSeconds;

    private static (int Usual, int Most) Minutes(WaitEstimate estimate)
    {
        var most = Math.Max(1, (int)Math.Ceiling(estimate.P90Seconds / 60.0));
        var usual = Math.Clamp((int)Math.Round(estimate.P50Seconds / 60.0), 1, most);
        return (usual, most);
    }
}
