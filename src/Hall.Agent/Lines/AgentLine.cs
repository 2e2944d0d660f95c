using Hall.Agent.Outbox;
using Hall.Devices.Agents;
using Hall.Devices.Ff68;
using Hall.Devices.Presses;
using Microsoft.Extensions.Logging;

namespace Hall.Agent.Lines;

/// <summary>One open line: its presses go into the outbox, and only what is there is acknowledged.</summary>
public sealed partial class AgentLine : IAsyncDisposable
{
    private readonly PressOutbox _outbox;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Ff68BusHost _host;
    private readonly Task _running;

    /// <summary>Opens a line, and keeps it open.</summary>
    /// <param name="line">The line.</param>
    /// <param name="outbox">Where its presses go.</param>
    /// <param name="changed">Told when the line's state has changed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where changes are written.</param>
    public AgentLine(PadLine line, PressOutbox outbox, Action changed, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(line);
        (Line, _outbox, _logger) = (line, outbox, logger);
        _host = new Ff68BusHost(line.ToBusConfig(), OnPressAsync, time, logger);
        _host.StatusChanged += _ => changed();
        _running = _host.RunAsync(_stopping.Token);
    }

    /// <summary>The line.</summary>
    public PadLine Line { get; }

    /// <summary>How it is.</summary>
    public Ff68BusStatus Status => _host.Status;

    /// <summary>Shows something on the pads of a counter.</summary>
    public ValueTask<bool> ShowAsync(PadShow show)
    {
        ArgumentNullException.ThrowIfNull(show);
        return _host.SendAsync(show.Counter, show.ToCommand(), _stopping.Token);
    }

    /// <summary>Closes the line.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
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
            if (_outbox.Keep(KeptPress.Of(Line.Hall, press)))
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox is full; a press on line {Line} was not acknowledged")]
    private partial void LogFull(string line);

    [LoggerMessage(Level = LogLevel.Error, Message = "A press on line {Line} could not be kept and was not acknowledged: {Reason}")]
    private partial void LogNotKept(string line, string reason);
}
