using System.Collections.Concurrent;
using System.Globalization;
using Hall.Core.Identifiers;
using Hall.Storage.Alerts;

namespace Hall.Hub.Cases;

/// <summary>
/// How many complaints a hall takes at once. Above the limit only tickets that have a complaint already are refused, so that nobody keeps
/// others from their first one; a manager is told. Counted in memory: a restart begins the minute anew.
/// </summary>
public sealed class ComplaintPace(HubAlerts alerts)
{
    /// <summary>Complaints and additions of a hall in a minute, above which only first complaints are taken.</summary>
    public const int MostAMinute = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<HallId, List<DateTimeOffset>> _taken = new();

    /// <summary>Whether more came within the last minute than a hall takes of all.</summary>
    public bool IsFlooded(HallId hall, DateTimeOffset now) => Within(hall, now) >= MostAMinute;

    /// <summary>One was taken.</summary>
    public void Take(HallId hall, DateTimeOffset now)
    {
        var taken = _taken.GetOrAdd(hall, _ => []);
        lock (taken)
        {
            taken.Add(now);
        }

        Watch(hall, now);
    }

    /// <summary>Raises or takes down the alert.</summary>
    public void Watch(HallId hall, DateTimeOffset now)
    {
        if (Within(hall, now) is var count && count >= MostAMinute)
        {
            alerts.Raise(AlertKind.ComplaintFlood, hall.Value, count.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            alerts.Clear(AlertKind.ComplaintFlood, hall.Value);
        }
    }

    private int Within(HallId hall, DateTimeOffset now)
    {
        if (!_taken.TryGetValue(hall, out var taken))
        {
            return 0;
        }

        lock (taken)
        {
            // The hall's time may have been set back.
            taken.RemoveAll(at => at <= now - Window || at > now);
            return taken.Count;
        }
    }
}
