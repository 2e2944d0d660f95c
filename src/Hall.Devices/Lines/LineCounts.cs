namespace Hall.Devices.Lines;

/// <summary>
/// What went over a line since the start; none ever goes down. The names of its members are those of the agent's reports.
/// </summary>
public sealed record LineCounts
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

    /// <summary>Acknowledgements that took longer than the protocol allows.</summary>
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
