using System.IO.Pipelines;
using Hall.Devices.Lines;
using Hall.Devices.Presses;

namespace Hall.Devices.KeyboardPads;

/// <summary>A pad that types. It shows nothing and can be asked nothing.</summary>
/// <param name="config">Settings.</param>
/// <param name="forwarder">Carries the presses.</param>
/// <param name="log">Where keys are noted; which rating it was is not.</param>
/// <param name="timeProvider">The clock.</param>
public sealed class KeyboardDevice(KeyboardPadConfig config, PressForwarder forwarder, FrameLog log, TimeProvider timeProvider)
    : ILineDevice
{
    private readonly KeyboardPad _pad = new(config, forwarder, timeProvider, meaning => log.Add(isSent: false, [], meaning));

    /// <inheritdoc/>
    public IReadOnlyList<DeviceStatus> Places => [new(1, config.Counter, LastFrameAt, 0, false)];

    /// <inheritdoc/>
    public LineCounts Counts => new() { Frames = _pad.Keys, WrongFrames = _pad.Faults, Noise = _pad.Noise };

    /// <inheritdoc/>
    public DateTimeOffset? LastFrameAt => _pad.LastKeyAt;

    /// <inheritdoc/>
    public Task TalkAsync(IDuplexPipe line, CancellationToken cancellationToken) => _pad.RunAsync(line, cancellationToken);

    /// <inheritdoc/>
    public Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken) =>
        Task.FromResult(TestResult.NotOfThisDevice);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
