namespace Hall.Devices.Lines;

/// <summary>What went over a line so far.</summary>
/// <param name="FramesRead">Whole frames that were read.</param>
/// <param name="FramesWritten">Frames that were written.</param>
/// <param name="WrongFrames">Frames refused for their sum or form.</param>
/// <param name="HalfFrames">Frames that broke off.</param>
/// <param name="Unanswered">Frames that were sent as often as allowed and never answered, where an answer exists.</param>
public readonly record struct LineCounts(long FramesRead, long FramesWritten, long WrongFrames, long HalfFrames, long Unanswered)
{
    /// <summary>Answers to nobody: to no question of ours, or from an address that no device here has.</summary>
    public long Stray { get; init; }

    /// <summary>Bytes that made no frame: a line with the wrong speed has nothing else.</summary>
    public long Noise { get; init; }
}
