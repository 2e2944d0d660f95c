using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Dispatch;
using Hall.Core.Events;
using Hall.Core.State;

namespace Hall.Core.Engine;

public static partial class HallRules
{
    private const string RulesPath = "rules.";

    private static Decision ChangeDispatchOf(HallState state, ChangeDispatch change)
    {
        if (change.By is { Length: > LongestReason })
        {
            return Decision.Malformed("by", $"A name has at most {LongestReason} characters.");
        }

        if (change.Change.Classes?.FirstOrDefault(known => !state.Plan.Priorities.ContainsKey(known.Priority)) is { } unknown)
        {
            return Decision.Reject(RejectionCode.UnknownPriority, $"The hall has no priority class {unknown.Priority}.");
        }

        if (change.Change.Counters?.FirstOrDefault(known => !state.Plan.Counters.ContainsKey(known.Counter)) is { } nowhere)
        {
            return Decision.Reject(RejectionCode.UnknownCounter, $"The hall has no counter {nowhere.Counter}.");
        }

        var before = state.Plan.Configuration;
        var after = change.Change.In(before);
        if (Starvation.In(after) is { } starved && Starvation.In(before) != starved)
        {
            return Decision.Reject(RejectionCode.WouldStarve, starved);
        }

        return FaultBetween(before, after) is { } fault
            ? Decision.Malformed(
                fault.Path.StartsWith(RulesPath, StringComparison.Ordinal) ? fault.Path[RulesPath.Length..] : fault.Path, fault.Message)
            : Decision.Of(new DispatchChanged(change.Change, change.By));
    }

    private static Decision Give(HallState state, DateTimeOffset now, IDispatchPolicy policy)
    {
        if (state.Plan.Rules.DispatchMode != DispatchMode.HallGives)
        {
            return Decision.Nothing;
        }

        foreach (var counter in Rested(state, now).OrderByDescending(counter => LongestIdle.IdleTime(counter, now))
            .ThenBy(counter => counter.Id.Value, StringComparer.Ordinal))
        {
            if (policy.Choose(state, counter.Id, now) is { } next)
            {
                return Decision.Of(new TicketCalled(next.Ticket.Id, counter.Id, counter.Teller!.Value, next.Reason));
            }
        }

        return Decision.Nothing;
    }

    /// <summary>The free counters that have rested long enough to be given a ticket.</summary>
    private static IEnumerable<Counter> Rested(HallState state, DateTimeOffset now) =>
        state.Counters.Values.Where(counter => counter.IsFree && (now - counter.Since).TotalSeconds >= state.Plan.Rules.RestSeconds);
}
