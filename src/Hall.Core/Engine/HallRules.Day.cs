using System.Collections.Immutable;
using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Events;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Engine;

public static partial class HallRules
{
    private static Decision OpenDay(HallState state, OpenBusinessDay open, DateTimeOffset now)
    {
        if (open.Day <= state.BusinessDay || open.Day != state.Plan.DayOf(now))
        {
            return Decision.Nothing;
        }

        var events = ImmutableArray.CreateBuilder<HallEvent>();
        if (!state.Plan.KeepsWaitingAfter(open.Day.AddDays(-1)) && state.Closing is not { Waiting: WaitingAtClosing.KeepForNextDay })
        {
            foreach (var ticket in state.Tickets.Values.Where(ticket => ticket.State is TicketState.Waiting or TicketState.Held)
                .OrderBy(ticket => ticket.Id))
            {
                events.Add(new TicketExpired(ticket.Id, ticket.HeldSince));
            }
        }

        else
        {
            events.AddRange(GivenBack(state, counter => counter.State is CounterState.Closed or CounterState.Paused));
        }

        events.Add(new BusinessDayOpened(open.Day));
        return new(events.ToImmutable(), null, []);
    }

    private static Decision CloseForEmergency(HallState state, CloseHall close)
    {
        if (string.IsNullOrWhiteSpace(close.Reason) || close.Reason.Length > LongestReason || !Enum.IsDefined(close.Waiting))
        {
            return Decision.Malformed("reason", $"An emergency closing needs a reason of 1 to {LongestReason} characters.");
        }

        var events = ImmutableArray.CreateBuilder<HallEvent>();
        events.Add(new HallClosed(close.Reason.Trim(), close.Waiting, close.By));
        if (close.Waiting == WaitingAtClosing.Expire)
        {
            events.AddRange(
                state.Tickets.Values.Where(ticket => ticket.State is TicketState.Waiting or TicketState.Held).OrderBy(ticket => ticket.Id)
                .Select(ticket => new TicketExpired(ticket.Id, ticket.HeldSince)));
        }

        return new(events.ToImmutable(), null, []);
    }
}
