using System.Collections.Immutable;
using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Core.Privacy;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Engine;

/// <summary>A matter begins at a window, in the stay of a citizen who is served there.</summary>
internal static partial class MatterRules
{
    private const int MostPersons = 50;
    private const int MostItems = 10_000;
    private const int LongestReference = 50;

    /// <summary>Opens one matter, or one for each person of an employer.</summary>
    public static Decision Open(HallState state, Counter counter, OpenMatter open, DateTimeOffset now)
    {
        if (counter is not { State: CounterState.Serving, Ticket: { } id, Teller: { } teller })
        {
            return Decision.Reject(RejectionCode.NotStarted, $"Nobody is served at counter {counter.Id}.");
        }

        if (!state.Plan.Services.TryGetValue(open.Service, out var service))
        {
            return Decision.Reject(RejectionCode.UnknownService, $"The catalogue has no service {open.Service}.");
        }

        if (service.Promise is not { } promise)
        {
            return Decision.Reject(MatterCode.NoPromise, $"Service {open.Service} promises no time; nothing is left behind.");
        }

        var ticket = state.Tickets[id];
        if (ticket.Services.All(has => has.Service != open.Service))
        {
            return Decision.Malformed("service", $"{ticket.Number} is not for {open.Service}.");
        }

        if (UnfitNumbers(open) is { } unfit)
        {
            return unfit;
        }

        var today = state.Plan.DayOf(now);
        var all = PapersOf(service).Select(paper => new MatterPaper(paper, PaperState.Missing)).ToImmutableArray();
        var (papers, fault) = Marked(service, all, open.Papers, today, mayFollow: promise.PapersToFollow);
        if (fault is not null)
        {
            return fault;
        }

        var last = state.Matters.LastNumbers.GetValueOrDefault(today.Year);
        List<string?> references = open.Persons.Count > 0 ? [.. open.Persons] : [open.Reference];
        var receipt = MatterNumber.Of(today.Year, last + 1);
        var items = Math.Max(open.Items, open.Persons.Count);
        return new([.. references.Select((reference, place) => new MatterOpened(
            MatterNumber.Of(today.Year, last + 1 + place), receipt, counter.Id, teller, id, ticket.Legs.Length, open.Service, today,
            papers, items, Kept(reference), open.DeliverBy, promise))], null, []);
    }

    private static Decision? UnfitNumbers(OpenMatter open)
    {
        if (open.Items is < 1 or > MostItems)
        {
            return Decision.Malformed("items", Invariant($"A matter is about 1 to {MostItems} things."));
        }

        if (open.Persons.Count > MostPersons || (open.Persons.Count > 0 && open.Reference is not null))
        {
            return Decision.Malformed("persons", Invariant($"One visit opens a matter for each of at most {MostPersons} persons."));
        }

        if (!Enum.IsDefined(open.DeliverBy))
        {
            return Decision.Malformed("deliverBy", "There is no such way.");
        }

        return UnfitReference("reference", open.Reference)
            ?? open.Persons.Select(person => UnfitReference("persons", person)).FirstOrDefault(fault => fault is not null);
    }

    // A case's number stays as it is: a number of a person in its place would stay for ever, so it is refused and not blanked.
    private static Decision? UnfitReference(string field, string? reference) =>
        reference?.Length > LongestReference || reference?.Any(char.IsControl) == true
            ? Decision.Malformed(field, Invariant($"A case's number has up to {LongestReference} characters."))
            : reference is not null && PrivateNumbers.Blanked(reference) != reference
                ? Decision.Malformed(field, "That is the number of a person or a telephone. Give the number of the case.")
                : null;

    private static Decision Drop(Matter matter, DropMatter drop, StaffNumber by, DateOnly today)
    {
        if (Unfit("reason", drop.Reason, LongestReason, needed: true) is { } unfit)
        {
            return unfit;
        }

        if (matter.AcceptedOn is not null)
        {
            return Decision.Reject(MatterCode.MatterAccepted, $"{matter.Number} is accepted; it is finished, not dropped.");
        }

        if (by != matter.Opener)
        {
            return Decision.Reject(MatterCode.NotYours, $"{matter.Opener} opened {matter.Number}, and nobody else drops it.");
        }

        return today == matter.OpenedOn
            ? Decision.Of(new MatterDropped(matter.Number, by, today, drop.Reason.Trim()))
            : Decision.Reject(MatterCode.DayOver, FormattableString.Invariant(
                $"{matter.Number} was opened on {matter.OpenedOn:yyyy-MM-dd} and is dropped on that day only."));
    }

    private static Decision Reference(Matter matter, NoteReference note, StaffNumber by)
    {
        if (string.IsNullOrWhiteSpace(note.Reference))
        {
            return Decision.Malformed("reference", Invariant($"A case's number has 1 to {LongestReference} characters."));
        }

        if (UnfitReference("reference", note.Reference.Trim()) is { } unfit)
        {
            return unfit;
        }

        if (matter.Stage.IsFinished())
        {
            return Decision.Reject(MatterCode.AlreadyFinished, $"{matter.Number} is finished.");
        }

        return matter.Reference == note.Reference.Trim()
            ? Decision.Nothing : Decision.Of(new MatterReferenced(matter.Number, by, note.Reference.Trim()));
    }
}
