using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Forecasting.WhatIf;

/// <summary>One who waits now.</summary>
/// <param name="Service">What they wait for.</param>
/// <param name="Priority">Their class.</param>
/// <param name="Waited">For how long already.</param>
public readonly record struct WaitingNow(ServiceCode Service, PriorityCode Priority, TimeSpan Waited);

/// <summary>A counter now.</summary>
/// <param name="Counter">The counter.</param>
/// <param name="Zone">Where it stands.</param>
/// <param name="State">What it does.</param>
/// <param name="Service">What is done there; null when nobody is there.</param>
/// <param name="Elapsed">Since the citizen there was called; zero when nobody is there.</param>
public sealed record CounterNow(CounterId Counter, ZoneCode Zone, CounterState State, ServiceCode? Service, TimeSpan Elapsed)
{
    /// <summary>Whether it calls people, now or after the present citizen.</summary>
    public bool IsOpen => State is not (CounterState.Closed or CounterState.Paused);
}

/// <summary>What one expects of a service.</summary>
/// <param name="Service">The service.</param>
/// <param name="PerHour">Citizens an hour, after the last hour and the mix of the day.</param>
/// <param name="MeanSeconds">Learned mean service time.</param>
public sealed record Demand(ServiceCode Service, double PerHour, double MeanSeconds);

/// <summary>The hall as it is now, and what it expects: enough to play the next hours through. It holds nothing of the engine's.</summary>
/// <param name="Configuration">The configuration in force.</param>
/// <param name="Waiting">Those who wait.</param>
/// <param name="Counters">The counters.</param>
/// <param name="Demand">Every service of the catalogue.</param>
/// <param name="PriorityShares">Shares of the classes among today's tickets; they add up to 1.</param>
/// <param name="NoShowShare">Part of those called who never come, 0 to 1.</param>
public sealed record LivePicture(
    HallConfiguration Configuration, IReadOnlyList<WaitingNow> Waiting, IReadOnlyList<CounterNow> Counters, IReadOnlyList<Demand> Demand,
    IReadOnlyDictionary<PriorityCode, double> PriorityShares, double NoShowShare);

/// <summary>Asks the hall for its <see cref="LivePicture"/>.</summary>
public sealed record LivePictureQuery : HallQuery<LivePicture>
{
    private const double LookBackHours = 1;

    // A day that has just begun tells little: its first minutes are not taken for an hour's rate.
    private static readonly TimeSpan ShortestLook = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public override LivePicture Answer(HallState state, DateTimeOffset now)
    {
        var today = state.Tickets.Values.Where(ticket => ticket.BusinessDay == state.BusinessDay).ToList();
        return new(
            state.Plan.Configuration, WaitingIn(state, now), [.. state.Counters.Values.Select(counter => CounterOf(state, counter, now))],
            DemandOf(state, today, now), SharesOf(today), NoShows(state.Today.NoShow, state.Today.Completed));
    }

    private static List<WaitingNow> WaitingIn(HallState state, DateTimeOffset now) =>
        [.. state.Tickets.Values.Where(ticket => ticket.State == TicketState.Waiting && state.Plan.Services.ContainsKey(ticket.Service))
            .Select(ticket => new WaitingNow(ticket.Service, ticket.Priority, Positive(now - ticket.WaitingSince)))];

    private static CounterNow CounterOf(HallState state, Counter counter, DateTimeOffset now) =>
        counter.Ticket is { } id && state.Tickets.TryGetValue(id, out var ticket)
            ? new(counter.Id, counter.Zone, counter.State, ticket.Service, Positive(now - (ticket.CurrentLeg?.CalledAt ?? counter.Since)))
            : new(counter.Id, counter.Zone, counter.State, null, TimeSpan.Zero);

    private static List<Demand> DemandOf(HallState state, List<Ticket> today, DateTimeOffset now)
    {
        var byService = today.GroupBy(ticket => ticket.Services[0].Service).ToDictionary(group => group.Key, group => group.Count());
        var byZone = today.GroupBy(ticket => ticket.Zone).ToDictionary(group => group.Key, group => group.Count());
        var since = today.Count == 0 ? now : today.Min(ticket => ticket.IssuedAt);
        var look = Longer(Shorter(now - since, TimeSpan.FromHours(LookBackHours)), ShortestLook);
        var recent = today.Where(ticket => now - ticket.IssuedAt <= look).GroupBy(ticket => ticket.Zone)
            .ToDictionary(group => group.Key, group => group.Count());
        return [.. state.Plan.Services.Values.Select(service =>
        {
            var share = (double)byService.GetValueOrDefault(service.Code) / Math.Max(1, byZone.GetValueOrDefault(service.Zone));
            return new Demand(
                service.Code, recent.GetValueOrDefault(service.Zone) / look.TotalHours * share, state.ServiceTimes.MeanSeconds(service));
        })];
    }

    private static Dictionary<PriorityCode, double> SharesOf(List<Ticket> today) => today.Count == 0
        ? new() { [PriorityCode.None] = 1 }
        : today.GroupBy(ticket => ticket.Priority).ToDictionary(group => group.Key, group => (double)group.Count() / today.Count);

    private static double NoShows(int noShows, int completed) => noShows + completed == 0 ? 0 : (double)noShows / (noShows + completed);

    private static TimeSpan Positive(TimeSpan time) => Longer(time, TimeSpan.Zero);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
