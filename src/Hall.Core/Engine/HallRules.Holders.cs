using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;

namespace Hall.Core.Engine;

public static partial class HallRules
{
    /// <summary>Why a holder may not have one number more; null when they may.</summary>
    private static Decision? MayHold(HallState state, string? holder, bool forAnother, IEnumerable<ServiceCode> services, TicketId? besides = null)
    {
        if (holder is null)
        {
            return null;
        }

        var rules = state.Plan.Rules.Holders;
        var held = state.HeldBy(holder).Where(ticket => ticket.ForAnother == forAnother && ticket.Id != besides).ToList();
        if (forAnother)
        {
            return held.Count < rules.AgentNumbers
                ? null
                : Decision.Reject(RejectionCode.AgentLimit, $"Who comes for others may hold {rules.AgentNumbers} living numbers; this person holds {string.Join(", ", held.Select(ticket => ticket.Number))}.");
        }

        var other = held.Find(ticket => rules.OneNumberPer == NumbersPerHolder.Hall || services.Any(service => Wants(ticket, service)));
        return other is null ? null : Decision.Reject(RejectionCode.AlreadyHolding, $"This person holds the living number {other.Number}.");
    }

    private static Decision? MayHoldAgain(HallState state, Ticket ticket) =>
        MayHold(state, ticket.HolderHash, ticket.ForAnother, ticket.Services.Where(service => service.State != VisitServiceState.Done).Select(service => service.Service), ticket.Id);

    private static Decision Check(HallState state, Counter counter, CheckHolder check)
    {
        if (counter.State != CounterState.Calling || counter.Ticket is not { } id)
        {
            return NoneCalled(counter);
        }

        var ticket = state.Tickets[id];
        if (ticket.HolderHash is not { } holder)
        {
            return Decision.Reject(RejectionCode.NoHolder, $"{ticket.Number} was issued without an identity.");
        }

        if (check.HolderHash is null)
        {
            return check.Reason?.Trim() is { Length: > 0 and <= LongestReason } reason
                ? Decision.Of(new HolderChecked(id, counter.Id, reason))
                : Decision.Malformed("reason", $"To go on without the identity needs a reason of 1 to {LongestReason} characters.");
        }

        return holder == check.HolderHash
            ? Decision.Of(new HolderChecked(id, counter.Id, null))
            : Decision.Reject(RejectionCode.HolderDiffers, $"{ticket.Number} was issued to another identity.");
    }

    private static Decision? MustBeSeen(HallState state, Ticket ticket) =>
        state.Plan.Rules.Holders.CheckAtCall && ticket is { HolderHash: not null, HolderChecked: false }
            ? Decision.Reject(RejectionCode.HolderUnchecked, $"The holder's identity of {ticket.Number} has to be looked at first.")
            : null;

    private static bool Wants(Ticket ticket, ServiceCode service) =>
        ticket.Services.Any(known => known.Service == service && known.State != VisitServiceState.Done);
}
