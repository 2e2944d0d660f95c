using System.Collections.Immutable;
using Hall.Core.Configuration;
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
        if (state.Plan.Rules.WaitingAtDayEnd == WaitingAtDayEnd.Expire)
        {
            foreach (var ticket in state.Tickets.Values.Where(ticket => ticket.State is TicketState.Waiting or TicketState.Held).OrderBy(ticket => ticket.Id))
            {
                events.Add(new TicketExpired(ticket.Id));
            }
        }

        events.Add(new BusinessDayOpened(open.Day));
        return new(events.ToImmutable(), null, []);
    }
}
