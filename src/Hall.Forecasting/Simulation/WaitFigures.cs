namespace Hall.Forecasting.Simulation;

/// <summary>What became of a group of visitors. Waits are of all who were called, those who did not wait included.</summary>
/// <param name="Served">How many were called and served.</param>
/// <param name="Abandoned">How many left before the call.</param>
/// <param name="MeanWaitSeconds">Mean wait; 0 when nobody was served.</param>
/// <param name="P50WaitSeconds">Median.</param>
/// <param name="P90WaitSeconds">Ninth decile.</param>
/// <param name="P95WaitSeconds">Nineteen in twenty waited no longer.</param>
/// <param name="MaxWaitSeconds">Longest wait.</param>
public sealed record WaitFigures(
    int Served, int Abandoned, double MeanWaitSeconds, double P50WaitSeconds, double P90WaitSeconds, double P95WaitSeconds,
    double MaxWaitSeconds)
{
    /// <summary>Counts a group.</summary>
    public static WaitFigures Of(IEnumerable<Stay> stays)
    {
        var abandoned = 0;
        var waits = new List<double>();
        foreach (var stay in stays)
        {
            abandoned += stay.End == StayEnd.Abandoned ? 1 : 0;
            if (stay.End == StayEnd.Served)
            {
                waits.Add(stay.Wait.TotalSeconds);
            }
        }

        waits.Sort();
        return waits.Count == 0
            ? new(0, abandoned, 0, 0, 0, 0, 0)
            : new(waits.Count, abandoned, waits.Average(), Quantile(waits, 0.5), Quantile(waits, 0.9), Quantile(waits, 0.95), waits[^1]);
    }

    /// <summary>A quantile of sorted values, between two values by the straight line (Hyndman and Fan's type 7).</summary>
    public static double Quantile(IReadOnlyList<double> sorted, double part)
    {
        var place = part * (sorted.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
