using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Identifiers;

namespace Hall.Core.Waiting;

/// <summary>A line as a counter sees it.</summary>
/// <param name="Places">Who stands in it; may be empty.</param>
/// <param name="Priority">The class of everyone in it.</param>
/// <param name="Service">Its service; null for those who were sent to a zone or a counter.</param>
/// <param name="IsFirstServed">Whether the counter's first entry of <c>serves</c> names the service.</param>
internal readonly record struct CounterLine(WaitingLine Places, PriorityClass Priority, ServiceCode? Service, bool IsFirstServed);

/// <summary>The lines that a counter may call from, by what the rules tell apart.</summary>
internal sealed class CounterLines
{
    public CounterLines(HallPlan plan, Counter counter, Func<LineKey, WaitingLine> line)
    {
        var first = plan.FirstServedBy(counter.Id);
        var services = plan.SkillsOf(counter.Id).Distinct().Where(plan.Services.ContainsKey).ToList();
        Special = [.. services.Where(code => plan.Services[code].Kind == ServiceKind.Special).SelectMany(OfService)];
        General = [.. services.Where(code => plan.Services[code].Kind == ServiceKind.General).SelectMany(OfService)];
        Sent =
        [
            .. plan.Classes.Select(priority => new CounterLine(line(new(null, counter.Zone, null, priority.Code)), priority, null, false)),
            .. plan.Classes.Select(priority => new CounterLine(line(new(null, null, counter.Id, priority.Code)), priority, null, false)),
        ];

        Helps = [.. plan.HelpsOf(counter.Id).Where(plan.Services.ContainsKey).GroupBy(code => plan.Services[code].Zone)
            .Select(zone => (zone.Key, zone.SelectMany(OfService).ToArray()))];

        IEnumerable<CounterLine> OfService(ServiceCode code) => plan.Classes.Select(priority =>
            new CounterLine(line(new(code, null, null, priority.Code)), priority, code, first.Contains(code)));
    }

    /// <summary>Lines of special services.</summary>
    public CounterLine[] Special { get; }

    /// <summary>Lines of general services.</summary>
    public CounterLine[] General { get; }

    /// <summary>Lines of those who were sent to the counter's zone or to the counter itself.</summary>
    public CounterLine[] Sent { get; }

    /// <summary>Lines that the counter calls from when it helps, by zone.</summary>
    public (ZoneCode Zone, CounterLine[] Lines)[] Helps { get; }

    /// <summary>Seconds that the first of some lines has waited; -1 when nobody waits in them.</summary>
    public static double LongestWait(CounterLine[] lines, DateTimeOffset now)
    {
        var longest = -1.0;
        foreach (var line in lines)
        {
            longest = line.Places.Count == 0 ? longest : Math.Max(longest, (now - line.Places.Min.Since).TotalSeconds);
        }

        return longest;
    }

    /// <summary>Whether anybody stands in one of some lines.</summary>
    public static bool Anybody(CounterLine[] lines)
    {
        foreach (var line in lines)
        {
            if (line.Places.Count > 0)
            {
                return true;
            }
        }

        return false;
    }
}
