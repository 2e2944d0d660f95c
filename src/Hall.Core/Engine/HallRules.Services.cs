using System.Collections.Immutable;
using Hall.Core.Commands;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Engine;

public static partial class HallRules
{
    private static Decision Change(HallState state, ChangeService change) => WithTicket(state, change.Ticket, ticket =>
    {
        if (ticket.State is not (TicketState.Waiting or TicketState.Held))
        {
            return Decision.Reject(
                ticket.IsAlive ? RejectionCode.NotWaiting : RejectionCode.TicketEnded, $"{ticket.Number} is not waiting.");
        }

        if (state.Plan.Services.ContainsKey(change.To)
            && !ticket.Services.Any(service => service.Service == change.From && service.State == VisitServiceState.Pending))
        {
            return Decision.Malformed("from", $"{ticket.Number} does not wait for {change.From}.");
        }

        if (MayGain(state, ticket, change.To) is { } forbidden)
        {
            return forbidden;
        }

        if (!ticket.ForAnother && MayHold(state, ticket.HolderHash, false, [change.To], ticket.Id) is { } holds)
        {
            return holds;
        }

        return Decision.Of(new ServiceExchanged(ticket.Id, change.From, change.To));
    });

    /// <summary>
    /// What a publication's choice does to those who have not begun a matter that goes: they get what it becomes, or lose it. A visit with
    /// other matters goes on with them. What a window is dealing with stays what it is until the citizen leaves the window.
    /// </summary>
    private static IEnumerable<HallEvent> Gone(HallState state, IReadOnlyCollection<GoneService> gone) => state.Tickets.Values
        .Where(ticket => ticket.IsAlive)
        .OrderBy(ticket => ticket.Id)
        .SelectMany(ticket => Gone(ticket, [.. gone.Where(one => WaitsFor(ticket, one.Service))]));

    private static IEnumerable<HallEvent> Gone(Ticket ticket, List<GoneService> gone)
    {
        var lost = gone.Where(one => one.Becomes is null).Select(one => one.Service).ToHashSet();
        return ticket.Services.All(service => service.State == VisitServiceState.Done || lost.Contains(service.Service))
            ? [new TicketExpired(ticket.Id, ticket.HeldSince)]
            : gone.Select(one => new ServiceExchanged(ticket.Id, one.Service, one.Becomes));
    }

    private static bool WaitsFor(Ticket ticket, ServiceCode service)
    {
        var atWindow = ticket.State == TicketState.Called ? ticket.Service : (ServiceCode?)null;
        return service != atWindow && ticket.Services.Any(one => one.Service == service && one.State == VisitServiceState.Pending);
    }

    /// <summary>
    /// The same choice for one who leaves a window undone, or comes back, after the service was withdrawn. The last matter is never lost by
    /// it.
    /// </summary>
    /// <param name="state">The hall.</param>
    /// <param name="ticket">The ticket as it stands.</param>
    /// <param name="begun">Whether what was begun is waited for again, as after a transfer; else it goes on as what it is.</param>
    private static ImmutableArray<HallEvent> GoneMeanwhile(HallState state, Ticket ticket, bool begun = false)
    {
        var open = ticket.Services.Where(service => service.State != VisitServiceState.Done).ToList();
        var gone = open.Where(service => begun || service.State == VisitServiceState.Pending).Select(service => service.Service).Distinct()
            .Where(code => state.Plan.SuccessorOf(code) != code).ToList();
        var isLast = open.TrueForAll(service => state.Plan.SuccessorOf(service.Service) is null);
        return
        [
            .. gone.Where(code => !isLast || code != open[0].Service)
                .Select(code => new ServiceExchanged(ticket.Id, code, state.Plan.SuccessorOf(code))),
        ];
    }

    private static bool IsOver(HallState state, Ticket ticket) => ticket.Services.All(service =>
        service.State == VisitServiceState.Done
            || (service.State == VisitServiceState.Pending && state.Plan.SuccessorOf(service.Service) is null));
}
