using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;

namespace Hall.Hub.Counters;

/// <summary>
/// Puts one teller in the place of another, or nobody, by the commands that every surface has: the citizen at the window is
/// neither lost nor asked to queue again, and the record says who served when.
/// </summary>
public static class CounterHandover
{
    /// <summary>A teller takes a counter over, with the citizen who is there, and leaves any other counter.</summary>
    /// <returns>The rule that stands against it; null when it was done.</returns>
    public static async Task<Rejection?> TakeOverAsync(IHall hall, CounterId counter, StaffNumber teller)
    {
        var snapshot = await hall.AskAsync(new FreshSnapshot());
        foreach (var other in snapshot.Counters.Where(view => view.Counter.Teller == teller && view.Counter.Id != counter))
        {
            await PutAsideAsync(hall, other, "relief");
        }

        if (snapshot.Counter(counter) is not { } view || view.Counter.Teller == teller)
        {
            return null;
        }

        if (view.Counter.Teller is not null)
        {
            await PutAsideAsync(hall, view, "relief");
        }

        var opened = await hall.ExecuteAsync(new OpenCounter(counter, teller));
        if (opened.Rejection is null && view.Current is { } ticket)
        {
            await hall.ExecuteAsync(new ReturnTicket(counter, ticket.Id));
            if (view.Counter.State == CounterState.Serving)
            {
                await hall.ExecuteAsync(new StartService(counter));
            }
        }

        return opened.Rejection;
    }

    /// <summary>A teller leaves at the end of a shift; the citizen who is there is held for the next one.</summary>
    public static async Task LeaveAsync(IHall hall, CounterId counter, StaffNumber teller)
    {
        var snapshot = await hall.AskAsync(new FreshSnapshot());
        if (snapshot.Counter(counter) is { } view && view.Counter.Teller == teller)
        {
            await PutAsideAsync(hall, view, "hand-over");
        }
    }

    /// <summary>Closes every counter of somebody who may no longer work; whoever is at the window is called next by another.</summary>
    public static async Task DismissAsync(IHall hall, StaffNumber teller)
    {
        var snapshot = await hall.AskAsync(new FreshSnapshot());
        foreach (var view in snapshot.Counters.Where(view => view.Counter.Teller == teller))
        {
            if (view.Current is { } ticket && !await SendBackAsync(hall, snapshot, view.Counter.Id, ticket))
            {
                await hall.ExecuteAsync(new HoldTicket(view.Counter.Id, "dismissed"));
            }

            await hall.ExecuteAsync(new CloseCounter(view.Counter.Id));
        }
    }

    private static async Task<bool> SendBackAsync(IHall hall, HallSnapshot snapshot, CounterId counter, Ticket ticket)
    {
        var zone = snapshot.Plan.Find(ticket.Service)?.Zone ?? ticket.Zone;
        return (await hall.ExecuteAsync(new TransferTicket(counter, null, zone, null, TransferPosition.Front))).Succeeded;
    }

    private static async Task PutAsideAsync(IHall hall, CounterView view, string reason)
    {
        if (view.Current is not null)
        {
            await hall.ExecuteAsync(new HoldTicket(view.Counter.Id, reason));
        }

        // Another teller comes: whoever was sent to this counter waits for them, and is given back when nobody comes.
        await hall.ExecuteAsync(new CloseCounter(view.Counter.Id, SentTickets.Keep));
    }
}
