using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;
using Hall.Storage.Alerts;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Manager;

/// <summary>Something that a manager should look at now.</summary>
/// <param name="Urgent">Whether people are kept waiting by it.</param>
/// <param name="Text">What it is, a sentence.</param>
/// <param name="Detail">Since when, or what is known.</param>
/// <param name="HelpRequest">The request that can be answered; null when there is none.</param>
/// <param name="ClockInDoubt">Whether a manager should say if the computer's clock is right.</param>
public sealed record ManagerAlert(bool Urgent, string Text, string Detail, long? HelpRequest = null, bool ClockInDoubt = false)
{
    /// <summary>The zone that it is about; null when it is about none.</summary>
    public ZoneCode? Zone { get; init; }

    /// <summary>The counter that it is about; null when it is about none.</summary>
    public CounterId? Counter { get; init; }

    /// <summary>The service that nobody can serve; null when it is about none.</summary>
    public ServiceCode? Service { get; init; }

    /// <summary>The alert of the hub that it says; null when the hall itself tells it.</summary>
    public HubAlert? Hub { get; init; }

    // A window that changes its teller is closed for some seconds, which needs nobody.
    private static readonly TimeSpan UnservedAfter = TimeSpan.FromSeconds(60);

    /// <summary>All alerts of a hall, the most urgent first.</summary>
    public static IReadOnlyList<ManagerAlert> Of(HallSnapshot snapshot, IReadOnlyList<HubAlert> hub, DateTimeOffset now, Words words) =>
    [
        .. snapshot.HelpWanted.Select(help => new ManagerAlert(true, words[Word.ManagerAlertHelp, help.Place], "", help.Request)),
        .. snapshot.Unserved.Where(service => now - service.Since >= UnservedAfter).Select(service => OfUnserved(snapshot, service, words)),
        .. OfWaits(snapshot, words),
        .. snapshot.Counters.SelectMany(view => OfCounter(snapshot, view, now, words)),
        .. hub.Where(alert => Concerns(snapshot, alert)).Select(alert => OfHub(snapshot, alert, words)),
    ];

    /// <summary>The zones that miss their target, then those that are about to: a list that every page has alike.</summary>
    public static IReadOnlyList<ManagerAlert> OfWaits(HallSnapshot snapshot, Words words) =>
        [.. snapshot.Zones.SelectMany(zone => OfZone(snapshot, zone, words)), .. ExpectedMiss.Of(snapshot, words)];

    private static IEnumerable<ManagerAlert> OfZone(HallSnapshot snapshot, ZoneWaiting zone, Words words)
    {
        if (zone.Waiting == 0)
        {
            yield break;
        }

        if (zone.LongestSeconds > snapshot.Plan.Rules.TargetMinutes * 60)
        {
            yield return new(zone.LongestSeconds > 2 * snapshot.Plan.Rules.TargetMinutes * 60,
                words[Word.ManagerAlertWait, zone.Zone.Value, zone.LongestSeconds / 60],
                words[Word.ManagerAlertWaitDetail, snapshot.Plan.Rules.TargetMinutes, zone.BeyondTarget, zone.Waiting])
                    { Zone = zone.Zone };
        }
    }

    private static ManagerAlert OfUnserved(HallSnapshot snapshot, UnservedService service, Words words) => new(
        true,
        words[Word.ManagerAlertUnserved, snapshot.Plan.NameOf(service.Service, words.Language), service.Numbers.Count],
        words[Word.ManagerAlertUnservedDetail, HallTime.Clock(snapshot.Plan, service.Since), string.Join(" ", service.Numbers)])
            { Service = service.Service };

    private static IEnumerable<ManagerAlert> OfCounter(HallSnapshot snapshot, CounterView view, DateTimeOffset now, Words words)
    {
        if (view.Current is not { State: TicketState.Serving, Periods.IsEmpty: false } ticket)
        {
            yield break;
        }

        var minutes = (int)(now - ticket.Periods[^1].From).TotalMinutes;
        if (minutes > snapshot.Plan.Rules.StaleServiceMinutes)
        {
            yield return new(false, words[Word.ManagerAlertStale, view.Counter.Id.Value, ticket.Number, minutes],
                words[Word.ManagerAlertStaleDetail]) { Counter = view.Counter.Id };
        }
    }

    private static ManagerAlert OfHub(HallSnapshot snapshot, HubAlert alert, Words words)
    {
        var (title, detail) = HubAlertWords.Of(alert, words);
        var since = words[Word.ManagerSince, HallTime.Clock(snapshot.Plan, alert.Since)];
        return new(
            alert.Kind is AlertKind.JournalUnavailable or AlertKind.HallStopped or AlertKind.ClockJumped,
            title, detail.Length == 0 ? since : $"{since} · {detail}", ClockInDoubt: alert.Kind == AlertKind.ClockJumped) { Hub = alert };
    }

    // What happened to a neighbour is no news here.
    private static bool Concerns(HallSnapshot snapshot, HubAlert alert) => alert.Hall is not { } hall || hall == snapshot.Hall.Value;
}
