namespace Hall.Devices.Lines;

/// <summary>Spans of time of a line.</summary>
public sealed record LineTiming
{
    /// <summary>The pause after each frame that the devices need.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.Zero;

    /// <summary>Silence after which half a frame is given up.</summary>
    public TimeSpan LineIdle { get; init; } = TimeSpan.FromMilliseconds(75);

    /// <summary>A line that takes no frame for this long is opened anew.</summary>
    public TimeSpan WriteWithin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an answer may take, where the devices answer; null where they do not.</summary>
    public TimeSpan? AnswerWithin { get; init; }

    /// <summary>How often everything that is shown is sent once more, whatever happened to the devices meanwhile.</summary>
    public TimeSpan RefreshEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a frame is sent that is not answered.</summary>
    public int MostSends { get; init; } = 3;
}
