using Hall.Core.Configuration;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Manager;

/// <summary>
/// Targets that will be missed before anybody has waited so long: the forecast for whoever takes a number now is already beyond them,
/// and a manager can still open a counter.
/// </summary>
public static class ExpectedMiss
{
    /// <summary>An alert for each zone, or special service, that is about to miss its target; none for those that miss it
    /// already.</summary>
    public static IEnumerable<ManagerAlert> Of(HallSnapshot snapshot, Words words)
    {
        var rules = snapshot.Plan.Rules;
        foreach (var zone in snapshot.Zones)
        {
            if (IsComing(snapshot, zone))
            {
                yield return new(false, words[Word.ManagerAlertComing, zone.Zone.Value],
                    Detail(zone.Estimate!, rules.TargetPercent, rules.TargetMinutes, words)) { Zone = zone.Zone };
            }
        }

        foreach (var service in snapshot.Waiting.Where(service => IsSpecial(snapshot.Plan, service)))
        {
            if (service is { Count: > 0, Estimate: { } estimate } && service.LongestSeconds <= rules.SpecialTargetMinutes * 60
                && Misses(estimate, rules.SpecialTargetPercent, rules.SpecialTargetMinutes))
            {
                yield return new(false, words[Word.ManagerAlertComingSpecial, snapshot.Plan.NameOf(service.Service, words.Language)],
                    Detail(estimate, rules.SpecialTargetPercent, rules.SpecialTargetMinutes, words)) { Zone = service.Zone };
            }
        }
    }

    /// <summary>Whether a zone keeps its target still and will not for whoever takes a number now.</summary>
    public static bool IsComing(HallSnapshot snapshot, ZoneWaiting zone) =>
        zone is { Waiting: > 0, BeyondTarget: 0, Estimate: { } estimate }
        && zone.LongestSeconds <= snapshot.Plan.Rules.TargetMinutes * 60
        && Misses(estimate, snapshot.Plan.Rules.TargetPercent, snapshot.Plan.Rules.TargetMinutes);

    private static bool IsSpecial(HallPlan plan, ServiceWaiting waiting) =>
        plan.Find(waiting.Service) is { Kind: ServiceKind.Special };

    // The wait that so many percent stay under, drawn straight through the two that are forecast and no further than they reach.
    private static bool Misses(WaitEstimate estimate, int percent, int minutes)
    {
        var part = Math.Clamp((percent - 50) / 40.0, 0, 1);
        return estimate.P50Seconds + (part * (estimate.P90Seconds - estimate.P50Seconds)) > minutes * 60;
    }

    private static string Detail(WaitEstimate estimate, int percent, int minutes, Words words) =>
        words[Word.ManagerAlertComingDetail, WaitRange.Text(estimate, words), percent, minutes];
}
