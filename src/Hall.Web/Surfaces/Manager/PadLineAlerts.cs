using Hall.Core.Configuration;
using Hall.Devices.Supervision;
using Hall.Web.DeviceHub;

namespace Hall.Web.Surfaces.Manager;

/// <summary>The serial lines and pads that are not up: ratings pressed there do not arrive.</summary>
public static class PadLineAlerts
{
    /// <summary>
    /// One alert for each agent that is away, for each line that should be up and is not, and for each mute pad; a line that is still being
    /// opened is no news.
    /// </summary>
    public static IEnumerable<ManagerAlert> Of(IEnumerable<DeviceLink> lines, HallPlan plan, Words words) =>
    [
        .. lines.Where(line => line.AgentAway).GroupBy(line => line.Definition.Agent).Select(lost => Away(lost.Key, [.. lost], plan, words)),
        .. lines.Where(line => !line.AgentAway).SelectMany(line => Of(line, plan, words)),
    ];

    /// <summary>The alert of one line; null while nothing is wrong with it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="link">How it is.</param>
    /// <param name="plan">The hall, for its time.</param>
    /// <param name="words">The words.</param>
    /// <remarks>Why it is down is in the log, in the words of the operating system; here stands what to do about it.</remarks>
    public static ManagerAlert? Of(PadBusDefinition line, LinkStatus link, HallPlan plan, Words words) =>
        link.State is LinkState.Failed or LinkState.Silent
            ? new(false, words[$"manager.pad.{link.State}", line.Name],
                $"{words["manager.since", HallTime.Clock(plan, link.Since)]} · {words[$"manager.pad.{link.State}.detail", line.Port]}")
            : null;

    // However many lines hang on it, one computer is missing.
    private static ManagerAlert Away(string agent, IReadOnlyList<DeviceLink> lines, HallPlan plan, Words words) => new(
        false, words["manager.pad.away", agent],
        $"{words["manager.since", HallTime.Clock(plan, lines.Min(line => line.Link.Since))]} · {string.Join(words.Language == Words.Chinese ? "、" : ", ", lines.Select(line => line.Definition.Name))} · {words["manager.pad.away.detail"]}");

    private static IEnumerable<ManagerAlert> Of(DeviceLink line, HallPlan plan, Words words)
    {
        if (Of(line.Definition, line.Link, plan, words) is { } alert)
        {
            yield return alert;
        }

        if (line.Trouble.Length > 0)
        {
            yield return new(false, words[$"manager.trouble.{line.Trouble}", line.Definition.Name], words[$"manager.trouble.{line.Trouble}.detail"]);
        }

        // When all are mute, the line's own alert has said it.
        foreach (var pad in line.Pads.Where(pad => pad.IsMute && line.Link.State == LinkState.Up))
        {
            yield return new(false, words["manager.pad.mute", pad.Counter], words["manager.pad.mute.detail"]);
        }
    }
}
