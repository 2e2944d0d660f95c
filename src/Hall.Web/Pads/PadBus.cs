using System.Threading.Channels;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;
using Hall.Devices.Ff68;
using Hall.Devices.Presses;

namespace Hall.Web.Pads;

/// <summary>One serial line of a hall: presses become commands, and what happens in the hall is shown on the pads.</summary>
public sealed partial class PadBus : IAsyncDisposable
{
    private readonly IHall _hall;
    private readonly PadBusDefinition _definition;
    private readonly ILogger _logger;
    private readonly Ff68BusHost _host;
    private readonly HashSet<CounterId> _counters;

    /// <summary>Binds a line to a hall.</summary>
    public PadBus(IHall hall, PadBusDefinition definition, TimeProvider time, ILogger logger)
    {
        (_hall, _definition, _logger) = (hall, definition, logger);
        _counters = [.. definition.Counters.Values];
        _host = new Ff68BusHost(ConfigOf(definition), OnPressAsync, time, logger);
    }

    /// <summary>The line as the configuration describes it.</summary>
    public PadBusDefinition Definition => _definition;

    /// <summary>How the line is.</summary>
    public Ff68BusStatus Status => _host.Status;

    /// <summary>Raised when the line's state has changed.</summary>
    public event Action<Ff68BusStatus>? StatusChanged
    {
        add => _host.StatusChanged += value;
        remove => _host.StatusChanged -= value;
    }

    /// <summary>Runs until cancelled.</summary>
    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(_host.RunAsync(stopping), ShowAsync(stopping));

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static Ff68BusConfig ConfigOf(PadBusDefinition definition) => new()
    {
        PortName = definition.Port,
        BaudRate = definition.BaudRate,
        Counters = definition.Counters.ToDictionary(
            pair => byte.Parse(pair.Key, System.Globalization.CultureInfo.InvariantCulture), pair => pair.Value.Value),
        Map = Ff68Map.Of(definition.Family == "zero-based" ? Ff68Family.ZeroToThree : Ff68Family.OneToFour),
    };

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

    private async Task ShowAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            using var subscription = _hall.Subscribe();
            try
            {
                await foreach (var entry in subscription.Entries.ReadAllAsync(stopping))
                {
                    if (entry.Event is TicketAtCounterEvent happened && _counters.Contains(happened.Counter))
                    {
                        await TellAsync(happened, stopping);
                    }
                }
            }
            catch (Exception overrun) when (overrun is SubscriptionOverrunException or ChannelClosedException { InnerException: SubscriptionOverrunException })
            {
                LogBehind(_hall.Id, _definition.Name);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task TellAsync(TicketAtCounterEvent happened, CancellationToken stopping)
    {
        var counter = happened.Counter.Value;
        switch (happened)
        {
            case TicketCalled or TicketReturned or TicketRecalled:
                var view = await _hall.AskAsync(new TicketById(happened.Ticket), stopping);
                await _host.SendAsync(counter, ShowTicket.Of(view?.Ticket.Number ?? "", WaitingAt(happened.Counter)), stopping);
                break;
            case ServiceCompleted { Then: not AfterService.NextBeginsHere }:
                await _host.SendAsync(counter, new StartEvaluation(), stopping);
                break;
            case TicketNoShow or TicketHeld or TicketTransferred:
                await _host.SendAsync(counter, new ShowTicket(null, WaitingAt(happened.Counter)), stopping);
                break;
        }
    }

    private int? WaitingAt(CounterId counter)
    {
        HallSnapshot snapshot = _hall.Snapshot;
        return snapshot.Counter(counter) is { } view ? snapshot.Zone(view.Counter.Zone)?.Waiting : null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A press at counter {Counter} of hall {Hall} could not be made durable, so the pad was not answered: {Reason}")]
    private partial void LogNotRecorded(HallId hall, string counter, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The pads of bus {Bus} in hall {Hall} fell behind and start from the present")]
    private partial void LogBehind(HallId hall, string bus);
}
