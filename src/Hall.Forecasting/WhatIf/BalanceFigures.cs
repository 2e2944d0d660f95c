using Hall.Core.Identifiers;

namespace Hall.Forecasting.WhatIf;

/// <summary>Waits of those who wait now and those who come in the next hour, over all played hours.</summary>
/// <param name="Citizens">How many, on average of one played hour.</param>
/// <param name="MeanSeconds">Mean wait, what they have waited already included.</param>
/// <param name="P90Seconds">Ninth decile.</param>
/// <param name="WithinTarget">Part called within the hall's target for their kind of service, 0 to 1; 1 when nobody comes.</param>
public sealed record PlayedWaits(double Citizens, double MeanSeconds, double P90Seconds, double WithinTarget)
{
    /// <param name="waits">Waits in seconds, each with the target for its service.</param>
    /// <param name="hours">How many hours were played.</param>
    internal static PlayedWaits Of(List<(double Wait, double Target)> waits, int hours)
    {
        var sorted = waits.Select(wait => wait.Wait).Order().ToList();
        return sorted.Count == 0
            ? new(0, 0, 0, 1)
            : new((double)sorted.Count / hours, sorted.Average(), Simulation.WaitFigures.Quantile(sorted, 0.9),
                (double)waits.Count(wait => wait.Wait <= wait.Target) / waits.Count);
    }
}

/// <summary>The waits of those who take a number around one moment of the next hour.</summary>
/// <param name="AfterMinutes">The moment, minutes from now.</param>
/// <param name="LowSeconds">One in ten waits no longer.</param>
/// <param name="MiddleSeconds">Half wait no longer.</param>
/// <param name="HighSeconds">Nine in ten wait no longer.</param>
public sealed record WaitCourse(int AfterMinutes, double LowSeconds, double MiddleSeconds, double HighSeconds);

/// <summary>The hall played forward.</summary>
/// <param name="All">Everyone.</param>
/// <param name="Zones">By zone of the service.</param>
/// <param name="Services">By service; those for which nobody comes are left out.</param>
/// <param name="Utilisation">Busy part of each open counter's time, 0 to 1.</param>
/// <param name="IdleSeconds">Idle time of all open counters together in an hour.</param>
/// <param name="StillWaiting">How many wait at the end of the hour, on average.</param>
/// <param name="Means">The mean wait of each played hour, in order: hours of one number have the same chances in every variant.</param>
public sealed record BalanceFigures(
    PlayedWaits All, IReadOnlyDictionary<ZoneCode, PlayedWaits> Zones, IReadOnlyDictionary<ServiceCode, PlayedWaits> Services,
    IReadOnlyDictionary<CounterId, double> Utilisation, double IdleSeconds, double StillWaiting, IReadOnlyList<double> Means)
{
    /// <summary>How the wait of newcomers runs on in each zone; moments for which nobody came in any played hour are left out.</summary>
    public IReadOnlyDictionary<ZoneCode, IReadOnlyList<WaitCourse>> Courses { get; init; } =
        new Dictionary<ZoneCode, IReadOnlyList<WaitCourse>>();
}

/// <summary>A hall with and without a change.</summary>
/// <param name="Change">The change.</param>
/// <param name="Before">Without it.</param>
/// <param name="After">With it.</param>
public sealed record BalanceAnswer(BalanceChange Change, BalanceFigures Before, BalanceFigures After)
{
    private const double NoticedSeconds = 20;

    // Student's t for 95 % by degrees of freedom, from 1; beyond the table the difference no longer matters.
    private static readonly double[] T95 =
        [12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.10, 2.09];

    /// <summary>Change of the mean wait, seconds; negative is better.</summary>
    public double MeanSeconds => After.All.MeanSeconds - Before.All.MeanSeconds;

    /// <summary>Half of the 95 % confidence interval of <see cref="MeanSeconds"/>, from the differences hour by hour.</summary>
    public double MarginSeconds
    {
        get
        {
            var differences = After.Means.Zip(Before.Means, (after, before) => after - before).ToList();
            if (differences.Count < 2)
            {
                return double.PositiveInfinity;
            }

            var mean = differences.Average();
            var variance = differences.Sum(difference => (difference - mean) * (difference - mean)) / (differences.Count - 1);
            return T95[Math.Min(differences.Count - 2, T95.Length - 1)] * Math.Sqrt(variance / differences.Count);
        }
    }

    /// <summary>Whether the change is more than chance.</summary>
    public bool IsCertain => Math.Abs(MeanSeconds) > MarginSeconds;

    /// <summary>Whether it is worth being proposed: it helps for certain, and people would notice it.</summary>
    public bool Helps => IsCertain && MeanSeconds <= -NoticedSeconds;

    /// <summary>Whether it also helps those of one zone so that they would notice it.</summary>
    public bool HelpsIn(ZoneCode zone) => Helps && Before.Zones.TryGetValue(zone, out var before) && After.Zones.TryGetValue(zone,
        out var after)
        && after.MeanSeconds - before.MeanSeconds <= -NoticedSeconds;
}
