using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Engine;

public static partial class HallRules
{
    /// <summary>Why a holder may not have one number more; null when they may.</summary>
    private static Decision? MayHold(
        HallState state, string? holder, bool forAnother, IEnumerable<ServiceCode> services, TicketId? besides = null)
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
                : Decision.Reject(
                    RejectionCode.AgentLimit, Invariant($"Who comes for others may hold {rules.AgentNumbers} living numbers; ")
                    + $"this person holds {string.Join(", ", held.Select(ticket => ticket.Number))}.");
        }

        var other = held.Find(ticket => rules.OneNumberPer == NumbersPerHolder.Hall || services.Any(service => Wants(ticket, service)));
        return other is null ? null : AlreadyHolding([other]);
    }

    private static Decision? MayHoldAgain(HallState state, Ticket ticket) =>
        MayHold(state, ticket.HolderHash, ticket.ForAnother, Wanted(state, ticket), ticket.Id);

    private static IEnumerable<ServiceCode> Wanted(HallState state, Ticket ticket) => ticket.Services
        .Where(service => service.State != VisitServiceState.Done)
        .Select(service => state.Plan.SuccessorOf(service.Service) ?? service.Service);

    /// <summary>
    /// A decision that gives a ticket services which its holder may hold one number for. Other living numbers that stand against it are
    /// ended in the same step where the teller says so; one at a window cannot be ended so.
    /// </summary>
    /// <param name="state">The hall.</param>
    /// <param name="ticket">The ticket as it will be.</param>
    /// <param name="gained">What it will wait for and does not now.</param>
    /// <param name="lives">Whether it lives now.</param>
    /// <param name="ends">The numbers that the teller ends.</param>
    /// <param name="decision">What happens when nothing stands against it.</param>
    private static Decision UnlessHeld(
        HallState state, Ticket ticket, IReadOnlyCollection<ServiceCode> gained, bool lives, IReadOnlyList<string> ends, Decision decision)
    {
        if (ticket.HolderHash is not { } holder)
        {
            return decision;
        }

        if (ticket.ForAnother)
        {
            return (lives ? null : MayHoldAgain(state, ticket)) ?? decision;
        }

        var perHall = state.Plan.Rules.Holders.OneNumberPer == NumbersPerHolder.Hall;
        var others = state.HeldBy(holder).Where(other => !other.ForAnother && other.Id != ticket.Id)
            .Where(other => perHall ? !lives : gained.Any(service => Wants(other, service))).ToList();
        return others.TrueForAll(other => ends.Contains(other.Number) && other.State is TicketState.Waiting or TicketState.Held)
            ? decision with { Events = [.. decision.Events, .. others.Select(other => new TicketAbandoned(other.Id, other.HeldSince))] }
            : AlreadyHolding(others);
    }

    private static Decision AlreadyHolding(IReadOnlyList<Ticket> others)
    {
        var numbers = string.Join(", ", others.Select(other => other.Number));
        var rejected = Decision.Reject(RejectionCode.AlreadyHolding, $"This person holds the living number {numbers}.");
        return rejected with { Rejection = rejected.Rejection! with { Numbers = [.. others.Select(other => other.Number)] } };
    }

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
