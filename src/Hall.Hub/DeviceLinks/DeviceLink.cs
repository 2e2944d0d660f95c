using Hall.Core.Configuration;
using Hall.Devices.Connections;
using Hall.Devices.Lines;

namespace Hall.Hub.DeviceLinks;

/// <summary>A line of a hall, wherever its port is, and how it is. Immutable.</summary>
/// <param name="Definition">The line as configured.</param>
/// <param name="Link">How it is; failed while its agent is away.</param>
/// <param name="AgentAway">Whether it is the agent that is missing and not the port.</param>
/// <param name="LastFrameAt">When a valid frame was last read; null if never or not known.</param>
/// <param name="Pads">The pads on it.</param>
/// <param name="Counts">What went over it.</param>
public sealed record DeviceLink(
    DeviceLineDefinition Definition, LinkStatus Link, bool AgentAway, DateTimeOffset? LastFrameAt, IReadOnlyList<DeviceStatus> Pads, LineCounts Counts)
{
    /// <summary>From the last question to its answer, in milliseconds; null where nothing answers.</summary>
    public double? RoundTrip { get; init; }

    /// <summary>A code of <see cref="Devices.Lines.LineTrouble"/>; empty for none.</summary>
    public string Trouble { get; init; } = "";

    /// <summary>Frames that could not be used.</summary>
    public long Faulty => Counts.WrongFrames + Counts.HalfFrames + Counts.NotUnderstood + Counts.Unanswered;

    /// <summary>Answers to nobody, such as of a device that answers another's question or has an address that no window has.</summary>
    public long Stray => Counts.Stray + Counts.Unconfigured;
}
