using Hall.Core.Identifiers;
using Hall.Core.Tickets;

namespace Hall.Core.Engine;

public static partial class HallRules
{
    private static Decision Change(HallState state, ChangeService change) => WithTicket(state, change.Ticket, ticket =>
    {
        if (ticket.State is not (TicketState.Waiting or TicketState.Held))
        {
            return Decision.Reject(ticket.IsAlive ? RejectionCode.NotWaiting : RejectionCode.TicketEnded, $"{ticket.Number} is not waiting.");
        }

        if (!state.Plan.Services.TryGetValue(change.To, out var wanted))
        {
            return Decision.Reject(RejectionCode.UnknownService, $"The catalogue has no service {change.To}.");
        }

        if (!ticket.Services.Any(service => service.Service == change.From && service.State == VisitServiceState.Pending))
        {
            return Decision.Malformed("from", $"{ticket.Number} does not wait for {change.From}.");
        }

        if (ticket.Services.Any(service => service.Service == change.To))
        {
            return Decision.Malformed("to", $"{ticket.Number} has service {change.To} already.");
        }

        if (!ticket.ForAnother && MayHold(state, ticket.HolderHash, false, [change.To], ticket.Id) is { } holds)
        {
            return holds;
        }

        var exchanged = new ServiceExchanged(ticket.Id, change.From, change.To);
        return ticket.Service == change.From && DueElsewhere(state, ticket, wanted.Zone) is { } due ? Decision.Of(exchanged, due) : Decision.Of(exchanged);
    });

    // A place that was promised by the count of one zone's calls means nothing by the count of another's: as many still go first there.
    private static TicketPostponed? DueElsewhere(HallState state, Ticket ticket, ZoneCode zone)
    {
        var before = state.LineZoneOf(ticket);
        if (ticket.DueAtZoneCall is not { } due || before == zone || ticket.Target.Zone is not null || ticket.Target.Counter is not null)
        {
            return null;
        }

        var left = (int)Math.Max(0, due - state.ZoneCalls(before));
        return new(ticket.Id, left, state.ZoneCalls(zone) + left);
    }
}
