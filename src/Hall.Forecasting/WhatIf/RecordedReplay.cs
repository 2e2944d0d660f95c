using Hall.Core.Configuration;
using Hall.Core.Dispatch.Policies;
using Hall.Core.Identifiers;
using Hall.Forecasting.Simulation;

namespace Hall.Forecasting.WhatIf;

/// <summary>Waits of the same days under one rule, seconds.</summary>
/// <param name="Served">How many were served.</param>
/// <param name="MeanSeconds">Mean wait.</param>
/// <param name="P90Seconds">Nine in ten waited no longer.</param>
/// <param name="Over15Minutes">How many of them waited longer than fifteen minutes, 0 to 1.</param>
public sealed record ReplayWaits(int Served, double MeanSeconds, double P90Seconds, double Over15Minutes)
{
    /// <summary>Of waits in seconds.</summary>
    internal static ReplayWaits Of(List<double> waits)
    {
        waits.Sort();
        return waits.Count == 0 ? new(0, 0, 0, 0)
            : new(waits.Count, waits.Average(), WaitFigures.Quantile(waits, 0.9), waits.Count(wait => wait > 900) / (double)waits.Count);
    }
}

/// <summary>Old days, as they were recorded and as they would have been.</summary>
/// <param name="Days">How many days.</param>
/// <param name="LeftOut">Days that no rule can play: nobody was served on them.</param>
/// <param name="OldPolicy">The rule that stands for the one of then.</param>
/// <param name="Recorded">What the record says.</param>
/// <param name="Old">The old rule, played.</param>
/// <param name="Ours">Our rule, played on the same visitors, the same windows and the same hours.</param>
public sealed record ReplayAnswer(
    int Days, int LeftOut, string OldPolicy, ReplayWaits Recorded, ReplayWaits Old, ReplayWaits Ours)
{
    /// <summary>How far the old rule may miss the record before nothing is claimed, 0 to 1.</summary>
    public const double MostMiss = 0.10;

    /// <summary>How far the played old rule misses the recorded mean wait; 0.1 for a tenth too long.</summary>
    public double MeanMiss => MissOf(Old.MeanSeconds, Recorded.MeanSeconds);

    /// <summary>How far it misses the recorded P90.</summary>
    public double P90Miss => MissOf(Old.P90Seconds, Recorded.P90Seconds);

    /// <summary>Whether the replay is good enough that a difference between two of them says something.</summary>
    public bool IsCalibrated => Recorded.Served > 0 && Math.Abs(MeanMiss) <= MostMiss && Math.Abs(P90Miss) <= MostMiss;

    /// <summary>What our rule would have saved on the mean wait, seconds, the difference of two replays; null when none may be
    /// claimed.</summary>
    public double? MeanSavedSeconds => IsCalibrated ? Old.MeanSeconds - Ours.MeanSeconds : null;

    /// <summary>The same for the P90.</summary>
    public double? P90SavedSeconds => IsCalibrated ? Old.P90Seconds - Ours.P90Seconds : null;

    // A record without any wait is missed by whatever is not none.
    private static double MissOf(double played, double recorded) =>
        recorded > 0 ? (played - recorded) / recorded : played > 0 ? double.PositiveInfinity : 0;
}

/// <summary>
/// Plays recorded days again: first under the rule of then, to learn how far a replay is from what was recorded, and then under ours. The
/// windows are those that served on the day, from their first call to the end of their last service, each with what it served on these
/// days; a pause in which nobody was called although somebody waited is taken out of its shift, and shorter ones, between two visits while
/// the next already waited, are the rest that every window takes in both replays: what the record shows, and never fitted to its waits. Who
/// was called and never came took the window's time, and does so here.
/// </summary>
public static class RecordedReplay
{
    private static readonly ZoneCode Zone = new("A");
    private static readonly TimeSpan Break = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Plays them.</summary>
    /// <param name="visits">The record; days in any order.</param>
    /// <param name="oldPolicy">The rule of then, see <see cref="DispatchPolicies"/>.</param>
    /// <param name="priorities">Classes of our rule; null for the usual ones.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="ArgumentException">No policy has this name.</exception>
    public static ReplayAnswer Play(
        IReadOnlyCollection<RecordedVisit> visits, string oldPolicy, IReadOnlyList<PriorityClass>? priorities = null,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(visits);
        if (DispatchPolicies.Create(oldPolicy) is null)
        {
            throw new ArgumentException($"There is no policy {oldPolicy}.", nameof(oldPolicy));
        }

        var (recorded, old, ours) = (new List<double>(), new List<double>(), new List<double>());
        var (days, leftOut) = (0, 0);
        var skills = visits.Where(visit => visit is { IsServed: true, Counter.Length: > 0 }).GroupBy(visit => visit.Counter)
            .ToDictionary(group => group.Key, group => group.Select(visit => visit.Service).ToHashSet());
        var byDay = visits.GroupBy(visit => visit.Day).OrderBy(day => day.Key).ToList();
        var rest = RestOf(byDay);
        foreach (var day in byDay)
        {
            stop.ThrowIfCancellationRequested();
            if (DayOf([.. day], skills, priorities ?? PriorityClass.Defaults, rest) is not { } played)
            {
                leftOut++;
                continue;
            }

            days++;
            recorded.AddRange(played.Waits);
            old.AddRange(WaitsOf(played, oldPolicy));
            ours.AddRange(WaitsOf(played, "hall"));
        }

        return new(days, leftOut, oldPolicy, ReplayWaits.Of(recorded), ReplayWaits.Of(old), ReplayWaits.Of(ours));
    }

    private static IEnumerable<double> WaitsOf(PlayedDay day, string policy)
    {
        var hall = VirtualHall.Empty(day.Hall, DispatchPolicies.Create(policy)!);
        return new VirtualDay(hall).Run(day.Visitors, day.Shifts).Stays.Where(stay => stay.End == StayEnd.Served)
            .Select(stay => stay.Wait.TotalSeconds);
    }

    // The mean time between two visits of a window while the next one waited already, whole seconds.
    private static int RestOf(IEnumerable<IEnumerable<RecordedVisit>> days)
    {
        var (sum, count) = (0.0, 0);
        foreach (var counter in days.SelectMany(day => day.Where(visit => visit is { IsServed: true, Counter.Length: > 0 })
            .GroupBy(visit => visit.Counter)))
        {
            RecordedVisit? before = null;
            foreach (var visit in counter.OrderBy(visit => visit.Calls))
            {
                if (before is not null && visit.Arrives <= before.Ends && visit.Calls >= before.Ends && visit.Calls - before.Ends <= Break)
                {
                    sum += (visit.Calls - before.Ends).TotalSeconds;
                    count++;
                }

                before = visit;
            }
        }

        return count == 0 ? 0 : (int)Math.Round(sum / count);
    }

    private static PlayedDay? DayOf(
        List<RecordedVisit> visits, Dictionary<string, HashSet<ServiceCode>> skills, IReadOnlyList<PriorityClass> priorities, int rest)
    {
        var served = visits.Where(visit => visit is { IsServed: true, Counter.Length: > 0 }).ToList();
        if (served.Count == 0)
        {
            return null;
        }

        var counters = served.Select(visit => visit.Counter).Distinct().Order(StringComparer.Ordinal).ToList();
        var idOf = counters.Select((name, i) => (name, Id: new CounterId(Invariant($"{i + 1}"))))
            .ToDictionary(one => one.name, one => one.Id);
        var possible = counters.SelectMany(counter => skills[counter]).ToHashSet();
        var codes = possible.Select((service, i) => (service, Code: new ServiceCode(Invariant($"S{i + 1}"))))
            .ToDictionary(one => one.service, one => one.Code);
        var known = priorities.Select(priority => priority.Code).ToHashSet();
        var visitors = visits.Where(visit => codes.ContainsKey(visit.Service)).OrderBy(visit => visit.Arrives)
            .Select(visit => new Visitor(visit.Arrives, codes[visit.Service],
                known.Contains(visit.Priority) ? visit.Priority : PriorityCode.None,
                Max(visit.Ends - visit.Starts, Shortest), visit.IsServed ? null : visit.Wait,
                visit.IsServed ? visit.Starts - visit.Calls : default)).ToList();
        var shifts = served.GroupBy(visit => visit.Counter)
            .SelectMany(counter => ShiftsOf(idOf[counter.Key], [.. counter], visits)).ToList();
        var hall = new HallConfiguration
        {
            Hall = new("replay"), Names = new("回放", "Replay"), TimeZone = "UTC", Hours = new() { Always = true },
            Zones = [new() { Code = Zone, Names = new("甲区", "Zone A") }],
            Services = [.. codes.Values.Select(code => new Service { Code = code, Zone = Zone, Names = new(code.Value, code.Value) })],
            Counters =
            [
                .. counters.Select(name => new CounterDefinition
                {
                    Counter = idOf[name], Zone = Zone, Serves = [.. skills[name].Select(service => codes[service].Value)],
                }),
            ],
            Priorities = priorities, Rules = new() { RestSeconds = rest, ReserveSpecialCounters = false },
        };
        return new(hall, visitors, shifts, [.. served.Select(visit => visit.Wait.TotalSeconds)]);
    }

    // From the first call to the end of the last service; what lies between two services for longer than a break, while somebody whom the
    // window serves waited, was no idleness of a rule but a window that was not there.
    private static IEnumerable<Shift> ShiftsOf(CounterId counter, List<RecordedVisit> own, List<RecordedVisit> all)
    {
        own.Sort((one, other) => one.Calls.CompareTo(other.Calls));
        var services = own.Select(visit => visit.Service).ToHashSet();
        var (from, to) = (own[0].Calls, own[0].Ends);
        foreach (var next in own.Skip(1))
        {
            if (next.Calls - to > Break && (next.Arrives < to || all.Exists(visit => services.Contains(visit.Service)
                && visit.Arrives < to + Break && visit.Calls > to + Break)))
            {
                yield return new(counter, from, Max(to, from + Shortest));
                (from, to) = (next.Calls, next.Ends);
            }

            to = Max(to, next.Ends);
        }

        yield return new(counter, from, Max(to, from + Shortest));
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private sealed record PlayedDay(
        HallConfiguration Hall, IReadOnlyList<Visitor> Visitors, IReadOnlyList<Shift> Shifts, IReadOnlyList<double> Waits);
}
