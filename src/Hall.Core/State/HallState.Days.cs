using System.Collections.Immutable;
using Hall.Core.Counters;
using Hall.Core.Tickets;

namespace Hall.Core.State;

public sealed partial class HallState
{
    private const int RememberedDays = 7;
    private readonly HashSet<string> _numbersOfOtherDays = [];

    private void BeginDay(DateOnly day, DateTimeOffset at)
    {
        (BusinessDay, DayBeganAt) = (day, at);
        Matters = MatterBooks.AtOpening(Matters, day);
        Today = new();
        RecentCalls = [];
        _zoneCalls.Clear();
        foreach (var old in _lastNumbers.Keys.Where(known => known < day.AddDays(-RememberedDays)).ToList())
        {
            _lastNumbers.Remove(old);
        }

        ForgetEnded(day);
        foreach (var alive in _tickets.Values.Where(ticket => ticket.IsAlive).ToList())
        {
            Put(alive with { DueAtZoneCall = alive.DueAtZoneCall is null ? null : 0, CalledAtZoneCall = 0 });
        }

        RememberNumbersOfOtherDays();
        CountQuotasAnew();
        ForgetWithdrawn();
        foreach (var counter in _counters.Values.ToList())
        {
            var withCitizen = counter.State is CounterState.Calling or CounterState.Serving;
            _counters[counter.Id] = counter with
            {
                IdleToday = TimeSpan.Zero,
                BusyToday = TimeSpan.Zero,
                CompletedToday = 0,
                ForgottenToday = 0,
                NoShowsToday = 0,
                PriorityInRow = 0,
                LastAction = null,
                Since = withCitizen ? counter.Since : at,
            };
        }
    }

    /// <summary>A visit can be rated until the end of the open day after the one on which it ended.</summary>
    private void ForgetEnded(DateOnly day)
    {
        var hours = Plan.Configuration.Hours;
        var lastDays = new Dictionary<DateOnly, DateOnly>();
        foreach (var ended in _tickets.Values.Where(ticket => !ticket.IsAlive).ToList())
        {
            var endedOn = Plan.DayOf(ended.EndedAt ?? ended.IssuedAt);
            if (!lastDays.TryGetValue(endedOn, out var last))
            {
                lastDays[endedOn] = last = hours.NextOpenDay(endedOn);
            }

            if (last < day)
            {
                _tickets.Remove(ended.Id);
            }
        }
    }

    /// <summary>
    /// Numbers of other days' tickets that live, or lived when this day began, are not given out on it: they may come back by an
    /// undo or a rejoining. Those that expired did so because their day ended.
    /// </summary>
    private void RememberNumbersOfOtherDays()
    {
        _numbersOfOtherDays.Clear();
        foreach (var ticket in _tickets.Values)
        {
            var endedToday = ticket.State != TicketState.Expired && ticket.EndedAt >= DayBeganAt;
            if (ticket.BusinessDay != BusinessDay && (ticket.IsAlive || endedToday))
            {
                _numbersOfOtherDays.Add(ticket.Number);
            }
        }
    }

    /// <summary>
    /// Sets the clock right. Instants that the wrong clock put into the future become the moment of the correction, so that
    /// no period ends before it began; a later day is left to the command that opens it, which expires and resets.
    /// </summary>
    private void CorrectTo(DateTimeOffset to)
    {
        LastEventAt = to;
        foreach (var ticket in _tickets.Values.Where(ticket => LatestOf(ticket) > to).ToList())
        {
            Put(NotAfter(ticket, to));
        }

        foreach (var counter in _counters.Values.ToList())
        {
            var minute = counter.Feedback is { } asked && asked.AskedAt > to
                ? asked with { AskedAt = to, Until = to + (asked.Until - asked.AskedAt) }
                : counter.Feedback;
            _counters[counter.Id] = counter with { Since = Earlier(counter.Since, to), Feedback = minute, LastAction = null };
        }

        var day = Plan.DayOf(to);
        (BusinessDay, DayBeganAt) = day < BusinessDay ? (day, Plan.BeginOf(day)) : (BusinessDay, Earlier(DayBeganAt, to));
        RememberNumbersOfOtherDays();
        CountQuotasAnew();
    }

    private static DateTimeOffset LatestOf(Ticket ticket)
    {
        var period = ticket.Periods[^1];
        var latest = ticket.EndedAt ?? period.To ?? period.From;
        return latest > ticket.WaitingSince ? latest : ticket.WaitingSince;
    }

    private static Ticket NotAfter(Ticket ticket, DateTimeOffset to) => ticket with
    {
        IssuedAt = Earlier(ticket.IssuedAt, to),
        WaitingSince = Earlier(ticket.WaitingSince, to),
        EndedAt = ticket.EndedAt is { } ended ? Earlier(ended, to) : null,
        Periods = [.. ticket.Periods.Select(period => period with
        {
            From = Earlier(period.From, to),
            To = period.To is { } end ? Earlier(end, to) : null,
        })],
        Legs = [.. ticket.Legs.Select(leg => leg with
        {
            CalledAt = Earlier(leg.CalledAt, to),
            EndedAt = leg.EndedAt is { } end ? Earlier(end, to) : null,
        })],
    };

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
