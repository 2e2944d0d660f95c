using System.Threading.Channels;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Devices.Agents;
using Hall.Devices.Ff68;

namespace Hall.Web.Pads;

/// <summary>Follows a hall and tells the pads of some of its counters what they should show.</summary>
/// <param name="hall">The hall.</param>
/// <param name="concerns">Whether a counter has a pad here.</param>
/// <param name="tell">Tells the devices of a counter.</param>
/// <param name="logger">Where falling behind is written.</param>
public sealed partial class PadStory(
    IHall hall, Func<CounterId, bool> concerns, Func<PadShow, CancellationToken, Task> tell, ILogger logger)
{
    /// <summary>Follows until cancelled.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            using var subscription = hall.Subscribe();
            try
            {
                await foreach (var entry in subscription.Entries.ReadAllAsync(stopping))
                {
                    if (entry.Event is TicketAtCounterEvent happened && concerns(happened.Counter)
                        && await ShowOfAsync(happened, stopping) is { } show)
                    {
                        await tell(show, stopping);
                    }
                }
            }
            catch (Exception overrun) when (overrun is SubscriptionOverrunException or ChannelClosedException { InnerException: SubscriptionOverrunException })
            {
                LogBehind(hall.Id);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>What the devices of the counter should show now, when they have just been connected.</summary>
    public static PadShow Now(HallSnapshot snapshot, CounterView view) => view.Current is { } ticket
        ? Of(snapshot.Hall, view.Counter.Id, ticket.Number, snapshot.Zone(view.Counter.Zone)?.Waiting)
        : Of(snapshot.Hall, view.Counter.Id, "", snapshot.Zone(view.Counter.Zone)?.Waiting);

    private static PadShow Of(HallId hall, CounterId counter, string number, int? waiting) =>
        PadShow.Of(hall.Value, counter.Value, ShowTicket.Of(number, waiting)) with { Ticket = number };

    private async Task<PadShow?> ShowOfAsync(TicketAtCounterEvent happened, CancellationToken stopping)
    {
        switch (happened)
        {
            case TicketCalled or TicketReturned or TicketRecalled or ServiceStarted:
                var view = await hall.AskAsync(new TicketById(happened.Ticket), stopping);
                return Of(hall.Id, happened.Counter, view?.Ticket.Number ?? "", WaitingAt(happened.Counter)) with { Serving = happened is ServiceStarted };
            case ServiceCompleted { Then: not AfterService.NextBeginsHere }:
                return PadShow.Of(hall.Id.Value, happened.Counter.Value, new StartEvaluation());
            case TicketNoShow or TicketHeld or TicketTransferred:
                return Of(hall.Id, happened.Counter, "", WaitingAt(happened.Counter));
            default:
                return null;
        }
    }

    private int? WaitingAt(CounterId counter)
    {
        var snapshot = hall.Snapshot;
        return snapshot.Counter(counter) is { } view ? snapshot.Zone(view.Counter.Zone)?.Waiting : null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The pads of hall {Hall} fell behind and start from the present")]
    private partial void LogBehind(HallId hall);
}
