using Hall.Agent.Clock;
using Hall.Agent.Outbox;
using Hall.Devices.Agents;
using Hall.Devices.Displays;
using Hall.Devices.Lines;
using Hall.Devices.Presses;
using Hall.Devices.Settings;
using Microsoft.Extensions.Logging;

namespace Hall.Agent.Lines;

/// <summary>One open line: its presses go into the outbox, and only what is there is acknowledged.</summary>
public sealed partial class AgentLine : IAsyncDisposable
{
    private readonly PressOutbox _outbox;
    private readonly AgentClock _clock;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILineHost _host;
    private readonly Task _running;
    private LineReport? _told;
    private long _toldOn;

    private AgentLine(DeviceLineSettings line, PressOutbox outbox, AgentClock clock, Action changed,
        Func<DeviceLineSettings, OnPressAsync, ILineHost?> make, ILogger logger)
    {
        (Line, _outbox, _clock, _logger) = (line, outbox, clock, logger);
        _host = make(line, OnPressAsync) ?? throw new NotSupportedException($"No driver speaks '{line.Protocol}'.");
        _host.Changed += changed;
        _running = _host.RunAsync(_stopping.Token);
    }

    /// <summary>Opens a line, and keeps it open; null when it cannot be made of what the hub says, which is logged.</summary>
    /// <param name="line">The line.</param>
    /// <param name="outbox">Where its presses go.</param>
    /// <param name="clock">The clock that the line's instants are of.</param>
    /// <param name="changed">Told when the line's state has changed.</param>
    /// <param name="make">Makes what runs it; null when there is no driver.</param>
    /// <param name="logger">Where changes are written.</param>
    public static AgentLine? Open(
        DeviceLineSettings line, PressOutbox outbox, AgentClock clock, Action changed,
            Func<DeviceLineSettings, OnPressAsync, ILineHost?> make, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(make);
        try
        {
            return new AgentLine(line, outbox, clock, changed, make, logger);
        }
        catch (Exception fault) when (fault is NotSupportedException or FormatException or ArgumentException)
        {
            LogNotMade(logger, line.Name, fault.Message);
            return null;
        }
    }

    /// <summary>The line.</summary>
    public DeviceLineSettings Line { get; }

    /// <summary>How it is.</summary>
    public LineCondition Status => _host.Condition;

    /// <summary>What runs it.</summary>
    public ILineHost Host => _host;

    /// <summary>Whether a report says something that the hub has not heard on this connection.</summary>
    public bool IsNews(LineReport report, long connection)
    {
        ArgumentNullException.ThrowIfNull(report);
        return !(_told is { } told && _toldOn == connection && told with { Pads = report.Pads } == report
            && told.Pads.SequenceEqual(report.Pads));
    }

    /// <summary>The hub has heard a report.</summary>
    public void Told(LineReport report, long connection) => (_told, _toldOn) = (report, connection);

    /// <summary>Shows something on the pads of a counter.</summary>
    public ValueTask<bool> ShowAsync(PadShow show)
    {
        return _host.ShowAsync(show, _stopping.Token);
    }

    /// <summary>Closes the line.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _host.DisposeAsync();
        _stopping.Dispose();
    }

    private Task<PressOutcome> OnPressAsync(DevicePress press, CancellationToken cancel)
    {
        if (press is RatingPressed { Level: PadLevel.Default })
        {
            return Task.FromResult(PressOutcome.Refused);
        }

        try
        {
            if (_outbox.Keep(KeptPress.Of(Line.Hall, press, _clock)))
            {
                return Task.FromResult(PressOutcome.Recorded);
            }

            LogFull(Line.Name);
        }
        catch (IOException fault)
        {
            LogNotKept(Line.Name, fault.Message);
        }

        return Task.FromResult(PressOutcome.NotRecorded);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Line {Line} cannot be opened as the hub describes it: {Reason}")]
    private static partial void LogNotMade(ILogger logger, string line, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox is full; a press on line {Line} was not acknowledged")]
    private partial void LogFull(string line);

    [LoggerMessage(Level = LogLevel.Error, Message = "A press on line {Line} could not be kept and was not acknowledged: {Reason}")]
    private partial void LogNotKept(string line, string reason);
}
