using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Devices.Agents;
using Hall.Devices.Lines;
using Hall.Devices.Presses;

namespace Hall.Web.Pads;

/// <summary>One serial line of a hall: presses become commands, and what happens in the hall is shown on the pads.</summary>
public sealed partial class PadBus : IAsyncDisposable
{
    private readonly IHall _hall;
    private readonly PadBusDefinition _definition;
    private readonly ILogger _logger;
    private readonly ILineHost _host;
    private readonly PadStory _story;

    /// <summary>Binds a line to a hall.</summary>
    public PadBus(IHall hall, PadBusDefinition definition, PadLine line, LineFactory factory, ILogger logger)
    {
        (_hall, _definition, _logger) = (hall, definition, logger);
        HashSet<CounterId> counters = [.. definition.Counters.Values];
        _host = factory.Make(line, OnPressAsync) ?? throw new NotSupportedException($"No driver speaks '{line.Protocol}'.");
        _host.Changed += () => StatusChanged?.Invoke();
        // Not awaited: a line that is down must not hold up the next show; each has its own bounded queue.
        _story = new PadStory(hall, counters.Contains, (show, stopping) =>
        {
            _ = _host.ShowAsync(show, stopping).AsTask().ContinueWith(failed => LogNotShown(failed.Exception, line.Name), stopping, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return Task.CompletedTask;
        }, logger);
    }

    /// <summary>The line as the configuration describes it.</summary>
    public PadBusDefinition Definition => _definition;

    /// <summary>What runs it.</summary>
    public ILineHost Host => _host;

    /// <summary>Raised when the line's state has changed.</summary>
    public event Action? StatusChanged;

    /// <summary>Runs until cancelled.</summary>
    public Task RunAsync(CancellationToken stopping)
    {
        // A display keeps what it is told until its line is open. A pad is told at the next call: its line takes no old news.
        if (_definition.Protocol != "ff68")
        {
            foreach (var view in _definition.Counters.Values.Select(_hall.Snapshot.Counter).OfType<CounterView>())
            {
                _ = _host.ShowAsync(PadStory.Now(_hall.Snapshot, view), stopping).AsTask();
            }
        }

        return Task.WhenAll(_host.RunAsync(stopping), _story.RunAsync(stopping));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task<PressOutcome> OnPressAsync(DevicePress press, CancellationToken cancel)
    {
        var snapshot = _hall.Snapshot;
        if (snapshot.Counter(new(press.Counter)) is not { } counter
            || PadTranslation.CommandOf(press, counter, snapshot.Held) is not { } command)
        {
            return PressOutcome.Refused;
        }

        try
        {
            var outcome = await _hall.ExecuteAsync(command, cancellationToken: cancel);
            return outcome.Succeeded && !outcome.Events.Contains("stray-press-counted") ? PressOutcome.Recorded : PressOutcome.Refused;
        }
        catch (JournalUnavailableException unavailable)
        {
            LogNotRecorded(_hall.Id, press.Counter, unavailable.Message);
            return PressOutcome.NotRecorded;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Line {Line} could not show something")]
    private partial void LogNotShown(Exception? fault, string line);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A press at counter {Counter} of hall {Hall} could not be made durable, so the pad was not answered: {Reason}")]
    private partial void LogNotRecorded(HallId hall, string counter, string reason);
}
