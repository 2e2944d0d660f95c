using Hall.Core.Calendar;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Dispatch;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Forecasting.Simulation;

/// <summary>
/// A hall on a virtual clock: every step is a command that the real rules decide. A rejection is a fault of the simulation, so it is
/// thrown.
/// </summary>
public sealed class VirtualHall
{
    /// <summary>Takes over a state that nobody else uses.</summary>
    /// <param name="state">A founded hall that issues round the clock.</param>
    /// <param name="start">The moment from which the simulated day is counted, UTC.</param>
    /// <param name="policy">Who is called next.</param>
    public VirtualHall(HallState state, DateTimeOffset start, IDispatchPolicy policy)
    {
        State = state;
        Start = start;
        Policy = policy;
    }

    /// <summary>An empty hall with all counters closed, founded now.</summary>
    public static VirtualHall Empty(HallConfiguration configuration, IDispatchPolicy policy)
    {
        var hall = new VirtualHall(new HallState(), DateTimeOffset.UnixEpoch, policy);
        hall.Do(new PublishConfiguration(ForSimulation(configuration)), TimeSpan.Zero);
        return hall;
    }

    /// <summary>A configuration without what a simulation decides itself: hours, quotas, who may sit where, and the time zone.</summary>
    public static HallConfiguration ForSimulation(HallConfiguration configuration) => configuration with
    {
        TimeZone = "UTC",
        Hours = new OpeningHours { Always = true },
        Tellers = [],
        Services = [.. configuration.Services.Select(service => service.Quotas.Count == 0 ? service : service with { Quotas = [] })],
    };

    /// <summary>The hall's state.</summary>
    public HallState State { get; }

    /// <summary>The moment from which the simulated day is counted, UTC.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>Who is called next.</summary>
    public IDispatchPolicy Policy { get; }

    /// <summary>Carries a command out.</summary>
    /// <returns>Its first event; null when there was nothing to do.</returns>
    public HallEvent? Do(HallCommand command, TimeSpan at)
    {
        var now = Start + at;
        var decision = HallRules.Decide(State, command, now, Policy);
        if (decision.Rejection is { } rejection)
        {
            throw new InvalidOperationException($"The rules forbid a step of the simulation, {command}: {rejection.Message}");
        }

        foreach (var happened in decision.Events)
        {
            State.Apply(happened, now);
        }

        return decision.Events.IsEmpty ? null : decision.Events[0];
    }

    /// <summary>A visitor takes a ticket.</summary>
    public TicketId Issue(in Visitor visitor, TimeSpan at)
    {
        var issued = (TicketIssued)Do(new IssueTicket([visitor.Service], visitor.Priority), at)!;
        Policy.Issued(State, State.Tickets[issued.Ticket]);
        return issued.Ticket;
    }

    /// <summary>A counter calls the next; null when it may call nobody now.</summary>
    public TicketId? Call(CounterId counter, TimeSpan at)
    {
        if (Do(new CallNext(counter), at) is not TicketCalled called)
        {
            return null;
        }

        Policy.Left(State, State.Tickets[called.Ticket]);
        Policy.Called(counter);
        return called.Ticket;
    }

    /// <summary>A visitor leaves before the call.</summary>
    public void Leave(TicketId ticket, TimeSpan at)
    {
        Policy.Left(State, State.Tickets[ticket]);
        Do(new AbandonTicket(ticket), at);
        State.Forget(ticket);
    }
}
