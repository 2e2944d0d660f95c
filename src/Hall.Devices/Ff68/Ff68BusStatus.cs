using Hall.Devices.Supervision;

namespace Hall.Devices.Ff68;

/// <summary>What is known of a bus at one moment. Immutable.</summary>
/// <param name="PortName">As configured.</param>
/// <param name="Link">Whether the line is open, and if not, why, in words.</param>
/// <param name="LastFrameAt">When a valid frame of any pad was last read; null if never.</param>
/// <param name="Pads">One for each configured address, in order.</param>
/// <param name="Counts">What went over the line since the start.</param>
public sealed record Ff68BusStatus(
    string PortName, LinkStatus Link, DateTimeOffset? LastFrameAt, IReadOnlyList<Ff68PadStatus> Pads, Ff68Counts Counts);

/// <summary>What is known of one pad.</summary>
/// <param name="Address">Its address on the bus.</param>
/// <param name="Counter">Its counter key.</param>
/// <param name="LastFrameAt">When a valid frame of it was last read; null if never.</param>
/// <param name="AskedUnheard">How often it was asked for a rating since it was last heard.</param>
/// <param name="IsMute">It was asked so often (20 by default) without a word that somebody should look at it.</param>
public sealed record Ff68PadStatus(byte Address, string Counter, DateTimeOffset? LastFrameAt, int AskedUnheard, bool IsMute);

/// <summary>Counters since the start; none ever goes down.</summary>
public sealed record Ff68Counts
{
    /// <summary>Valid frames read, echoes excluded.</summary>
    public long Frames { get; init; }

    /// <summary>Frames with a wrong sum or a wrong last byte; never acknowledged.</summary>
    public long WrongFrames { get; init; }

    /// <summary>Frames that broke off.</summary>
    public long HalfFrames { get; init; }

    /// <summary>Our own frames that came back.</summary>
    public long Echoes { get; init; }

    /// <summary>Presses reported to the callback, repeats excluded.</summary>
    public long Presses { get; init; }

    /// <summary>Repeats of a press.</summary>
    public long Retransmissions { get; init; }

    /// <summary>Acknowledgements written.</summary>
    public long Acknowledgements { get; init; }

    /// <summary>Acknowledgements that took longer than <see cref="Ff68Timing.AcknowledgeWithin"/>.</summary>
    public long SlowAcknowledgements { get; init; }

    /// <summary>Presses that could not be made durable, so were not acknowledged.</summary>
    public long NotRecorded { get; init; }

    /// <summary>Presses of an address, or ratings of a value, that the configuration does not know.</summary>
    public long Unconfigured { get; init; }

    /// <summary>Valid frames that are no press.</summary>
    public long NotUnderstood { get; init; }

    /// <summary>Frames written, where the driver counts them.</summary>
    public long Written { get; init; }

    /// <summary>Questions that were asked as often as allowed and never answered.</summary>
    public long Unanswered { get; init; }

    /// <summary>Answers to nobody: to no question of ours, or from an address that no device here has.</summary>
    public long Stray { get; init; }

    /// <summary>Bytes that made no frame: a line with the wrong speed has nothing else.</summary>
    public long Noise { get; init; }

    /// <summary>Commands that were never written: queue full, line down too long, stopped.</summary>
    public long DroppedCommands { get; init; }
}
