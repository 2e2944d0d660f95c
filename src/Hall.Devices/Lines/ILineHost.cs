using Hall.Devices.Displays;
using Hall.Devices.Slips;

namespace Hall.Devices.Lines;

/// <summary>A line with its devices, kept alive by whoever has the port: a hub or an agent. Safe for many threads.</summary>
public interface ILineHost : IAsyncDisposable
{
    /// <summary>Raised after the line's state has changed; must return soon.</summary>
    event Action? Changed;

    /// <summary>How the line is.</summary>
    LineCondition Condition { get; }

    /// <summary>The last frames, the oldest first.</summary>
    IReadOnlyList<FrameNote> Frames { get; }

    /// <summary>Keeps the line open until cancelled, then ends without an exception. To be called once.</summary>
    Task RunAsync(CancellationToken cancellationToken);

    /// <summary>Shows on the devices of a counter what they can show. False when something was not written.</summary>
    ValueTask<bool> ShowAsync(PadShow show, CancellationToken cancellationToken);

    /// <summary>Tries a device out.</summary>
    /// <param name="counter">Whose device; ignored where a line has one.</param>
    /// <param name="test">What it shall do.</param>
    /// <param name="text">What it shall show.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken);

    /// <summary>Prints a slip, where the line is a printer's.</summary>
    Task<PrintResult> PrintAsync(Slip slip, CancellationToken cancellationToken);

    /// <summary>Plays a WAV file to its end, where the line is a loudspeaker's; false when it could not.</summary>
    Task<bool> PlayAsync(ReadOnlyMemory<byte> wave, CancellationToken cancellationToken);
}

/// <summary>What a device can be made to do for a trial.</summary>
public enum DeviceTest
{
    /// <summary>A short tone.</summary>
    Beep,

    /// <summary>Print a test ticket.</summary>
    Ticket,

    /// <summary>Show a text.</summary>
    Text,

    /// <summary>Ask for a rating, which belongs to no visit.</summary>
    Rating,
}

/// <summary>What became of a trial.</summary>
public enum TestResult
{
    /// <summary>Written, and answered where the device answers.</summary>
    Done,

    /// <summary>The device has nothing of this kind.</summary>
    NotOfThisDevice,

    /// <summary>The line is down or the device did not answer.</summary>
    Failed,
}
