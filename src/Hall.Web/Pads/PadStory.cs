using System.Threading.Channels;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Devices.Ff68;

namespace Hall.Web.Pads;

/// <summary>Follows a hall and tells the pads of some of its counters what they should show.</summary>
/// <param name="hall">The hall.</param>
/// <param name="concerns">Whether a counter has a pad here.</param>
/// <param name="tell">Tells the pads of a counter.</param>
/// <param name="logger">Where falling behind is written.</param>
public sealed partial class PadStory(
    IHall hall, Func<CounterId, bool> concerns, Func<CounterId, Ff68Command, CancellationToken, Task> tell, ILogger logger)
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
                        && await CommandOfAsync(happened, stopping) is { } command)
                    {
                        await tell(happened.Counter, command, stopping);
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

    /// <summary>What a pad of the counter should show now, when it has just been connected.</summary>
    public static ShowTicket Now(HallSnapshot snapshot, CounterView view) => view.Current is { } ticket
        ? ShowTicket.Of(ticket.Number, snapshot.Zone(view.Counter.Zone)?.Waiting)
        : new ShowTicket(null, snapshot.Zone(view.Counter.Zone)?.Waiting);

    private async Task<Ff68Command?> CommandOfAsync(TicketAtCounterEvent happened, CancellationToken stopping)
    {
        switch (happened)
        {
            case TicketCalled or TicketReturned or TicketRecalled:
                var view = await hall.AskAsync(new TicketById(happened.Ticket), stopping);
                return ShowTicket.Of(view?.Ticket.Number ?? "", WaitingAt(happened.Counter));
            case ServiceCompleted { Then: not AfterService.NextBeginsHere }:
                return new StartEvaluation();
            case TicketNoShow or TicketHeld or TicketTransferred:
                return new ShowTicket(null, WaitingAt(happened.Counter));
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
