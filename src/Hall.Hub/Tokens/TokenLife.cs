using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;

namespace Hall.Hub.Tokens;

/// <summary>How long a ticket's token opens its page and rates: while the ticket lives, and until the end of the next business
/// day.</summary>
public static class TokenLife
{
    /// <summary>The ticket behind a token; null when the hall forgot it, or its time is over.</summary>
    public static async Task<TicketView?> FindAsync(IHall hall, TicketId ticket, CancellationToken cancellationToken) =>
        await hall.AskAsync(new TicketById(ticket), cancellationToken) is { } view && !IsOver(view.Ticket, hall.Snapshot.Plan, hall.Now)
            ? view
            : null;

    /// <summary>Whether a token is worthless now. The hall may remember the ticket for longer, for its own reasons.</summary>
    public static bool IsOver(Ticket ticket, HallPlan plan, DateTimeOffset now) =>
        !ticket.IsAlive && plan.DayOf(now) > plan.Configuration.Hours.NextOpenDay(LastDayOf(ticket, plan));

    // An expired ticket ended with its business day, whenever the hub got round to writing that down.
    private static DateOnly LastDayOf(Ticket ticket, HallPlan plan) =>
        ticket is { State: not TicketState.Expired, EndedAt: { } ended } && plan.DayOf(ended) is var day && day > ticket.BusinessDay
            ? day
            : ticket.BusinessDay;
}
