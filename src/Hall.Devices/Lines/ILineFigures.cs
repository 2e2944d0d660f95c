namespace Hall.Devices.Lines;

/// <summary>What is known of a line at any moment.</summary>
public interface ILineFigures
{
    /// <summary>What went over it so far.</summary>
    LineCounts Counts { get; }

    /// <summary>When a frame was last read; null if never.</summary>
    DateTimeOffset? LastFrameAt { get; }

    /// <summary>From the last question to its answer; null where nothing answers or none was asked.</summary>
    TimeSpan? RoundTrip { get; }

    /// <summary>Where frames are noted; null for nowhere.</summary>
    FrameLog? Log { get; set; }
}
