using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Devices.Agents;
using Hall.Devices.Lines;
using Hall.Devices.Presses;

namespace Hall.Web.Pads;

/// <summary>One open line of a hall: presses become commands, and what happens in the hall is shown on the devices.</summary>
public sealed partial class PadBus : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly IHall _hall;
    private readonly ILogger _logger;
    private readonly PressesSetAside? _aside;
    private readonly ILineHost _host;
    private readonly Task _running;

    /// <summary>Binds a line to a hall and keeps it open until it is disposed of.</summary>
    public PadBus(IHall hall, PadBusDefinition definition, PadLine line, LineFactory factory, PadLines lines, ILogger logger, PressesSetAside? aside = null)
    {
        (_hall, Definition, Line, _logger, _aside) = (hall, definition, line, logger, aside);
        _host = factory.Make(line, OnPressAsync, card => lines.Take(hall.Id, definition, card.Sign, card.Mark))
            ?? throw new NotSupportedException($"No driver speaks '{line.Protocol}'.");
        HashSet<CounterId> counters = [.. definition.Counters.Values];
        // Not awaited: a line that is down must not hold up the next show; each has its own bounded queue.
        var story = new PadStory(hall, counters.Contains, (show, stopping) =>
        {
            _ = _host.ShowAsync(show, stopping).AsTask().ContinueWith(failed => LogNotShown(failed.Exception, line.Name), stopping, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return Task.CompletedTask;
        }, logger);
        ShowWhatIs();
        _running = Task.WhenAll(_host.RunAsync(_stopping.Token), story.RunAsync(_stopping.Token));
    }

    /// <summary>The hall.</summary>
    public HallId Hall => _hall.Id;

    /// <summary>The line as the configuration describes it.</summary>
    public PadBusDefinition Definition { get; }

    /// <summary>The same in the words of the driver.</summary>
    public PadLine Line { get; }

    /// <summary>What runs it.</summary>
    public ILineHost Host => _host;

    /// <summary>Closes the line.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _host.DisposeAsync();
        _stopping.Dispose();
    }

    // A display keeps what it is told until its line is open. A pad is told at the next call: its line takes no old news.
    private void ShowWhatIs()
    {
        if (Definition.Protocol != "ff68")
        {
            foreach (var view in Definition.Counters.Values.Select(_hall.Snapshot.Counter).OfType<CounterView>())
            {
                _ = _host.ShowAsync(PadStory.Now(_hall.Snapshot, view), _stopping.Token).AsTask();
            }
        }
    }

    private async Task<PressOutcome> OnPressAsync(DevicePress press, CancellationToken cancel)
    {
        try
        {
            var snapshot = _hall.Snapshot;
            if (snapshot.Counter(new(press.Counter)) is not { } counter
                || PadTranslation.CommandOf(press, counter, snapshot.Held) is not { } command)
            {
                return PressOutcome.Refused;
            }

            var outcome = await _hall.ExecuteAsync(command, cancellationToken: cancel);
            return outcome is { Succeeded: true, Stray: null } ? PressOutcome.Recorded : PressOutcome.Refused;
        }
        catch (JournalUnavailableException unavailable)
        {
            LogNotRecorded(_hall.Id, press.Counter, unavailable.Message);
            return PressOutcome.NotRecorded;
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            // Unanswered, the pad would repeat it for ever, and a device that repeats nothing would hold up those behind it.
            _aside?.Note(_hall.Id, press.Counter, press.Id, fault);
            return PressOutcome.Refused;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Line {Line} could not show something")]
    private partial void LogNotShown(Exception? fault, string line);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A press at counter {Counter} of hall {Hall} could not be made durable, so the pad was not answered: {Reason}")]
    private partial void LogNotRecorded(HallId hall, string counter, string reason);
}
