using Hall.Devices.Connections;


namespace Hall.Devices.Lines;

/// <summary>How a line with devices is at one moment, whatever they are. Immutable.</summary>
/// <param name="Link">Whether it is open, and if not, why, in words.</param>
/// <param name="LastFrameAt">When a valid frame was last read; null if never.</param>
/// <param name="RoundTrip">From the last question to its answer; null where nothing answers.</param>
/// <param name="Places">Each device on it, by address.</param>
/// <param name="Counts">What went over it since the start.</param>
/// <param name="Trouble">What somebody must do about the device: a code of <see cref="LineTrouble"/>; empty for nothing.</param>
public sealed record LineCondition(
    LinkStatus Link, DateTimeOffset? LastFrameAt, TimeSpan? RoundTrip, IReadOnlyList<DeviceStatus> Places, LineCounts Counts,
        string Trouble = "");

/// <summary>What is wrong with a device whose line is open.</summary>
public static class LineTrouble
{
    /// <summary>The printer has no paper.</summary>
    public const string PaperOut = "paper-out";

    /// <summary>The printer has paper for some tickets only.</summary>
    public const string PaperLow = "paper-low";

    /// <summary>The printer's cover is open.</summary>
    public const string CoverOpen = "cover-open";

    /// <summary>The printer reports a fault or is offline.</summary>
    public const string Fault = "fault";

    /// <summary>A ticket was not printed.</summary>
    public const string NotPrinted = "not-printed";

    /// <summary>Nobody knows whether a ticket was printed.</summary>
    public const string PerhapsPrinted = "perhaps-printed";

    /// <summary>The sound could not be played.</summary>
    public const string NoSound = "no-sound";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [PaperOut, PaperLow, CoverOpen, Fault, NotPrinted, PerhapsPrinted, NoSound];
}
