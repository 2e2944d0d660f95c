using Hall.Core.Tickets;

namespace Hall.Forecasting.Live;

/// <summary>
/// What is shown stays until it is wrong: a range only grows older by the clock, and is replaced when what is forecast, averaged
/// over the last few times, differs by more than people would care about. Otherwise every refresh would make it jump.
/// </summary>
/// <param name="ages">Whether the wait gets shorter as time passes: that of a ticket does, that of one who would join does not.</param>
internal sealed class ShownRanges<T>(bool ages)
    where T : notnull
{
    private const double Share = 0.25;
    private const double LeastP50Seconds = 45;
    private const double LeastP90Seconds = 90;
    private const double Newest = 0.4;

    // So different a forecast is no chance of the draw: something has happened in the hall.
    private const double Jump = 1.6;
    private Dictionary<T, Kept> _kept = [];
    private Dictionary<T, Kept> _next = [];

    private readonly record struct Kept(DateTimeOffset At, RawRange Shown, RawRange Mean);

    /// <summary>The range to show.</summary>
    public WaitEstimate Show(T key, RawRange range, DateTimeOffset at)
    {
        var (shown, mean) = (range, range);
        if (_kept.TryGetValue(key, out var last))
        {
            var passed = ages ? (at - last.At).TotalSeconds : 0;
            (shown, mean) = (Aged(last.Shown, passed), Mixed(Aged(last.Mean, passed), range));
        }

        shown = StillHolds(shown, mean) ? shown : mean;
        _next[key] = new(at, shown, mean);
        return new((int)Math.Max(0, Math.Round(shown.P50Seconds)), (int)Math.Max(0, Math.Round(shown.P90Seconds)));
    }

    /// <summary>All have been shown; those who were not asked for are forgotten.</summary>
    public void EndTurn()
    {
        (_kept, _next) = (_next, _kept);
        _next.Clear();
    }

    private static RawRange Aged(RawRange range, double seconds) => new(range.P50Seconds - seconds, range.P90Seconds - seconds);

    private static RawRange Mixed(RawRange mean, RawRange now)
    {
        var (less, more) =
            (Math.Min(mean.P50Seconds, now.P50Seconds) + LeastP50Seconds, Math.Max(mean.P50Seconds, now.P50Seconds) + LeastP50Seconds);
        return more > Jump * less
            ? now
            : new(mean.P50Seconds + (Newest * (now.P50Seconds - mean.P50Seconds)),
                mean.P90Seconds + (Newest * (now.P90Seconds - mean.P90Seconds)));
    }

    private static bool StillHolds(RawRange shown, RawRange now) =>
        shown.P50Seconds >= 0
        && Math.Abs(shown.P50Seconds - now.P50Seconds) <= Math.Max(LeastP50Seconds, Share * now.P50Seconds)
        && Math.Abs(shown.P90Seconds - now.P90Seconds) <= Math.Max(LeastP90Seconds, Share * now.P90Seconds);
}
