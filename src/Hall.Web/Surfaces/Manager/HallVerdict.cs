using Hall.Core.Snapshots;
using Hall.Storage.Alerts;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Manager;

/// <summary>
/// How the hall stands, in one sentence that every page of the manager's says alike: what has happened already comes before what is about
/// to happen, and both before that all is well.
/// </summary>
/// <param name="IsCalm">Whether nothing needs anybody.</param>
/// <param name="IsUrgent">Whether people are kept waiting now.</param>
/// <param name="Title">The sentence.</param>
/// <param name="Lead">What stands behind it.</param>
/// <param name="Zone">The zone that needs a hand most; null when it is none.</param>
public sealed record HallVerdict(bool IsCalm, bool IsUrgent, string Title, string Lead, ZoneWaiting? Zone)
{
    /// <summary>The verdict of a hall.</summary>
    /// <param name="snapshot">The hall.</param>
    /// <param name="alerts">Its alerts.</param>
    /// <param name="words">The words.</param>
    public static HallVerdict Of(HallSnapshot snapshot, IReadOnlyList<ManagerAlert> alerts, Words words)
    {
        var target = snapshot.Plan.Rules.TargetMinutes;
        var over = snapshot.Zones.Where(zone => zone.BeyondTarget > 0)
            .OrderByDescending(zone => zone.BeyondTarget).ThenByDescending(zone => zone.LongestSeconds).ToList();
        if (over is [var worst, ..])
        {
            var title = words[Word.ManagerVerdictOver, worst.Zone.Value, worst.BeyondTarget, target, worst.LongestSeconds / 60];
            var others = over.Skip(1).Select(zone => zone.Zone.Value).ToList();
            return new(false, true, title,
                others.Count > 0 ? words[Word.ManagerVerdictOverAlso, words.List(others)]
                : snapshot.Zones.Count == 1 ? words[Word.ManagerVerdictOverOnly] : words[Word.ManagerVerdictOverOnlyZone], worst);
        }

        var coming = snapshot.Zones.Where(zone => ExpectedMiss.IsComing(snapshot, zone))
            .OrderByDescending(zone => zone.Estimate?.P90Seconds).ToList();
        if (coming is [var next, ..])
        {
            return new(false, false, words[Word.ManagerVerdictComing, next.Zone.Value],
                words[Word.ManagerAlertComingDetail, WaitRange.Text(next.Estimate!, words), snapshot.Plan.Rules.TargetPercent, target],
                    next);
        }

        var urgent = alerts.Count(alert => alert.Urgent);
        return alerts.Count == 0
            ? new(true, false, words[Word.ManagerVerdictCalm], words[Word.ManagerVerdictCalmLead, target], null)
            : new(false, urgent > 0, words[urgent > 0 ? Word.ManagerVerdictThings : Word.ManagerVerdictNotices, urgent > 0 ? urgent
                : alerts.Count], words[Word.ManagerVerdictWaits, target], null);
    }

    /// <summary>The verdict of a hall, with the alerts about it and its hub.</summary>
    public static HallVerdict Of(HallSnapshot snapshot, HubAlerts hub, DateTimeOffset now, Words words) =>
        Of(snapshot, ManagerAlert.Of(snapshot, hub.All, now, words), words);
}
