using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Engine;

public static partial class HallRules
{
    /// <summary>What a teller puts right about the matters of the citizen who stands there.</summary>
    private static Decision Correct(HallState state, Counter counter, CorrectService correct)
    {
        if (counter.Ticket is not { } id)
        {
            return NoTicket(counter);
        }

        var ticket = state.Tickets[id];
        return (correct.From, correct.To) switch
        {
            (null, { } added) => MayGain(state, ticket, added) ?? (ticket.Services.Length >= MostServices
                ? Decision.Malformed("service", $"{ticket.Number} has {MostServices} services already.")
                : UnlessHeld(state, ticket, [added], lives: true, correct.Ends, Decision.Of(new ServiceAdded(id, added, counter.Id)))),
            ({ } from, { } to) => MayLose(ticket, from) ?? MayGain(state, ticket, to) ?? MustBeServable(state, counter, ticket, from, to)
                ?? UnlessHeld(state, ticket, [to], lives: true, correct.Ends, Decision.Of(new ServiceExchanged(id, from, to, counter.Id))),
            ({ } dropped, null) => MayLose(ticket, dropped) ?? MustRemain(state, counter, ticket, dropped)
                ?? Decision.Of(new ServiceExchanged(id, dropped, null, counter.Id)),
            _ => Decision.Malformed("from", "A correction names the service that goes, the one that comes, or both."),
        };
    }

    /// <summary>Why a visit may not have one service more, whoever asks for it; null when it may.</summary>
    private static Decision? MayGain(HallState state, Ticket ticket, ServiceCode service) =>
        !state.Plan.Services.ContainsKey(service)
            ? Decision.Reject(RejectionCode.UnknownService, $"The catalogue has no service {service}.")
            : ticket.Services.Any(has => has.Service == service)
                ? Decision.Malformed("to", $"{ticket.Number} has service {service} already.")
                : null;

    private static Decision? MayLose(Ticket ticket, ServiceCode service) =>
        ticket.Services.Any(has => has.Service == service && has.State != VisitServiceState.Done)
            ? null : Decision.Malformed("from", $"{ticket.Number} does not wait for {service}.");

    // Who stands at a window is served there: a matter that it may not serve is a transfer.
    private static Decision? MustBeServable(HallState state, Counter counter, Ticket ticket, ServiceCode from, ServiceCode to) =>
        from != ticket.Service || state.Plan.MayServe(counter.Id, to)
            ? null : Decision.Reject(RejectionCode.NotServableHere, $"Counter {counter.Id} may not serve {to}.");

    private static Decision? MustRemain(HallState state, Counter counter, Ticket ticket, ServiceCode dropped)
    {
        var left = ticket.Services.FirstOrDefault(has => has.State != VisitServiceState.Done && has.Service != dropped);
        return left is null
            ? Decision.Malformed("from", $"{dropped} is the last matter of {ticket.Number}; complete it, or change it.")
            : MustBeServable(state, counter, ticket, dropped, left.Service);
    }
}
