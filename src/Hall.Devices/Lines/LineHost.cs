using System.IO.Pipelines;
using Hall.Devices.Connections;
using Hall.Devices.Displays;
using Hall.Devices.Links;
using Hall.Devices.Presses;
using Hall.Devices.Slips;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.Lines;

/// <summary>Keeps the line of a device open, asks again and again whether the device is there, and carries its presses.</summary>
/// <param name="link">The line.</param>
/// <param name="device">What hangs on it.</param>
/// <param name="forwarder">Carries the presses of devices that repeat none; null where nothing is pressed.</param>
/// <param name="log">The last frames.</param>
/// <param name="timeProvider">The clock and the timers.</param>
/// <param name="logger">Where changes are written.</param>
public sealed partial class LineHost(
    IDeviceLink link, ILineDevice device, PressForwarder? forwarder, FrameLog log, TimeProvider timeProvider, ILogger logger) : ILineHost
{
    private readonly Trials _trials =
        new(async (show, cancel) => await device.ShowAsync(show, cancel).ConfigureAwait(false), timeProvider, logger);
    private readonly Lock _gate = new();
    private DeviceSupervisor? _supervisor;
    private string _trouble = "";

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public LineCondition Condition
    {
        get
        {
            var counts = device.Counts;
            return new(
                Supervisor.Status, device.LastFrameAt, device.RoundTrip, device.Places,
                counts with { NotRecorded = counts.NotRecorded + (forwarder?.Lost ?? 0) }, device.Trouble);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<FrameNote> Frames => log.Last;

    private DeviceSupervisor Supervisor
    {
        get
        {
            lock (_gate)
            {
                if (_supervisor is null)
                {
                    _supervisor = new(link, TalkAsync, timeProvider, Random.Shared.NextDouble, logger);
                    _supervisor.Changed += _ => Changed?.Invoke();
                    device.PlacesChanged += OnPlacesChanged;
                }

                return _supervisor;
            }
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(Supervisor.RunAsync(cancellationToken), forwarder?.RunAsync(cancellationToken) ?? Task.CompletedTask)
                .ConfigureAwait(false);
        }
        finally
        {
            await device.StopAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ShowAsync(PadShow show, CancellationToken cancellationToken)
    {
        _trials.Keep(show);
        return await device.ShowAsync(show, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken)
    {
        if (device.IsTakenBack(test))
        {
            _trials.Began(counter);
        }

        return device.TestAsync(counter, test, text, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<PrintResult> PrintAsync(Slip slip, CancellationToken cancellationToken)
    {
        Supervisor.Hurry();
        var result = await device.PrintAsync(slip, cancellationToken).ConfigureAwait(false);
        NoteTrouble();
        return result;
    }

    /// <inheritdoc/>
    public async Task<bool> PlayAsync(ReadOnlyMemory<byte> wave, CancellationToken cancellationToken)
    {
        var isPlayed = await device.PlayAsync(wave, cancellationToken).ConfigureAwait(false);
        NoteTrouble();
        return isPlayed;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _trials.Dispose();
        await device.StopAsync().ConfigureAwait(false);
        device.Dispose();
    }

    private void OnPlacesChanged()
    {
        if (device.IsMute is { } isMute)
        {
            Supervisor.SetSilent(isMute, device.SilentReason);
        }

        try
        {
            // Told by the loop that reads the line, which no listener may end.
            Changed?.Invoke();
        }
        catch (Exception fault)
        {
            LogListenerFailed(fault, link.Name);
        }
    }

    private async Task TalkAsync(IDuplexPipe line, CancellationToken cancellationToken)
    {
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var talking = device.TalkAsync(line, session.Token);
        var probing = ProbeAsync(session.Token);
        try
        {
            // A fault in asking opens the line anew too: else nobody would ask again whether the device is there.
            await (await Task.WhenAny(talking, probing).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            await session.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(talking, probing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ProbeAsync(CancellationToken session)
    {
        while (true)
        {
            await Task.Delay(device.ProbeEvery, timeProvider, session).ConfigureAwait(false);
            if (device.ProbeAsync(session) is { } asked)
            {
                var isThere = await asked.ConfigureAwait(false);
                session.ThrowIfCancellationRequested();
                Supervisor.SetSilent(!isThere, device.SilentReason);
            }

            NoteTrouble();
        }
    }

    private void NoteTrouble()
    {
        if (Interlocked.Exchange(ref _trouble, device.Trouble) != device.Trouble)
        {
            Changed?.Invoke();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener to the state of line {Line} failed")]
    private partial void LogListenerFailed(Exception fault, string line);
}
