using System.IO.Pipelines;
using Hall.Devices.Framing;
using Hall.Devices.Presses;

namespace Hall.Devices.KeyboardPads;

/// <summary>By which file of the system a keyboard-type pad is read.</summary>
public enum KeyboardPadSource
{
    /// <summary><c>/dev/input/event*</c>, with an exclusive grab.</summary>
    InputEvents,

    /// <summary><c>/dev/hidraw*</c>; the desktop still hears the keys, so the udev rule must keep it away.</summary>
    HidReports,
}

/// <summary>Settings of a pad that types.</summary>
/// <param name="Counter">The counter it stands at.</param>
public sealed record KeyboardPadConfig(string Counter)
{
    public KeyboardPadSource Source { get; init; }

    /// <summary>Character → level.</summary>
    public IReadOnlyDictionary<char, PadLevel> Levels { get; init; } = new Dictionary<char, PadLevel>
    {
        ['1'] = PadLevel.VerySatisfied, ['2'] = PadLevel.Satisfied, ['3'] = PadLevel.BasicallySatisfied, ['4'] = PadLevel.Dissatisfied,
        ['5'] = PadLevel.VeryDissatisfied,
    };

    /// <summary>Character → key of the teller; none by default.</summary>
    public IReadOnlyDictionary<char, PadKey> Keys { get; init; } = new Dictionary<char, PadKey>();

    /// <summary>The same key within this is a bouncing one.</summary>
    public TimeSpan Bounce { get; init; } = TimeSpan.FromMilliseconds(300);
}

/// <summary>
/// A USB pad that types a digit or letter, read past the desktop, so that a rating never types into the teller's form. It has no
/// display and hears nothing. Tried with a FIFO in place of the device; the grab itself was not tried.
/// </summary>
/// <param name="config">Settings.</param>
/// <param name="forwarder">Carries the presses; the host runs it.</param>
/// <param name="timeProvider">The clock and the timers.</param>
/// <param name="onKey">Told what each key meant; never which rating.</param>
public sealed class KeyboardPad(KeyboardPadConfig config, PressForwarder forwarder, TimeProvider timeProvider, Action<string>? onKey = null)
{
    private static readonly TimeSpan HalfIsLost = TimeSpan.FromMilliseconds(75);
    private HidReport _held;
    private (char Key, long At)? _last;
    private long _faults;
    private long _keys;
    private long _noise;

    /// <summary>Keys that were read.</summary>
    public long Keys => Interlocked.Read(ref _keys);

    /// <summary>When a key was last read; null if never.</summary>
    public DateTimeOffset? LastKeyAt { get; private set; }

    /// <summary>Records and reports that could not be read.</summary>
    public long Faults => Interlocked.Read(ref _faults);

    /// <summary>Bytes that made no record or report.</summary>
    public long Noise => Interlocked.Read(ref _noise);

    /// <summary>Reads an open device until it ends or breaks, or until cancelled.</summary>
    public Task RunAsync(IDuplexPipe line, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        _held = default;
        return config.Source == KeyboardPadSource.InputEvents
            ? FrameLoop.RunAsync(line.Input, new InputEventReader(OnFault), OnEvent, HalfIsLost, timeProvider, cancellationToken, OnNoise)
            : FrameLoop.RunAsync(line.Input, new HidReportReader(OnFault), OnReport, HalfIsLost, timeProvider, cancellationToken, OnNoise);
    }

    private void OnEvent(InputEvent input)
    {
        // Only the press counts: a held key repeats as value 2, its release is 0.
        if (input is { Type: 1, Value: 1 })
        {
            OnKey(KeyNames.OfLinux(input.Code));
        }
    }

    private void OnReport(HidReport report)
    {
        for (var index = 0; index < 6; index++)
        {
            if (report[index] is not 0 and var usage && !_held.Has(usage))
            {
                OnKey(KeyNames.OfHid(usage));
            }
        }

        _held = report;
    }

    private void OnKey(char key)
    {
        Interlocked.Increment(ref _keys);
        LastKeyAt = timeProvider.GetUtcNow();
        var now = timeProvider.GetTimestamp();
        var isBounce = _last is { } before && before.Key == key && timeProvider.GetElapsedTime(before.At, now) < config.Bounce;
        _last = (key, now);
        if (isBounce)
        {
            onKey?.Invoke("the same key once more, bouncing");
            return;
        }

        if (config.Levels.TryGetValue(key, out var level))
        {
            onKey?.Invoke("rating");
            forwarder.Take(new RatingPressed(Guid.NewGuid(), config.Counter, 0, timeProvider.GetUtcNow(), (byte)key, level));
        }
        else if (config.Keys.TryGetValue(key, out var meaning))
        {
            onKey?.Invoke($"key {meaning}");
            forwarder.Take(new KeyPressed(Guid.NewGuid(), config.Counter, 0, timeProvider.GetUtcNow(), meaning, ""));
        }
        else
        {
            onKey?.Invoke("a key that is not configured");
        }
    }

    private void OnNoise(long bytes) => Interlocked.Add(ref _noise, bytes);

    private void OnFault(FrameFault fault) => Interlocked.Increment(ref _faults);
}
