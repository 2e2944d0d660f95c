using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Events;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Engine;

public static partial class HallRules
{
    private const int LongestNote = 500;

    private static Decision Note(HallState state, Counter counter, TakeNote note)
    {
        var text = note.Text?.Trim() ?? "";
        if (text.Length > LongestNote || (text.Length == 0 && !note.AsWritten))
        {
            return Decision.Malformed("text", $"A note has 1 to {LongestNote} characters.");
        }

        if ((note.About ?? counter.Ticket) is not { } id)
        {
            return NoTicket(counter);
        }

        // What is written while a key of the pad ends the visit is still about that visit, and about no other.
        if (!state.Tickets.TryGetValue(id, out var ticket) || ticket.CurrentLeg?.Counter != counter.Id)
        {
            return Decision.Reject(RejectionCode.NoCurrentTicket, $"Ticket {id} was not at counter {counter.Id}.");
        }

        if (!note.AsWritten)
        {
            return Decision.Of(new NoteTaken(id, counter.Id, text));
        }

        return ticket.NoteBeingWritten == text ? Decision.Nothing : Decision.Of(new NoteTaken(id, counter.Id, text, ticket.Legs.Length));
    }

    private static Decision Tick(HallState state, Counter counter, TickPaper tick)
    {
        if (counter.Ticket is not { } id)
        {
            return NoTicket(counter);
        }

        var ticket = state.Tickets[id];
        if (ticket.Services.All(service => service.Service != tick.Service))
        {
            return Decision.Malformed("service", $"{ticket.Number} is not for {tick.Service}.");
        }

        if (state.Plan.Find(tick.Service)?.PaperOf(tick.Paper ?? "") is not { } paper)
        {
            return Decision.Malformed("paper", $"Service {tick.Service} needs no such paper.");
        }

        return ticket.HasPaper(tick.Service, paper) == tick.Has
            ? Decision.Nothing : Decision.Of(new PaperTicked(id, counter.Id, tick.Service, paper, tick.Has));
    }
}
