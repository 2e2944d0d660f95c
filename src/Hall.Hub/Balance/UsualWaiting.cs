using System.Collections.Concurrent;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Forecasting.WhatIf;

namespace Hall.Hub.Balance;

/// <summary>How many used to wait at a time of a weekday.</summary>
/// <param name="Mean">Mean of the days.</param>
/// <param name="Least">Of the day with the fewest.</param>
/// <param name="Most">Of the day with the most.</param>
public readonly record struct UsualCount(double Mean, int Least, int Most)
{
    /// <summary>Whether a number lies beyond what the days before have seen: less is no news.</summary>
    public bool IsUnusual(int waiting) => waiting < Least || waiting > Most;
}

/// <summary>How many waited over the day, on the same weekday of the last weeks.</summary>
public sealed class UsualDay
{
    private const int StepMinutes = 5;
    private const int Steps = 24 * 60 / StepMinutes;
    private readonly Dictionary<ZoneCode, int[][]> _zones;

    private UsualDay(DayOfWeek weekday, int days, Dictionary<ZoneCode, int[][]> zones) => (Weekday, Days, _zones) = (weekday, days, zones);

    /// <summary>Which weekday.</summary>
    public DayOfWeek Weekday { get; }

    /// <summary>Of how many past days.</summary>
    public int Days { get; }

    /// <summary>Adds past visits up; null when there are too few days to call anything usual.</summary>
    /// <param name="weekday">Which weekday they are of.</param>
    /// <param name="all">Past visits; those of other weekdays are left out.</param>
    public static UsualDay? Of(DayOfWeek weekday, IReadOnlyCollection<PastVisit> all)
    {
        const int Fewest = 3;
        var visits = all.Where(visit => visit.Day.DayOfWeek == weekday).ToList();
        var days = visits.Select(visit => visit.Day).Distinct().Select((day, i) => (day, i)).ToDictionary(pair => pair.day, pair => pair.i);
        if (days.Count < Fewest)
        {
            return null;
        }

        var zones = visits.Select(visit => visit.Zone).Distinct()
            .ToDictionary(zone => zone, _ => Enumerable.Range(0, days.Count).Select(_ => new int[Steps]).ToArray());
        foreach (var visit in visits)
        {
            var waiting = zones[visit.Zone][days[visit.Day]];
            var first = (int)Math.Ceiling(visit.Arrives.TotalMinutes / StepMinutes);
            var end = (visit.Arrives + visit.Wait).TotalMinutes / StepMinutes;
            for (var step = Math.Max(0, first); step < Steps && step < end; step++)
            {
                waiting[step]++;
            }
        }

        return new(weekday, days.Count, zones);
    }

    /// <summary>At a time of the day; null where nobody ever waited all day, as before the hall opens.</summary>
    /// <param name="zone">The zone; null for the whole hall.</param>
    /// <param name="time">The hall's time of day.</param>
    public UsualCount? At(ZoneCode? zone, TimeSpan time)
    {
        var step = Math.Clamp((int)Math.Round(time.TotalMinutes / StepMinutes), 0, Steps - 1);
        var asked = _zones.Where(known => zone is null || known.Key == zone).Select(known => known.Value).ToList();
        if (asked.Count == 0 || !IsWorkedAt(step))
        {
            return null;
        }

        var counts = Enumerable.Range(0, Days).Select(day => asked.Sum(days => days[day][step])).ToList();
        return new(counts.Average(), counts.Min(), counts.Max());
    }

    // Within half an hour somebody waited somewhere on one of the days: else the hall is not at work at such a time.
    private bool IsWorkedAt(int step) => Enumerable.Range(step - 6, 13).Where(near => near is >= 0 and < Steps)
        .Any(near => _zones.Values.Any(days => days.Any(day => day[near] > 0)));
}

/// <summary>
/// What is usual at this time, from the hall's own past: read once for each business day, from the same weekday of the last eight weeks.
/// </summary>
/// <param name="read">Reads the past visits of a hall before a day, of that day's weekday.</param>
public sealed class UsualWaiting(Func<HallPlan, DateOnly, Task<IReadOnlyList<PastVisit>>> read)
{
    /// <summary>How many days it looks back.</summary>
    public const int Days = 8 * 7;

    private readonly ConcurrentDictionary<HallId, (DateOnly Day, Task<UsualDay?> Usual)> _known = new();

    /// <summary>The usual day of a hall's weekday; null when its past is too short.</summary>
    /// <param name="plan">The hall.</param>
    /// <param name="today">Its business day.</param>
    public async Task<UsualDay?> OfAsync(HallPlan plan, DateOnly today)
    {
        var hall = plan.Configuration.Hall;
        var known = _known.AddOrUpdate(hall, _ => (today, ReadAsync(plan, today)),
            (_, before) => before.Day == today && !before.Usual.IsFaulted ? before : (today, ReadAsync(plan, today)));
        return await known.Usual;
    }

    private async Task<UsualDay?> ReadAsync(HallPlan plan, DateOnly today)
    {
        // The past may be long: no page waits for it on its own thread.
        await Task.Yield();
        return UsualDay.Of(today.DayOfWeek, await read(plan, today));
    }
}
