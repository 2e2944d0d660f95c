using System.Buffers.Binary;
using System.Security.Cryptography;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.State;
using Hall.Core.Tickets;
using Hall.Storage.Events;

namespace Hall.Hub.Engine;

/// <summary>One turn of a hall's loop: decides commands one after another, each on the state that the one before left.</summary>
internal sealed class CommandBatch(HallId hall, HallState state, HallClock clock, IdempotencyStore kept)
{
    private readonly List<JournalEntry> _entries = [];
    private readonly Dictionary<TicketId, Ticket> _tickets = [];
    private readonly List<OpeningState> _openings = [];
    private readonly List<IdempotentOutcome> _toKeep = [];

    public IReadOnlyList<JournalEntry> Entries => _entries;

    public bool IsEmpty => _entries.Count == 0 && _toKeep.Count == 0;

    /// <summary>The turn's clock: the hall's own from the moment when the turn is durable.</summary>
    public HallClock Clock => clock;

    public JournalBatch ToBatch() =>
        new(hall, _entries, _tickets.Values, _openings, _toKeep) { Plan = state.IsFounded ? state.Plan : null };

    /// <summary>Does what time alone makes due: a new business day begins, and tickets that wait for a counter which is away are given
    /// back.</summary>
    public void KeepTime()
    {
        BeginDayIfDue();
        if (state.IsFounded && state.SentTickets.Any())
        {
            var now = clock.Now();
            Apply(HallRules.Decide(state, new GiveBackTickets(), now), now);
        }
    }

    /// <summary>Begins a new business day when the hall's date has changed.</summary>
    private void BeginDayIfDue()
    {
        if (!state.IsFounded)
        {
            return;
        }

        var now = clock.Now();
        var day = state.Plan.DayOf(now);
        if (day > state.BusinessDay)
        {
            // Nobody may know beforehand which of the day's matters are looked at again.
            var seed = BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(long)));
            Apply(HallRules.Decide(state, new DrawChecks(state.BusinessDay, seed), now), now);
            Apply(HallRules.Decide(state, new OpenBusinessDay(day), now), now);
            Apply(HallRules.Decide(state, new PassDeadlines(day), now), now);
        }
    }

    /// <summary>Decides one command and applies what it causes.</summary>
    /// <exception cref="IdempotencyConflictException">Its key was used with another body.</exception>
    public HallOutcome Execute(HallCommand command, Idempotency? idempotency)
    {
        if (idempotency is not null && kept.Find(idempotency) is { } first)
        {
            return first;
        }

        var now = clock.Now();
        var before = command is CounterCommand { Counter: var at } && state.Counters.TryGetValue(at, out var counter)
            ? counter.Ticket
            : null;
        if (command is CorrectClock correct)
        {
            clock.Correct(correct.To);
            now = correct.To;
        }

        var decision = HallRules.Decide(state, command, now);
        var firstSequence = state.Sequence + 1;
        Apply(decision, now);
        if (command is CorrectClock)
        {
            BeginDayIfDue();
        }

        var outcome = OutcomeOf(command, decision, decision.Events.IsEmpty ? 0 : firstSequence, before, now);
        if (idempotency is not null)
        {
            var keep = new IdempotentOutcome(idempotency, outcome);
            _toKeep.Add(keep);
            kept.Add(keep, now);
        }

        return outcome;
    }

    /// <summary>Decides one command and applies what it causes, for who asks for no view of it.</summary>
    public Decision Carry(HallCommand command)
    {
        var now = clock.Now();
        var decision = HallRules.Decide(state, command, now);
        Apply(decision, now);
        return decision;
    }

    private void Apply(Decision decision, DateTimeOffset now)
    {
        foreach (var happened in decision.Events)
        {
            var before = happened is ClockCorrected or ConfigurationPublished or DispatchChanged ? state.Tickets.ToDictionary() : null;
            state.Apply(happened, now);
            _entries.Add(new(state.Sequence, now, happened));
            if (happened is BusinessDayOpened)
            {
                _openings.Add(state.ToOpeningState());
            }

            Note(happened);
            NoteChanged(before);
        }
    }

    // What concerns the whole hall changes few of its tickets or none; writing them all would make everyone wait.
    private void NoteChanged(Dictionary<TicketId, Ticket>? before)
    {
        if (before is null)
        {
            return;
        }

        foreach (var (id, ticket) in state.Tickets)
        {
            if (!ReferenceEquals(before.GetValueOrDefault(id), ticket))
            {
                _tickets[id] = ticket;
            }
        }
    }

    private void Note(HallEvent happened)
    {
        var id = happened switch
        {
            TicketEvent about => about.Ticket,
            ActionUndone undone => undone.Ticket,
            _ => null,
        };
        if (id is { } changed && state.Tickets.TryGetValue(changed, out var ticket))
        {
            _tickets[changed] = ticket;
        }
    }

    private HallOutcome OutcomeOf(HallCommand command, Decision decision, long firstSequence, TicketId? before, DateTimeOffset now)
    {
        if (decision.Rejection is { } rejection)
        {
            return new() { Rejection = rejection, At = now };
        }

        var counter = command is CounterCommand { Counter: var at } ? state.Counters.GetValueOrDefault(at) : null;
        var ticket = TicketOf(decision) ?? (decision.Events.IsEmpty ? null : counter?.Ticket ?? before);
        return new()
        {
            FirstSequence = firstSequence,
            Events = [.. decision.Events.Select(EventNames.Of)],
            At = now,
            Ticket = ticket is { } id && state.Tickets.TryGetValue(id, out var found) ? SnapshotBuilder.ViewOf(state, found, now) : null,
            RatedLeg = decision.Events.OfType<FeedbackGiven>().FirstOrDefault()?.Leg,
            Stray = decision.Events.OfType<UnmatchedPressCounted>().FirstOrDefault()?.Kind,
            Counter = counter,
            Matters = MattersOf(decision),
            Enquiry = decision.Events.Select(EnquiryOf).FirstOrDefault(number => number is not null),
            Warnings = decision.Warnings,
        };
    }

    private static List<MatterNumber>? MattersOf(Decision decision) =>
        decision.Events.OfType<MatterEvent>().Select(about => about.Matter).Distinct().ToList() is { Count: > 0 } matters ? matters : null;

    private static long? EnquiryOf(HallEvent happened) => happened switch
    {
        EnquiryOpened asked => asked.Enquiry,
        EnquiryAnswered answered => answered.Enquiry,
        _ => null,
    };

    private static TicketId? TicketOf(Decision decision)
    {
        foreach (var happened in decision.Events)
        {
            // A counter that closes concerns nobody at the window; who waited for it has its own events.
            if (happened is TicketEvent about and not TicketGivenBack)
            {
                return about.Ticket;
            }

            if (happened is ActionUndone undone)
            {
                return undone.Ticket;
            }
        }

        return null;
    }
}
