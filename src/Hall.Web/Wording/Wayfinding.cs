using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;

namespace Hall.Web.Wording;

/// <summary>What becomes of a matter that follows another on the same number.</summary>
public enum FollowingMatter
{
    /// <summary>The window that does the one does the other at once.</summary>
    Here,

    /// <summary>It is called first in its own zone.</summary>
    Elsewhere,

    /// <summary>One or the other, by the window that has called.</summary>
    ByWindow,
}

/// <summary>Where one citizen goes: their own zones, and nobody else's.</summary>
public static class Wayfinding
{
    /// <summary>What becomes of a matter after another one.</summary>
    public static FollowingMatter After(HallPlan plan, ServiceCode before, ServiceCode next)
    {
        var windows = plan.Configuration.Counters.Where(window => plan.MayServe(window.Counter, before)).ToList();
        var both = windows.Count(window => plan.MayServe(window.Counter, next));
        return both == 0 ? FollowingMatter.Elsewhere : both == windows.Count ? FollowingMatter.Here : FollowingMatter.ByWindow;
    }

    /// <summary>A zone, with the place where it lies when the hall says it.</summary>
    public static string ZoneOf(HallPlan plan, ZoneCode zone, Words words) => PlaceOf(plan, zone, words) is { Length: > 0 } place
        ? words[Word.WayZone, zone, place]
        : words[Word.KioskZone, zone];

    /// <summary>
    /// Where to wait now, and where each later matter is done. A hall that does not say where its zones lie has its own sentence for the
    /// first part.
    /// </summary>
    public static string Of(HallPlan plan, Ticket ticket, Words words)
    {
        var left = ticket.Services.Where(visit => visit.State != VisitServiceState.Done).Select(visit => visit.Service).ToList();
        var parts = new List<string>();
        if (left.Count > 0)
        {
            var zone = plan.Find(left[0])?.Zone ?? ticket.Zone;
            parts.Add(PlaceOf(plan, zone, words).Length > 0
                ? words[Word.WayFirst, ZoneOf(plan, zone, words)]
                : plan.Configuration.Texts.TryGetValue("whereToSit", out var sit) ? sit.In(words.Language) : "");
        }

        parts.AddRange(left.Zip(left.Skip(1)).Select(pair => Then(plan, pair.First, pair.Second, words)));
        return string.Join(words.Language == Words.English ? " " : "", parts.Where(part => part.Length > 0));
    }

    private static string Then(HallPlan plan, ServiceCode before, ServiceCode next, Words words)
    {
        var zone = plan.Find(next) is { } service ? ZoneOf(plan, service.Zone, words) : "";
        var name = plan.NameOf(next, words.Language);
        return After(plan, before, next) switch
        {
            FollowingMatter.Here => words[Word.WayHere, name],
            FollowingMatter.Elsewhere => words[Word.WayThere, name, zone],
            _ => words[Word.WayByWindow, name, zone],
        };
    }

    private static string PlaceOf(HallPlan plan, ZoneCode zone, Words words) =>
        plan.Zones.GetValueOrDefault(zone)?.Place.In(words.Language) ?? "";
}
