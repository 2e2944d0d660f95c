using System.Collections.Immutable;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;
using Hall.Storage.Events;

namespace Hall.Storage.Texts;

/// <summary>
/// The border between events and what is stored of them: rules, state and pages have plain texts, files have sealed ones. The list of
/// what is a text of a visit is that of <see cref="Hall.Core.Privacy.FreeText"/>; a test compares them. What the hall itself says to
/// everybody, such as the reason of a closing, belongs to no visit and stays plain.
/// </summary>
public static class EventTexts
{
    /// <summary>The text of an event about a visit; null where it has none.</summary>
    public static string? Of(HallEvent happened) => happened switch
    {
        TicketCalled called => called.Reason.Text,
        HolderChecked check => check.Reason,
        TicketHeld hold => hold.Reason,
        PriorityChanged change => change.Reason,
        NoteTaken note => note.Text,
        FeedbackGiven given => given.Comment,
        FeedbackFollowedUp again => again.Comment,
        FeedbackExplained explained => explained.Comment,
        MatterDropped dropped => dropped.Reason,
        MatterToldOnce told => told.Note,
        StepGivenBack back => back.Reason,
        StepReturned returned => returned.Note,
        MatterCorrected corrected => corrected.Note,
        MatterExtended extended => extended.Reason,
        MatterFinished finished => finished.Reason,
        MatterDelivered delivered => delivered.Reason,
        EnquiryOpened asked => asked.Text,
        EnquiryAnswered answered => answered.Text,
        _ => null,
    };

    /// <summary>The event with another text.</summary>
    public static HallEvent With(HallEvent happened, string text) => happened switch
    {
        TicketCalled called => called with { Reason = called.Reason with { Text = text } },
        HolderChecked check => check with { Reason = text },
        TicketHeld hold => hold with { Reason = text },
        PriorityChanged change => change with { Reason = text },
        NoteTaken note => note with { Text = text },
        FeedbackGiven given => given with { Comment = text },
        FeedbackFollowedUp again => again with { Comment = text },
        FeedbackExplained explained => explained with { Comment = text },
        MatterDropped dropped => dropped with { Reason = text },
        MatterToldOnce told => told with { Note = text },
        StepGivenBack back => back with { Reason = text },
        StepReturned returned => returned with { Note = text },
        MatterCorrected corrected => corrected with { Note = text },
        MatterExtended extended => extended with { Reason = text },
        MatterFinished finished => finished with { Reason = text },
        MatterDelivered delivered => delivered with { Reason = text },
        EnquiryOpened asked => asked with { Text = text },
        EnquiryAnswered answered => answered with { Text = text },
        _ => happened,
    };

    /// <summary>How the texts of a visit are called.</summary>
    public static string SubjectsOf(TicketId ticket) => FormattableString.Invariant($"ticket/{ticket.Value}/");

    /// <summary>How the texts of whatever an event is about are called; null where it is about no visit, matter or question.</summary>
    public static string? SubjectsOf(HallEvent happened) => happened switch
    {
        MatterEvent about => MatterTexts.SubjectsOf(about.Matter),
        EnquiryOpened asked => MatterTexts.SubjectsOf(asked.Enquiry),
        EnquiryAnswered answered => MatterTexts.SubjectsOf(answered.Enquiry),
        TicketEvent about => SubjectsOf(about.Ticket),
        _ => null,
    };

    /// <summary>How the texts of a matter are called.</summary>
    public static string SubjectsOf(MatterNumber matter) => MatterTexts.SubjectsOf(matter);

    /// <summary>How the text of one event is called.</summary>
    public static string SubjectOf(TicketId ticket, long sequence) => FormattableString.Invariant($"{SubjectsOf(ticket)}{sequence}");

    /// <summary>
    /// How the texts of a visit are called in what is written beside the journal: states of a morning, answers that are kept for a day.
    /// </summary>
    public static string SubjectBeside(TicketId ticket) => $"{SubjectsOf(ticket)}beside";

    /// <summary>An event as people read it.</summary>
    public static HallEvent Opened(TextVault texts, HallEvent happened) =>
        Of(happened) is { } text && text.Contains(TextVault.Beginning, StringComparison.Ordinal) ? With(happened, texts.Open(text))
            : happened;

    /// <summary>A state as the rules know it.</summary>
    public static OpeningState Opened(TextVault texts, OpeningState opening) =>
        opening.Tickets.Any(ticket => In(ticket).Any()) || MatterTexts.In(opening.Matters).Any()
            ? opening with
            {
                Tickets = [.. opening.Tickets.Select(ticket => Mapped(ticket, texts.Open))],
                Matters = MatterTexts.Mapped(opening.Matters, texts.Open),
            }
            : opening;

    /// <summary>
    /// A state to be compared with one that was written down: its texts sealed as they are there, where they say the same or one of the two
    /// was erased.
    /// </summary>
    public static OpeningState WithTextsOf(OpeningState written, OpeningState played, TextVault texts)
    {
        var others = written.Tickets.ToDictionary(ticket => ticket.Id);
        var ofMatters = MatterTexts.In(written.Matters).Select(one => one.Text).ToHashSet();
        return played with
        {
            Tickets = [.. played.Tickets.Select(ticket => others.TryGetValue(ticket.Id, out var other) ? Like(ticket, other) : ticket)],
            Matters = MatterTexts.Mapped(played.Matters, text => ofMatters.FirstOrDefault(same => texts.SaySame(text, same)) ?? text),
        };

        Ticket Like(Ticket ticket, Ticket other)
        {
            var left = new Queue<string>(In(other));
            return Mapped(ticket, text => left.TryDequeue(out var same) && texts.SaySame(text, same) ? same : text);
        }
    }

    /// <summary>An answer as it was given.</summary>
    public static HallOutcome Opened(TextVault texts, HallOutcome outcome) =>
        outcome.Ticket is { } view && In(view.Ticket).Any()
            ? outcome with { Ticket = view with { Ticket = Mapped(view.Ticket, texts.Open) } } : outcome;

    /// <summary>A batch as it is stored: every text of a visit in it sealed. One without texts is handed back as it is.</summary>
    public static JournalBatch Sealed(TextVault texts, JournalBatch batch)
    {
        List<(string Subject, string Plain)>? plain = null;
        foreach (var entry in batch.Entries)
        {
            if (Of(entry.Event) is { Length: > 0 } text && SubjectsOf(entry.Event) is { } subjects)
            {
                (plain ??= []).Add((FormattableString.Invariant($"{subjects}{entry.Sequence}"), text));
            }
        }

        foreach (var ticket in Beside(batch))
        {
            foreach (var text in In(ticket))
            {
                (plain ??= []).Add((SubjectBeside(ticket.Id), text));
            }
        }

        foreach (var one in batch.Openings.SelectMany(opening => MatterTexts.In(opening.Matters)))
        {
            (plain ??= []).Add(one);
        }

        if (plain is null)
        {
            return batch;
        }

        var left = new Queue<string>(texts.Seal(batch.Hall.Value, plain));
        string Next(string text) => text.Length > 0 ? left.Dequeue() : text;
        batch = batch with
        {
            Entries = [.. batch.Entries.Select(entry => SubjectsOf(entry.Event) is not null && Of(entry.Event) is { Length: > 0 } text
                ? entry with { Event = With(entry.Event, Next(text)) } : entry)],
            Openings = [.. batch.Openings.Select(opening =>
                opening with { Tickets = [.. opening.Tickets.Select(ticket => Mapped(ticket, Next))] })],
            Kept = [.. batch.Kept.Select(kept => kept.Outcome.Ticket is { } view
                ? kept with { Outcome = kept.Outcome with { Ticket = view with { Ticket = Mapped(view.Ticket, Next) } } } : kept)],
        };
        return batch with
        {
            Openings = [.. batch.Openings.Select(opening => opening with { Matters = MatterTexts.Mapped(opening.Matters, Next) })],
        };
    }

    /// <summary>A state as it is stored; handed back as it is when it has no text that is not sealed.</summary>
    public static OpeningState Sealed(TextVault texts, string hall, OpeningState opening) =>
        opening.Tickets.Any(HasPlain) ? opening with { Tickets = [.. opening.Tickets.Select(ticket => Sealed(texts, hall, ticket))] }
            : opening;

    /// <summary>An answer as it is stored; handed back as it is when it has no text that is not sealed.</summary>
    public static HallOutcome Sealed(TextVault texts, string hall, HallOutcome outcome) =>
        outcome.Ticket is { } view && HasPlain(view.Ticket)
            ? outcome with { Ticket = view with { Ticket = Sealed(texts, hall, view.Ticket) } } : outcome;

    private static bool HasPlain(Ticket ticket) => In(ticket).Any(text => !text.Contains(TextVault.Beginning, StringComparison.Ordinal));

    private static Ticket Sealed(TextVault texts, string hall, Ticket ticket) => !HasPlain(ticket) ? ticket
        : Mapped(ticket, text => text.Length == 0 || text.Contains(TextVault.Beginning, StringComparison.Ordinal) ? text
            : texts.Seal(hall, SubjectBeside(ticket.Id), text));

    // In the order in which they are sealed.
    private static IEnumerable<Ticket> Beside(JournalBatch batch) => batch.Openings.SelectMany(opening => opening.Tickets)
        .Concat(batch.Kept.Select(kept => kept.Outcome.Ticket?.Ticket).OfType<Ticket>());

    private static IEnumerable<string> In(Ticket ticket) =>
        ticket.Notes.Concat(ticket.Legs.Select(leg => leg.Reason?.Text).OfType<string>()).Where(text => text.Length > 0);

    private static Ticket Mapped(Ticket ticket, Func<string, string> map) => !In(ticket).Any() ? ticket : ticket with
    {
        Notes = [.. ticket.Notes.Select(map)],
        Legs = [.. ticket.Legs.Select(leg => leg.Reason is { Text: { Length: > 0 } text }
            ? leg with { Reason = leg.Reason with { Text = map(text) } } : leg)],
    };
}
