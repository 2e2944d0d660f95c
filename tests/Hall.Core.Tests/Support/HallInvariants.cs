using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Dispatch;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Feedback;
using Hall.Core.Snapshots;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Support;

/// <summary>What must be true of a hall after every event.</summary>
internal static class HallInvariants
{
    /// <param name="state">The hall.</param>
    /// <param name="totals">Whether the day's totals cover all its tickets; after a clock went back over midnight they do not.</param>
    public static void Check(HallState state, bool totals = true)
    {
        Counters(state);
        Questions(state);
        Lines(state);
        if (totals)
        {
            Totals(state);
        }

        foreach (var ticket in state.Tickets.Values)
        {
            Periods(ticket);
        }

        Living(state);
        Quotas(state);
    }

    private static void Quotas(HallState state)
    {
        foreach (var service in state.Plan.Services.Values)
        {
            foreach (var quota in service.Quotas)
            {
                Assert.Equal(
                    state.Tickets.Values.Count(ticket => ticket.BusinessDay == state.BusinessDay && ticket.State != TicketState.Abandoned
                        && ticket.Services.Any(wanted => wanted.Service == service.Code)
                        && service.QuotaAt(TimeOnly.FromDateTime(state.Plan.Local(ticket.IssuedAt))) == quota),
                    state.NumbersTaken(service.Code, quota));
            }
        }
    }

    private static void Counters(HallState state)
    {
        foreach (var counter in state.Counters.Values)
        {
            var withCitizen = counter.State is CounterState.Calling or CounterState.Serving;
            Assert.Equal(withCitizen, counter.Ticket is not null);
            Assert.Equal(counter.State != CounterState.Closed, counter.Teller is not null);
            if (counter.Ticket is { } id)
            {
                Assert.Equal(counter.State == CounterState.Calling ? TicketState.Called : TicketState.Serving, state.Tickets[id].State);
                Assert.Equal(counter.Id, state.Tickets[id].Counter);
            }
        }

        foreach (var ticket in state.Tickets.Values)
        {
            var atCounter = ticket.State is TicketState.Called or TicketState.Serving;
            Assert.Equal(atCounter ? 1 : 0, state.Counters.Values.Count(counter => counter.Ticket == ticket.Id));
            Assert.Equal(atCounter || ticket.State == TicketState.Held, ticket.Counter is not null);
        }
    }

    // A pad asks when, and only when, the rules would take the rating.
    private static void Questions(HallState state)
    {
        foreach (var counter in state.Counters.Values)
        {
            var question = SnapshotBuilder.ViewOf(state, counter.Id).Question;
            var press = new PressPad(counter.Id, FeedbackLevel.Satisfied, [], "");
            var until = counter.Feedback?.Until ?? state.LastEventAt;
            var given = HallRules.Decide(state, press, until).Events.OfType<FeedbackGiven>().SingleOrDefault();
            Assert.Equal((question?.Ticket, question?.Leg), (given?.Ticket, given?.Leg));
            Assert.Empty(HallRules.Decide(state, press, until.AddMilliseconds(1)).Events.OfType<FeedbackGiven>());
        }
    }

    private static void Lines(HallState state)
    {
        var waiting = state.Tickets.Values.Where(ticket => ticket.State == TicketState.Waiting).Select(ticket => ticket.Id).Order()
            .ToList();
        var inLine = state.Lines.All.SelectMany(line => line.Value.Select(place => place.Ticket))
            .Concat(state.Plan.Zones.Keys.SelectMany(state.Lines.DueOf).Select(place => place.Place.Ticket)).Order();
        Assert.Equal(waiting, inLine);
        Assert.Equal(waiting.Count, state.Plan.Zones.Keys.Sum(state.Lines.CountOf));
        Assert.Equal(state.Tickets.Values.Count(ticket => ticket.State == TicketState.Held), state.HeldTickets.Count());
    }

    private static void Totals(HallState state)
    {
        var today = state.Today;
        var ended = state.Tickets.Values.Count(ticket => !ticket.IsAlive);
        var alive = state.Tickets.Values.Count(ticket => ticket.IsAlive);
        Assert.Equal(state.Tickets.Count, alive + ended);
        Assert.All(new[] { today.Issued, today.Completed, today.NoShow, today.Abandoned, today.Expired, today.Called, today.LegsServed },
            count => Assert.True(count >= 0));
        Assert.InRange(today.CalledInTarget, 0, today.Called);
        if (state.Tickets.Values.All(ticket => ticket.BusinessDay == state.BusinessDay))
        {
            Assert.Equal(today.Issued, alive + today.Completed + today.NoShow + today.Abandoned + today.Expired);
            Assert.Equal(
                today.LegsServed, state.Tickets.Values.Sum(ticket => ticket.Legs.Count(leg => leg is { Served: true, EndedAt: not null })));
        }
    }

    private static void Periods(Ticket ticket)
    {
        Assert.Equal(PeriodKind.Wait, ticket.Periods[0].Kind);
        Assert.Equal(ticket.IsAlive ? 1 : 0, ticket.Periods.Count(period => period.To is null));
        Assert.Equal(ticket.IsAlive, ticket.Periods[^1].To is null);
        Assert.Equal(ticket.IsAlive, ticket.EndedAt is null);
        for (var i = 0; i < ticket.Periods.Length; i++)
        {
            var period = ticket.Periods[i];
            Assert.True(period.To is null || period.To >= period.From);
            if (i == 0)
            {
                continue;
            }

            // Only a no-show is away from the hall for a while, and then waits again.
            var before = ticket.Periods[i - 1];
            Assert.True(
                before.To == period.From || (before.Kind == PeriodKind.Walk && period.Kind == PeriodKind.Wait && before.To <= period.From));
        }

        Assert.Equal(Enumerable.Range(1, ticket.Legs.Length), ticket.Legs.Select(leg => leg.Number));
        Assert.All(ticket.Legs.Take(ticket.Legs.Length - 1), leg => Assert.NotNull(leg.EndedAt));
    }

    private static void Living(HallState state)
    {
        var alive = state.Tickets.Values.Where(ticket => ticket.IsAlive).ToList();
        Assert.Equal(alive.Count, alive.Select(ticket => ticket.Number).Distinct().Count());
        Assert.All(alive, ticket => Assert.Equal(ticket, state.FindByNumber(ticket.Number)));
        foreach (var holder in alive.Where(ticket => ticket.HolderHash is not null).GroupBy(ticket => ticket.HolderHash!))
        {
            Assert.Equal(holder.Select(ticket => ticket.Id).Order(), state.HeldBy(holder.Key).Select(ticket => ticket.Id).Order());
        }
    }

    /// <summary>
    /// How many living numbers people hold beyond the hall's rule. Only a publication may make them more: no act of a person does.
    /// </summary>
    public static int NumbersTooMany(HallState state)
    {
        var rules = state.Plan.Rules.Holders;
        return state.Tickets.Values.Where(ticket => ticket.IsAlive && ticket.HolderHash is not null).GroupBy(ticket => ticket.HolderHash)
            .Sum(holder =>
        {
            var own = holder.Where(ticket => !ticket.ForAnother).ToList();
            var most = rules.OneNumberPer == NumbersPerHolder.Hall ? own.Count
                : own.SelectMany(ticket =>
                    ticket.Services.Where(service => service.State != VisitServiceState.Done).Select(service => service.Service).Distinct())
                    .CountBy(service => service).Select(service => service.Value).DefaultIfEmpty().Max();
            return Math.Max(0, most - 1) + Math.Max(0, holder.Count() - own.Count - rules.AgentNumbers);
        });
    }

    /// <summary>
    /// Whoever waits can be called by some counter of the plan, and whoever is held can be called back by one; screens can be painted.
    /// </summary>
    public static void Reachable(HallState state, DateTimeOffset now)
    {
        foreach (var ticket in state.Tickets.Values.Where(ticket => ticket.State is TicketState.Waiting or TicketState.Held))
        {
            Assert.True(
                state.Plan.Counters.Keys.Any(counter => Dispatcher.MayCall(state, counter, ticket)), $"No counter may call {ticket}.");
            Assert.Contains(state.LineZoneOf(ticket), state.Plan.Zones.Keys);
        }

        foreach (var ticket in state.Tickets.Values)
        {
            Assert.All(ticket.Services, service => Assert.NotNull(state.Plan.Find(service.Service)));
            SnapshotBuilder.ViewOf(state, ticket, now);
        }

        var snapshot = SnapshotBuilder.Build(state, now);
        Assert.All(snapshot.Zones,
            zone => Assert.Equal(zone.Waiting, snapshot.Waiting.Where(line => line.Zone == zone.Zone).Sum(line => line.Count)));
        Assert.All(state.Counters.Keys, counter => SnapshotBuilder.QueueOf(state, counter, int.MaxValue, now));
    }
}
