using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Composition;
using Hall.Devices.Lines;
using Hall.Devices.Presses;
using Hall.Devices.Settings;
using Hall.Devices.Supervision;

namespace Hall.Hub.Devices;

/// <summary>One open line of a hall: presses become commands, and the devices show how their counters are.</summary>
public sealed partial class DeviceLine : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly IHall _hall;
    private readonly PressLog _presses;
    private readonly ILogger _logger;
    private readonly PressesSetAside? _aside;
    private readonly ILineHost _host;
    private readonly CounterId[] _counters;
    private readonly DisplayFeed _feed;
    private readonly Task _running;

    /// <summary>Binds a line to a hall and keeps it open until it is disposed of.</summary>
    public DeviceLine(IHall hall, DeviceLineDefinition definition, DeviceLineSettings line, LineFactory factory,
        DeviceLineSettingsFactory lines, PressLog presses, ILogger logger, PressesSetAside? aside = null)
    {
        (_hall, Definition, Line, _presses, _logger, _aside) = (hall, definition, line, presses, logger, aside);
        _host = factory.Make(line, OnPressAsync, card => lines.Take(hall.Id, definition, card.Sign, card.Mark))
            ?? throw new NotSupportedException($"No driver speaks '{line.Protocol}'.");
        _counters = [.. definition.Counters.Values.Distinct()];
        _feed = new(hall, (show, stopping) =>
        {
            // Not awaited: a line that is down must not hold up the others; each keeps what it should show until it is open.
            _host.ShowAsync(show, stopping).AsTask().GoOn(logger, $"Showing something on line {line.Name}");
            return Task.CompletedTask;
        });
        _running = _host.RunAsync(_stopping.Token);
    }

    /// <summary>The hall.</summary>
    public HallId Hall => _hall.Id;

    /// <summary>The line as the configuration describes it.</summary>
    public DeviceLineDefinition Definition { get; }

    /// <summary>The same in the words of the driver.</summary>
    public DeviceLineSettings Line { get; }

    /// <summary>What runs it.</summary>
    public ILineHost Host => _host;

    /// <summary>Shows on the devices what has changed at their counters.</summary>
    public Task ShowAsync() => _feed.LookAsync(_counters, everything: false, _stopping.Token);

    /// <summary>Closes the line.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _host.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task<PressOutcome> OnPressAsync(DevicePress press, CancellationToken cancel)
    {
        try
        {
            var snapshot = _hall.Snapshot;
            var meaning = snapshot.Counter(new(press.Counter)) is { } counter
                ? PadKeys.Sure(PadTranslation.MeaningOf(press, counter, snapshot.Held), snapshot, counter.Counter.Id, _presses)
                : new(null, RejectionCode.UnknownCounter);
            if (meaning.Command is not { } command)
            {
                _presses.Note(_hall.Id, press, meaning.Reason);
                return PressOutcome.Refused;
            }

            var outcome = await _hall.ExecuteAsync(command, cancellationToken: cancel);
            _presses.Note(_hall.Id, press, outcome);
            return outcome is { Succeeded: true, Stray: null } ? PressOutcome.Recorded : PressOutcome.Refused;
        }
        catch (JournalUnavailableException unavailable)
        {
            LogNotRecorded(_hall.Id, press.Counter, unavailable.Message);
            _presses.Note(_hall.Id, press, RejectionCode.JournalUnavailable);
            return PressOutcome.NotRecorded;
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            // Unanswered, the pad would repeat it for ever, and a device that repeats nothing would hold up those behind it.
            _aside?.Note(_hall.Id, press.Counter, press.Id, fault);
            _presses.Note(_hall.Id, press, PadReason.SetAside);
            return PressOutcome.Refused;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "A press at counter {Counter} of hall {Hall} could not be made durable, so the pad was not answered: {Reason}")]
    private partial void LogNotRecorded(HallId hall, string counter, string reason);
}
