using Hall.Core.Configuration;
using Hall.Core.Forecast;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.State;

namespace Hall.Core.Engine;

/// <summary>A ticket by its identifier; null when it is unknown or its time is over.</summary>
public sealed record TicketById(TicketId Ticket) : HallQuery<TicketView?>
{
    /// <inheritdoc />
    public override TicketView? Answer(HallState state, DateTimeOffset now) =>
        state.Tickets.TryGetValue(Ticket, out var ticket) ? SnapshotBuilder.ViewOf(state, ticket, now) : null;
}

/// <summary>A ticket by its number; null when there is none.</summary>
public sealed record TicketByNumber(string Number) : HallQuery<TicketView?>
{
    /// <inheritdoc />
    public override TicketView? Answer(HallState state, DateTimeOffset now) =>
        state.FindByNumber(Number) is { } ticket ? SnapshotBuilder.ViewOf(state, ticket, now) : null;
}

/// <summary>Those whom a counter may call, next first.</summary>
public sealed record CounterQueue(CounterId Counter, int Most) : HallQuery<IReadOnlyList<TicketView>>
{
    /// <inheritdoc />
    public override IReadOnlyList<TicketView> Answer(HallState state, DateTimeOffset now) =>
        SnapshotBuilder.QueueOf(state, Counter, Most, now);
}

/// <summary>What one would be told who took a ticket now; null for a service that the catalogue lacks.</summary>
/// <param name="Service">The first service of the visit.</param>
/// <param name="Priority">The class.</param>
public sealed record IfIssuedNow(ServiceCode Service, PriorityCode Priority) : HallQuery<IssueForecast?>
{
    /// <inheritdoc />
    public override IssueForecast? Answer(HallState state, DateTimeOffset now) => WaitForecast.WhenIssued(state, Service, Priority, now);
}

/// <summary>The hall at this very moment: whoever was answered before asks sees what was answered.</summary>
public sealed record FreshSnapshot : HallQuery<HallSnapshot>
{
    /// <inheritdoc />
    public override HallSnapshot Answer(HallState state, DateTimeOffset now) => SnapshotBuilder.Build(state, now);
}

/// <summary>The configuration in force at this very moment, with the sequence that a publication made from it is based on.</summary>
public sealed record PlanInForce : HallQuery<HallPlan>
{
    /// <inheritdoc />
    public override HallPlan Answer(HallState state, DateTimeOffset now) => state.Plan;
}

/// <summary>The whole state, written down: for the journal's opening states and for tests that compare a replay.</summary>
public sealed record WholeState : HallQuery<OpeningState>
{
    /// <inheritdoc />
    public override OpeningState Answer(HallState state, DateTimeOffset now) => state.ToOpeningState();
}

/// <summary>The living tickets that somebody holds, by the keyed hash of their identity, newest first.</summary>
public sealed record TicketsByHolder(string HolderHash) : HallQuery<IReadOnlyList<TicketView>>
{
    /// <inheritdoc />
    public override IReadOnlyList<TicketView> Answer(HallState state, DateTimeOffset now) =>
        [.. state.HeldBy(HolderHash).Reverse().Select(ticket => SnapshotBuilder.ViewOf(state, ticket, now))];
}

/// <summary>The living tickets that a telephone was given for, by its keyed hash, newest first.</summary>
public sealed record TicketsByPhone(string PhoneHash) : HallQuery<IReadOnlyList<TicketView>>
{
    /// <inheritdoc />
    public override IReadOnlyList<TicketView> Answer(HallState state, DateTimeOffset now) =>
    [
        .. state.Tickets.Values.Where(ticket => ticket.IsAlive && ticket.PhoneHash == PhoneHash).OrderByDescending(ticket => ticket.Id)
            .Select(ticket => SnapshotBuilder.ViewOf(state, ticket, now)),
    ];
}
