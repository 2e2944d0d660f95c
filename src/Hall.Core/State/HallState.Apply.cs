using System.Collections.Immutable;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;

namespace Hall.Core.State;

public sealed partial class HallState
{
    private const int RememberedPresses = 5_000;

    /// <summary>Takes up one event. The same events in the same order always give the same state.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="at">When it happened, UTC.</param>
    public void Apply(HallEvent happened, DateTimeOffset at)
    {
        Sequence++;
        LastEventAt = at;
        switch (happened)
        {
            case ConfigurationPublished published: Publish(ConfigurationEvents.After(_plan?.Configuration, happened)!,
                published.Gone ?? []); break;
            case DispatchChanged: Publish(ConfigurationEvents.After(_plan?.Configuration, happened)!, []); break;
            case TellersSet: PutInForce(ConfigurationEvents.After(Plan.Configuration, happened)!, Plan.Withdrawn); break;
            case BusinessDayOpened opened: BeginDay(opened.Day, at); break;
            case ClockCorrected corrected: CorrectTo(corrected.To); break;
            case FeedbackGiven given: Rate(given); break;
            case UnmatchedPressCounted stray: CountStray(stray); break;
            case FeedbackSetAside aside: SetAside(aside); break;
            case FeedbackFollowedUp or FeedbackDefaulted: break;
            case FeedbackExplained explained: Explain(explained); break;
            case HelpRequested help:
                _helpWanted[help.Request] = help;
                NextHelpRequest = help.Request + 1;
                break;
            case HallClosed closed: Closing = closed; break;
            case HallReopened: Closing = null; break;
            case HelpAnswered help: _helpWanted.Remove(help.Request); break;
            case TicketIssued issued: Issue(issued, at); break;
            case TicketAtCounterEvent atCounter: ApplyAtCounter(atCounter, at); break;
            case TicketEvent about: ApplyToTicket(about, at); break;
            case MatterEvent or EnquiryOpened or EnquiryAnswered or AbsenceDeclared or RosterSet or WorkCalendarPublished:
                Matters = MatterBooks.After(Matters, happened, at);
                break;
            case ActionUndone undone: Undo(undone); break;
            case CounterEvent counter: ApplyToCounter(counter, at); break;
            default: throw new InvalidOperationException($"No rule says what {happened.GetType().Name} changes.");
        }
    }

    // Every change of the document goes through here, so that none is without a sequence of its own.
    private void PutInForce(HallConfiguration configuration, IReadOnlyDictionary<ServiceCode, WithdrawnService> withdrawn) =>
        _plan = new HallPlan(configuration, withdrawn, Sequence);

    private void Issue(TicketIssued issued, DateTimeOffset at)
    {
        NextTicketId = new(issued.Ticket.Value + 1);
        if (!_lastNumbers.TryGetValue(issued.BusinessDay, out var numbers))
        {
            _lastNumbers[issued.BusinessDay] = numbers = [];
        }

        numbers[issued.Zone] = TicketNumber.CountOf(issued.Number, issued.Zone);
        Today = Today with { Issued = Today.Issued + 1 };
        Put(new Ticket
        {
            Id = issued.Ticket,
            Number = issued.Number,
            BusinessDay = issued.BusinessDay,
            IssuedAt = at,
            Zone = issued.Zone,
            Services = [.. issued.Services.Select(service => new VisitService(service))],
            Priority = issued.Priority,
            Language = issued.Language,
            Kiosk = issued.Kiosk,
            HolderHash = issued.HolderHash,
            ForAnother = issued.ForAnother,
            PhoneHash = issued.PhoneHash,
            Forecast = issued.Forecast,
            WaitingSince = at,
            Periods = [new Period(PeriodKind.Wait, at, null, 1, issued.Services[0], null, null)],
        });
    }

    /// <summary>
    /// Stores a ticket in its new form and keeps lines, look-ups and the day's totals in step. Whoever waits or is held stands where
    /// some counter of the plan may call them, whichever way they came there.
    /// </summary>
    /// <returns>The ticket as it was stored.</returns>
    private Ticket Put(Ticket after)
    {
        after = Callable(after);
        if (_tickets.TryGetValue(after.Id, out var before))
        {
            if (before.State == TicketState.Waiting)
            {
                Lines.Remove(before, LineZoneOf(before));
            }

            Count(before, -1);
        }

        var legs = ServedLegs(after) - (before is null ? 0 : ServedLegs(before));
        Today = legs == 0 ? Today : Today with { LegsServed = Today.LegsServed + legs };

        _tickets[after.Id] = after;
        Count(after, 1);
        CountQuotas(before, after);
        if (after.State == TicketState.Waiting)
        {
            Lines.Add(after, LineZoneOf(after));
        }

        NoteHeld(after);
        Index(after);
        return after;
    }

    private void NoteHeld(Ticket ticket)
    {
        if (ticket.State == TicketState.Held)
        {
            _held[ticket.Id] = ticket;
        }
        else
        {
            _held.Remove(ticket.Id);
        }

        if (ticket is { State: TicketState.Waiting or TicketState.Held, Target.Counter: not null })
        {
            _sent.Add(ticket.Id);
        }
        else
        {
            _sent.Remove(ticket.Id);
        }
    }

    private void Index(Ticket ticket)
    {
        if (ticket.IsAlive)
        {
            _aliveByNumber[ticket.Number] = ticket.Id;
            if (ticket.HolderHash is { } holder)
            {
                _aliveByHolder[holder] = [.. HeldBy(holder).Select(held => held.Id).Except([ticket.Id]), ticket.Id];
            }
        }
        else
        {
            // Yesterday's ticket may be rated while another person holds the same number today.
            Forget(_aliveByNumber, ticket.Number, ticket.Id);
            if (ticket.HolderHash is { } holder)
            {
                _aliveByHolder[holder] = [.. HeldBy(holder).Select(held => held.Id).Except([ticket.Id])];
                if (_aliveByHolder[holder].Length == 0)
                {
                    _aliveByHolder.Remove(holder);
                }
            }
        }
    }

    private static void Forget(Dictionary<string, TicketId> alive, string key, TicketId ticket)
    {
        if (alive.TryGetValue(key, out var known) && known == ticket)
        {
            alive.Remove(key);
        }
    }

    // Of this day: a stay that ended when its ticket was put aside on another day was served on that one.
    private int ServedLegs(Ticket ticket)
    {
        var served = 0;
        foreach (var leg in ticket.Legs)
        {
            served += leg is { Served: true, EndedAt: { } ended } && ended >= DayBeganAt ? 1 : 0;
        }

        return served;
    }

    private void Count(Ticket ticket, int by) => Today = ticket.State switch
    {
        TicketState.Completed => Today with { Completed = Today.Completed + by },
        TicketState.NoShow => Today with { NoShow = Today.NoShow + by },
        TicketState.Abandoned => Today with { Abandoned = Today.Abandoned + by },
        TicketState.Expired => Today with { Expired = Today.Expired + by },
        _ => Today,
    };

    private void Rate(FeedbackGiven given)
    {
        var ticket = _tickets[given.Ticket];
        var leg = ticket.Legs[given.Leg - 1];
        Put(ticket with { Legs = ticket.Legs.SetItem(given.Leg - 1, leg with
        {
            Rating = given.Level, Explained = !given.Reasons.IsDefaultOrEmpty || given.Comment is not null,
        }) });
        var ratings = Today.Ratings.ToArray();
        ratings[(int)given.Level]++;
        Today = Today with { Ratings = ratings };
        Remember(given.PressId);
    }

    private void Explain(FeedbackExplained explained)
    {
        var ticket = _tickets[explained.Ticket];
        Put(ticket with { Legs = ticket.Legs.SetItem(explained.Leg - 1, ticket.Legs[explained.Leg - 1] with { Explained = true }) });
    }

    private void SetAside(FeedbackSetAside aside)
    {
        // The day's totals are those of ratings that were given today; older ones stand in the reports only.
        if (aside.RatedOn == BusinessDay && Today.Ratings[(int)aside.Level] > 0)
        {
            var ratings = Today.Ratings.ToArray();
            ratings[(int)aside.Level]--;
            Today = Today with { Ratings = ratings };
        }
    }

    private void CountStray(UnmatchedPressCounted stray)
    {
        // As long as it has to be: a state of before a kind existed has a number less, and one without such a press stays as it was.
        var strays = new int[Math.Max(Today.StrayPresses.Count, (int)stray.Kind + 1)];
        Today.StrayPresses.ToArray().CopyTo(strays, 0);
        strays[(int)stray.Kind]++;
        Today = Today with { StrayPresses = strays };
        Remember(stray.PressId);
    }

    private void Remember(string pressId)
    {
        if (pressId.Length == 0 || !_presses.Add(pressId))
        {
            return;
        }

        _pressOrder.Enqueue(pressId);
        if (_pressOrder.Count > RememberedPresses)
        {
            _presses.Remove(_pressOrder.Dequeue());
        }
    }
}
