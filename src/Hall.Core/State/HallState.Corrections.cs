using System.Collections.Immutable;
using Hall.Core.Counters;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;

namespace Hall.Core.State;

/// <summary>What a teller writes about the citizen who stands there, and puts right about their matters.</summary>
public sealed partial class HallState
{
    /// <summary>An event about a ticket; what was done at a window can be taken back there.</summary>
    private void ApplyToTicket(TicketEvent about, DateTimeOffset at)
    {
        var before = _tickets[about.Ticket];
        var after = Put(Moved(before, TicketAfter(about, before, at)));
        var window = about switch { ServiceAdded added => added.At, ServiceExchanged exchanged => exchanged.At, _ => null };
        if (window is { } id && _counters.TryGetValue(id, out var counter))
        {
            _counters[id] = counter with
            {
                LastAction = new(EventNames.Of(about), at, before, after, counter with { LastAction = null }),
            };
        }
    }

    /// <summary>
    /// What is begun goes on as the other matter, from its beginning: the whole stretch at the window was about that one. Where it was
    /// taken out, the next one begins.
    /// </summary>
    private static Ticket Correct(Ticket ticket, ServiceExchanged corrected)
    {
        var place = ticket.Services.IndexOf(
            ticket.Services.First(service => service.Service == corrected.From && service.State != VisitServiceState.Done));
        var wasBegun = ticket.Services[place].State == VisitServiceState.InService;
        var services = corrected.To is { } to
            ? ticket.Services.SetItem(place, ticket.Services[place] with { Service = to }) : ticket.Services.RemoveAt(place);
        var changed = ticket with { Services = services };
        if (wasBegun)
        {
            changed = changed with { Services = Mark(services, changed.Service, VisitServiceState.InService) };
        }

        return changed.Service == ticket.Service || changed.Periods is not [.., { To: null } open]
            ? changed
            : changed with { Periods = changed.Periods.SetItem(changed.Periods.Length - 1, open with { Service = changed.Service }) };
    }

    private static Ticket Noted(Ticket ticket, NoteTaken note)
    {
        var others = note.Leg is { } leg && leg == ticket.NoteLeg && ticket.Notes.Length > 0
            ? ticket.Notes.RemoveAt(ticket.Notes.Length - 1) : ticket.Notes;
        return ticket with
        {
            Notes = note.Text.Length == 0 ? others : others.Add(note.Text), NoteLeg = note.Text.Length == 0 ? null : note.Leg,
        };
    }

    private static List<BroughtPaper>? Ticked(IReadOnlyList<BroughtPaper> papers, PaperTicked tick)
    {
        var paper = new BroughtPaper(tick.Service, tick.Paper);
        List<BroughtPaper> left = [.. papers.Where(other => other != paper)];
        if (tick.Has)
        {
            left.Add(paper);
        }

        return left.Count == 0 ? null : left;
    }
}
