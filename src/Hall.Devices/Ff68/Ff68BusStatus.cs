using Hall.Devices.Connections;
using Hall.Devices.Lines;


namespace Hall.Devices.Ff68;

/// <summary>What is known of a bus at one moment. Immutable.</summary>
/// <param name="PortName">As configured.</param>
/// <param name="Link">Whether the line is open, and if not, why, in words.</param>
/// <param name="LastFrameAt">When a valid frame of any pad was last read; null if never.</param>
/// <param name="Pads">One for each configured address, in order.</param>
/// <param name="Counts">What went over the line since the start.</param>
public sealed record Ff68BusStatus(
    string PortName, LinkStatus Link, DateTimeOffset? LastFrameAt, IReadOnlyList<DeviceStatus> Pads, Ff68Counts Counts);
