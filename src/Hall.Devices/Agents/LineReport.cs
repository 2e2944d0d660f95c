using Hall.Devices.Connections;
using Hall.Devices.Lines;
using Hall.Devices.Settings;

namespace Hall.Devices.Agents;

/// <summary>How a line of an agent is.</summary>
/// <param name="Hall">The hall.</param>
/// <param name="Name">The line's name.</param>
/// <param name="Link">Whether it is open, and if not, why.</param>
/// <param name="LastFrameAt">When a valid frame was last read, by the agent's clock; null if never.</param>
/// <param name="Pads">Each pad on it.</param>
/// <param name="Counts">What went over it since the agent's start.</param>
/// <param name="KeptPresses">Presses of all lines that wait in the agent's outbox.</param>
public sealed record LineReport(
    string Hall, string Name, LinkStatus Link, DateTimeOffset? LastFrameAt, IReadOnlyList<DeviceStatus> Pads, LineCounts Counts,
        int KeptPresses)
{
    /// <summary>From the last question to its answer; null where nothing answers.</summary>
    public double? RoundTripMilliseconds { get; init; }

    /// <summary>A code of <see cref="LineTrouble"/>; empty for none.</summary>
    public string Trouble { get; init; } = "";

    /// <summary>
    /// What the agent's clock says when it reports; its instants are of the same clock, so the hub moves them by the difference to its own.
    /// Null from agents of before 0.2, whose instants are taken as they are.
    /// </summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The same with every instant moved, and <see cref="At"/> left out.</summary>
    public LineReport Moved(TimeSpan by) => this with
    {
        At = null,
        Link = Link with { Since = Link.Since + by },
        LastFrameAt = LastFrameAt + by,
        Pads = [.. Pads.Select(pad => pad with { LastFrameAt = pad.LastFrameAt + by })],
    };

    /// <summary>The report of a line.</summary>
    public static LineReport Of(DeviceLineSettings line, LineCondition condition, int keptPresses)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(condition);
        return new(line.Hall, line.Name, condition.Link, condition.LastFrameAt, condition.Places, condition.Counts, keptPresses)
        {
            RoundTripMilliseconds = condition.RoundTrip?.TotalMilliseconds, Trouble = condition.Trouble,
        };
    }
}
