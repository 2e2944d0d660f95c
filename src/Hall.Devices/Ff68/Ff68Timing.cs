using Hall.Devices.Lines;

namespace Hall.Devices.Ff68;

/// <summary>The protocol's spans of time and bounds. The defaults are the protocol's; change them only for an odd pad.</summary>
public sealed record Ff68Timing
{
    /// <summary>Silence after which a frame without its trailing 16 is taken, and half a frame dropped; 50–100 ms.</summary>
    public TimeSpan LineIdle { get; init; } = TimeSpan.FromMilliseconds(75);

    /// <summary>An identical frame this soon after our own has left the wire is our echo.</summary>
    public TimeSpan Echo { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The same rating from the same address this soon after the last one is a retransmission.</summary>
    public TimeSpan RatingRepeat { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A rating that was acknowledged, and then the line went: within this long of an outage the acknowledgement may have been lost with it
    /// and the pad repeats; after a longer one the same rating is another citizen's.
    /// </summary>
    public TimeSpan RatingOutage { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The same key from the same address this soon after the last one is a retransmission: nobody calls twice in a second.
    /// </summary>
    public TimeSpan KeyRepeat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>An acknowledgement later than this is counted as slow.</summary>
    public TimeSpan AcknowledgeWithin { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// A command that could not be written for this long is dropped: asking for a rating a minute late asks the wrong citizen.
    /// </summary>
    public TimeSpan CommandStaleAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often what displays show is written once more: a pad that lost its power alone, or heard a damaged frame, says nothing.
    /// </summary>
    public TimeSpan RefreshEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A line that does not take a frame for this long is opened anew; a frame takes 15 ms on the wire.</summary>
    public TimeSpan WriteWithin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A pad asked for so many ratings without a word from it is reported as mute.</summary>
    public int MuteAfterAsking { get; init; } = 20;

    /// <summary>What of this is said of every line.</summary>
    internal LineTiming OfLine => new() { LineIdle = LineIdle, WriteWithin = WriteWithin, RefreshEvery = RefreshEvery };
}
