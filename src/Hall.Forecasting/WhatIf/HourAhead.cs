using Hall.Core.Configuration;
using Hall.Core.Dispatch;
using Hall.Core.Identifiers;
using Hall.Forecasting.Simulation;

namespace Hall.Forecasting.WhatIf;

/// <summary>
/// Plays the next hour of a hall through the real rules, many times. Time begins when the longest waiting took their ticket, and the
/// counters open now, or when they are done with whom they serve. Citizens go on coming for another hour, so that the last of the
/// measured ones meet a hall at work. Played hours of one number have the same citizens in every variant.
/// </summary>
public static class HourAhead
{
    private static readonly TimeSpan Measured = TimeSpan.FromHours(1);
    private static readonly TimeSpan Played = TimeSpan.FromHours(2);
    private static readonly TimeSpan Walk = TimeSpan.FromSeconds(15);

    // Squared coefficient of variation of service times, as real halls have it.
    private const double Variation = 1.2;
    private const int ResidualTries = 50;
    private const int Openings = 2;

    /// <summary>Plays a hall.</summary>
    /// <param name="picture">The hall.</param>
    /// <param name="hours">How many times, 1 or more.</param>
    /// <param name="seed">The same seed gives the same answer.</param>
    /// <param name="stop">Asked before each played hour.</param>
    public static BalanceFigures Play(LivePicture picture, int hours, long seed, CancellationToken stop = default)
    {
        var sums = new BalanceSums(picture.Configuration, Measured, Played);
        for (var hour = 0; hour < hours; hour++)
        {
            stop.ThrowIfCancellationRequested();
            Play(picture, seed, hour, sums);
        }

        return sums.Figures();
    }

    /// <summary>What a change would do.</summary>
    public static BalanceAnswer WhatIf(LivePicture picture, BalanceChange change, int hours, long seed, CancellationToken stop = default) =>
        new(change, Play(picture, hours, seed, stop), Play(change.In(picture), hours, seed, stop));

    /// <summary>
    /// All single changes, the most helpful first: a quick look at each, then a long one at the best. Of changes that differ only in
    /// which of several like counters makes them, one is handed out.
    /// </summary>
    /// <param name="picture">The hall.</param>
    /// <param name="hours">Hours of the long look.</param>
    /// <param name="most">How many are looked at long and handed out.</param>
    /// <param name="seed">The same seed gives the same answer.</param>
    /// <param name="stop">Ends it.</param>
    public static IReadOnlyList<BalanceAnswer> Rank(LivePicture picture, int hours, int most, long seed, CancellationToken stop = default)
    {
        const int QuickHours = 3;
        var quick = Play(picture, QuickHours, seed, stop);
        var all = BalanceChanges.All(picture)
            .Select(change => new BalanceAnswer(change, quick, Play(change.In(picture), QuickHours, seed, stop)))
            .OrderBy(answer => answer.MeanSeconds).DistinctBy(answer => answer.Change.AlikeIn(picture.Configuration)).ToList();

        // Whoever runs the hall today may open a counter, and may not publish what counters serve: the best that they can do is among them.
        var opened = all.Where(answer => answer.Change is OpenOne).Take(Math.Min(Openings, most)).ToList();
        List<BalanceAnswer> best = [.. opened, .. all.Except(opened).Take(most - opened.Count)];
        var before = Play(picture, hours, seed, stop);
        return [.. best.Select(answer => new BalanceAnswer(answer.Change, before, Play(answer.Change.In(picture), hours, seed, stop)))
            .OrderBy(answer => answer.MeanSeconds)];
    }

    private static void Play(LivePicture picture, long seed, int hour, BalanceSums sums)
    {
        var begin = picture.Waiting.Count == 0 ? TimeSpan.Zero : picture.Waiting.Max(waiting => waiting.Waited);
        var visitors = Visitors(picture, begin, new Dice(seed, hour, 1));
        var shifts = Shifts(picture, begin, seed, hour);
        if (shifts.Count == 0)
        {
            sums.AddIdleHall(visitors, begin);
            return;
        }

        // The hall may lack a counter for something: its citizens wait on, and that is what the answer shows.
        var hall = VirtualHall.Empty(picture.Configuration, HallPolicy.Instance);
        sums.Add(new VirtualDay(hall).Run(visitors, shifts), begin);
    }

    private static List<Visitor> Visitors(LivePicture picture, TimeSpan begin, Dice dice)
    {
        var means = picture.Demand.ToDictionary(demand => demand.Service, demand => demand.MeanSeconds);
        var visitors = picture.Waiting.Select(waiting =>
            Visitor(begin - waiting.Waited, waiting.Service, waiting.Priority, means[waiting.Service], picture.NoShowShare, dice)).ToList();
        var perHour = picture.Demand.Sum(demand => demand.PerHour);
        for (var at = begin; perHour > 0;)
        {
            at += TimeSpan.FromHours(dice.Exponential() / perHour);
            if (at >= begin + Played)
            {
                break;
            }

            var service = Pick(picture.Demand, demand => demand.PerHour, dice);
            var priority = Pick(picture.PriorityShares, share => share.Value, dice).Key;
            visitors.Add(Visitor(at, service.Service, priority, service.MeanSeconds, picture.NoShowShare, dice));
        }

        return [.. visitors.OrderBy(visitor => visitor.Arrives)];
    }

    private static Visitor Visitor(TimeSpan arrives, ServiceCode service, PriorityCode priority, double mean, double noShows, Dice dice) =>
        new(arrives, service, priority, TimeSpan.FromSeconds(Duration(mean, dice)), null, Walk, dice.Unit() >= noShows);

    private static List<Shift> Shifts(LivePicture picture, TimeSpan begin, long seed, int hour)
    {
        var means = picture.Demand.ToDictionary(demand => demand.Service, demand => demand.MeanSeconds);
        var shifts = new List<Shift>();
        for (var i = 0; i < picture.Counters.Count; i++)
        {
            var counter = picture.Counters[i];
            if (counter.IsOpen)
            {
                var free = begin + (counter.Service is { } service
                    ? Rest(means.GetValueOrDefault(service, 300), counter.Elapsed, new Dice(seed, hour, 2, i))
                    : TimeSpan.Zero);
                shifts.Add(new(counter.Counter, free, begin + Played + (free - begin)));
            }
        }

        return shifts;
    }

    /// <summary>Lognormal with a mean and <see cref="Variation"/>.</summary>
    private static double Duration(double mean, Dice dice)
    {
        var sigma = Math.Sqrt(Math.Log(1 + Variation));
        return mean * Math.Exp((sigma * dice.Normal()) - (sigma * sigma / 2));
    }

    /// <summary>What is left of a service that has lasted for a while.</summary>
    private static TimeSpan Rest(double mean, TimeSpan elapsed, Dice dice)
    {
        for (var i = 0; i < ResidualTries; i++)
        {
            var whole = Duration(mean, dice);
            if (whole > elapsed.TotalSeconds)
            {
                return TimeSpan.FromSeconds(whole) - elapsed;
            }
        }

        // Longer than anything known: someone may have forgotten to press complete.
        return TimeSpan.FromSeconds(mean);
    }

    private static T Pick<T>(IEnumerable<T> all, Func<T, double> weight, Dice dice)
    {
        var draw = dice.Unit() * all.Sum(weight);
        var last = default(T);
        foreach (var one in all)
        {
            last = one;
            draw -= weight(one);
            if (draw < 0)
            {
                break;
            }
        }

        return last!;
    }
}
