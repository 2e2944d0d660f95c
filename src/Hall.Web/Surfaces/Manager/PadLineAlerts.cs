using Hall.Core.Configuration;
using Hall.Devices.Supervision;
using Hall.Web.Pads;

namespace Hall.Web.Surfaces.Manager;

/// <summary>The serial lines with pads that are not up: ratings pressed there do not arrive.</summary>
public static class PadLineAlerts
{
    /// <summary>One alert for each line that should be up and is not; a line that is still being opened is no news.</summary>
    public static IEnumerable<ManagerAlert> Of(IEnumerable<PadBus> lines, HallPlan plan, Words words) =>
        lines.Select(line => Of(line.Definition.Name, line.Status.Link, plan, words)).OfType<ManagerAlert>();

    /// <summary>The alert of one line; null while nothing is wrong with it.</summary>
    /// <param name="line">The line's name for people.</param>
    /// <param name="link">How it is.</param>
    /// <param name="plan">The hall, for its time.</param>
    /// <param name="words">The words.</param>
    public static ManagerAlert? Of(string line, LinkStatus link, HallPlan plan, Words words) =>
        link.State is LinkState.Failed or LinkState.Silent
            ? new(false, words[$"manager.pad.{link.State}", line],
                $"{words["manager.since", HallTime.Clock(plan, link.Since)]}{(link.Reason.Length == 0 ? "" : " · ")}{link.Reason}")
            : null;
}
