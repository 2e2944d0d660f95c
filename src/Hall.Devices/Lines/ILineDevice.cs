using System.IO.Pipelines;
using Hall.Devices.Displays;
using Hall.Devices.Slips;

namespace Hall.Devices.Lines;

/// <summary>What differs from device to device behind a <see cref="LineHost"/>.</summary>
public interface ILineDevice : IDisposable
{
    /// <summary>
    /// Raised when a device of the line became mute or was heard again, where that is noticed without asking. Handlers return soon.
    /// </summary>
    event Action? PlacesChanged
    {
        add { }
        remove { }
    }

    /// <summary>Each device of the line by address.</summary>
    IReadOnlyList<DeviceStatus> Places { get; }

    /// <summary>What went over the line.</summary>
    LineCounts Counts { get; }

    /// <summary>When a frame was last read.</summary>
    DateTimeOffset? LastFrameAt { get; }

    /// <summary>From the last question to its answer.</summary>
    TimeSpan? RoundTrip => null;

    /// <summary>A code of <see cref="LineTrouble"/>; empty for none.</summary>
    string Trouble => "";

    /// <summary>Whether no device of the line speaks any more, where that is noticed without asking; null elsewhere.</summary>
    bool? IsMute => null;

    /// <summary>Why it is missed while it does not answer, as a sentence for people that <see cref="Links.LinkReason"/> knows.</summary>
    string SilentReason => "The device does not answer. Is it switched on?";

    /// <summary>Talks over an open line until it ends or breaks, or until cancelled.</summary>
    Task TalkAsync(IDuplexPipe line, CancellationToken cancellationToken);

    /// <summary>How often it is asked; with the limits of its answers a device that has gone is known in less than five seconds.</summary>
    TimeSpan ProbeEvery => TimeSpan.FromSeconds(1.5);

    /// <summary>Asks whether somebody is there; null where nothing answers.</summary>
    Task<bool>? ProbeAsync(CancellationToken cancellationToken) => null;

    /// <summary>Shows what it can.</summary>
    Task<bool> ShowAsync(PadShow show, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Whether a trial shows something that has to be taken back by and by.</summary>
    bool IsTakenBack(DeviceTest test) => test is DeviceTest.Text or DeviceTest.Beep;

    /// <summary>Tries it out.</summary>
    Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken);

    /// <summary>Prints.</summary>
    Task<PrintResult> PrintAsync(Slip slip, CancellationToken cancellationToken) =>
        Task.FromResult(new PrintResult(PrintOutcome.NotPrinted, 0, "This line has no printer.", []));

    /// <summary>Plays.</summary>
    Task<bool> PlayAsync(ReadOnlyMemory<byte> wave, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>The line is over for good: ends what is in hand, such as a press that is being recorded, and waits for it.</summary>
    ValueTask StopAsync() => ValueTask.CompletedTask;
}
