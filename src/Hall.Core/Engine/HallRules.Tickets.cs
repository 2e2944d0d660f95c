using System.Collections.Immutable;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Forecast;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Engine;

public static partial class HallRules
{
    /// <summary>Most services that one number can be for.</summary>
    public const int MostServices = 10;

    private const int LongestReason = 200;

    // A slip of a visit that is over still carries the way to rate it; one of a ticket that nobody calls any more carries nothing.
    private static Decision Reprint(Ticket ticket) => ticket.State is TicketState.Abandoned or TicketState.Expired
        ? Decision.Reject(RejectionCode.TicketEnded, $"{ticket.Number} has ended; a new number is needed.")
        : Decision.Of(new TicketReprinted(ticket.Id));

    private static Decision Issue(HallState state, IssueTicket issue, DateTimeOffset now)
    {
        if (issue.Services.Count is < 1 or > MostServices)
        {
            return Decision.Malformed("services", $"A ticket is for 1 to {MostServices} services.");
        }

        foreach (var code in issue.Services)
        {
            if (!state.Plan.Services.ContainsKey(code))
            {
                return Decision.Reject(RejectionCode.UnknownService, $"The catalogue has no service {code}.");
            }
        }

        if (issue.Services.Distinct().Count() != issue.Services.Count)
        {
            return Decision.Malformed("services", "A service stands twice in the list.");
        }

        if (!state.Plan.Priorities.ContainsKey(issue.Priority))
        {
            return Decision.Reject(RejectionCode.UnknownPriority, $"The hall has no priority class {issue.Priority}.");
        }

        return MayIssue(state, issue, now) is { } forbidden ? forbidden : Issued(state, issue, now);
    }

    private static Decision? MayIssue(HallState state, IssueTicket issue, DateTimeOffset now)
    {
        if (state.Closing is { } closing)
        {
            return Decision.Reject(RejectionCode.EmergencyClosed, $"The hall is closed: {closing.Reason}");
        }

        var local = state.Plan.Local(now);
        if (!state.Plan.Configuration.Hours.IsOpen(local))
        {
            var left = state.Plan.Configuration.Hours.RemainingOn(local) > TimeSpan.Zero;
            return left
                ? Decision.Reject(RejectionCode.ServiceNotOffered, "The hall issues no tickets at this hour.")
                : Decision.Reject(RejectionCode.ClosedForToday, "The hall issues no more tickets today.");
        }

        if (MayHold(state, issue.HolderHash, issue.ForAnother, issue.Services) is { } holds)
        {
            return holds;
        }

        foreach (var code in issue.Services)
        {
            if (IsQuotaFull(state, state.Plan.Services[code], TimeOnly.FromDateTime(local)))
            {
                return Decision.Reject(RejectionCode.QuotaFull, $"All numbers for service {code} in this period are taken.");
            }
        }

        return null;
    }

    /// <summary>Whether all numbers of a service in the period around a hall-local time are taken.</summary>
    public static bool IsQuotaFull(HallState state, Service service, TimeOnly time) =>
        service.QuotaAt(time) is { } quota && state.NumbersTaken(service.Code, quota) >= quota.Tickets;

    private static Decision Issued(HallState state, IssueTicket issue, DateTimeOffset now)
    {
        var zone = state.Plan.Services[issue.Services[0]].Zone;
        ImmutableArray<string> warnings = [];
        if (!WaitForecast.CanBeServedToday(state, issue.Services, now))
        {
            if (state.Plan.Rules.ServedToday == ServedTodayRule.Refuse)
            {
                return Decision.Reject(RejectionCode.CannotBeServedToday, "There are too many ahead to be served before the hall closes.");
            }

            warnings = [RejectionCode.CannotBeServedToday];
        }

        var issued = new TicketIssued(
            state.NextTicketId, state.NextNumber(zone), state.BusinessDay, zone, [.. issue.Services], issue.Priority,
            issue.Language, issue.Kiosk, issue.HolderHash, WaitForecast.AtIssue(state, issue.Services[0], issue.Priority, now),
                issue.ForAnother, issue.PhoneHash);
        return Decision.Of(issued) with { Warnings = warnings };
    }

    private static Decision Abandon(HallState state, AbandonTicket abandon) => WithTicket(state, abandon.Ticket, ticket =>
        ticket.State is TicketState.Waiting or TicketState.Held
            ? Decision.Of(new TicketAbandoned(ticket.Id, ticket.HeldSince))
            : Decision.Reject(ticket.IsAlive ? RejectionCode.NotWaiting : RejectionCode.TicketEnded, $"{ticket.Number} is not waiting."));

    private static Decision Postpone(HallState state, PostponeTicket postpone, DateTimeOffset now) =>
        WithTicket(state, postpone.Ticket, ticket =>
    {
        if (ticket.State != TicketState.Waiting)
        {
            return Decision.Reject(
                ticket.IsAlive ? RejectionCode.NotWaiting : RejectionCode.TicketEnded, $"{ticket.Number} is not waiting.");
        }

        if (postpone.Places < 1 || postpone.Places > state.Plan.Rules.PostponeLimit)
        {
            return Decision.Malformed("places", Invariant($"One may let 1 to {state.Plan.Rules.PostponeLimit} others pass."));
        }

        var limit = state.Plan.Rules.Postpone;
        if (ticket.Postponements >= limit.Times || ticket.PlacesPassed + postpone.Places > limit.Places)
        {
            return Decision.Reject(
                RejectionCode.PostponeLimit,
                Invariant($"{ticket.Number} may be put off {limit.Times} times and by {limit.Places} places in all; ")
                + Invariant($"{ticket.Postponements} times and {ticket.PlacesPassed} places are used."));
        }

        var turn = state.ZoneCalls(state.LineZoneOf(ticket)) + WaitForecast.AheadInZone(state, ticket, now);
        return Decision.Of(new TicketPostponed(ticket.Id, postpone.Places, Math.Max(turn, ticket.DueAtZoneCall ?? 0) + postpone.Places));
    });

    private static Decision Add(HallState state, AddService add) => WithTicket(state, add.Ticket, ticket =>
    {
        if (!ticket.IsAlive)
        {
            return Decision.Reject(RejectionCode.TicketEnded, $"{ticket.Number} has ended; a new number is needed.");
        }

        if (!state.Plan.Services.ContainsKey(add.Service))
        {
            return Decision.Reject(RejectionCode.UnknownService, $"The catalogue has no service {add.Service}.");
        }

        if (!ticket.ForAnother && MayHold(state, ticket.HolderHash, false, [add.Service], ticket.Id) is { } holds)
        {
            return holds;
        }

        return ticket.Services.Length >= MostServices || ticket.Services.Any(service => service.Service == add.Service)
            ? Decision.Malformed("service", $"{ticket.Number} has this service already, or {MostServices} of them.")
            : Decision.Of(new ServiceAdded(ticket.Id, add.Service));
    });

    private static Decision Change(HallState state, ChangePriority change) => WithTicket(state, change.Ticket, ticket =>
    {
        if (!state.Plan.Priorities.ContainsKey(change.Priority))
        {
            return Decision.Reject(RejectionCode.UnknownPriority, $"The hall has no priority class {change.Priority}.");
        }

        if (string.IsNullOrWhiteSpace(change.Reason) || change.Reason.Length > LongestReason)
        {
            return Decision.Malformed("reason", $"A priority by hand needs a reason of 1 to {LongestReason} characters.");
        }

        return ticket.State == TicketState.Waiting
            ? Decision.Of(new PriorityChanged(ticket.Id, change.Priority, change.Reason.Trim(), change.By))
            : Decision.Reject(ticket.IsAlive ? RejectionCode.NotWaiting : RejectionCode.TicketEnded, $"{ticket.Number} is not waiting.");
    });

    private static Decision Rejoin(HallState state, RejoinTicket rejoin, DateTimeOffset now) => WithTicket(state, rejoin.Ticket, ticket =>
    {
        if (ticket.State != TicketState.NoShow || ticket.EndedAt < state.DayBeganAt)
        {
            return Decision.Reject(RejectionCode.NotNoShow, $"{ticket.Number} was not called in vain today.");
        }

        if (IsOver(state, ticket))
        {
            return Decision.Reject(RejectionCode.TicketEnded, $"{ticket.Service} is no longer offered; a new number is needed.");
        }

        if (MayHoldAgain(state, ticket) is { } holds)
        {
            return holds;
        }

        // A clock that was put back to the day before brings its no-shows back beside the numbers of the day that was too early.
        if (state.FindByNumber(ticket.Number) is { IsAlive: true })
        {
            return Decision.Reject(RejectionCode.TicketEnded, $"{ticket.Number} is someone else's now; a new number is needed.");
        }

        var calls = state.ZoneCalls(state.LineZoneOf(ticket));
        var late = calls - ticket.CalledAtZoneCall;
        var step = state.Plan.Rules.Rejoin.FirstOrDefault(step => late <= step.WithinCalls);
        var rejoined = new TicketRejoined(ticket.Id, step is null ? null : calls + step.AfterCalls);
        return ticket.Target.Counter is { } sent && state.Counters.TryGetValue(sent, out var counter) && counter.GivesBack(now)
            ? Decision.Of([rejoined, new TicketGivenBack(ticket.Id, sent), .. GoneMeanwhile(state, ticket)])
            : Decision.Of([rejoined, .. GoneMeanwhile(state, ticket)]);
    });

    private static Decision WithTicket(HallState state, TicketId id, Func<Ticket, Decision> decide) =>
        state.Tickets.TryGetValue(id, out var ticket)
            ? decide(ticket)
            : Decision.Reject(RejectionCode.UnknownTicket, $"The hall knows no ticket {id}.");
}
