using Hall.Core.Configuration;
using Hall.Core.Dispatch;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;
using Hall.Core.Waiting;

namespace Hall.Core.Forecast;

/// <summary>What one would be told who took a ticket now.</summary>
/// <param name="Ahead">How many would be called before them if nobody else came, by the counters that may serve them.</param>
/// <param name="Estimate">Their wait; null while no open counter serves it.</param>
public sealed record IssueForecast(int Ahead, WaitEstimate? Estimate);

/// <summary>
/// How long a wait will be: what was rolled forward, and where nothing fresh was, the wait of one with n ahead at c counters is
/// taken as Erlang with n + 1 stages of rate c / E[S] (M/M/c). Who came since then is counted into what was rolled by the same formula,
/// so that what is said in the first second is what is said five seconds later.
/// </summary>
public static class WaitForecast
{
    private const double Z90 = 1.2816;

    private readonly record struct Standing(Ahead Ahead, double Servers, bool IsFree, double SecondsEach);

    /// <summary>
    /// How many would be called before a waiting ticket if no one else came, by counters that may serve it, and its wait; no wait while no
    /// open counter serves it.
    /// </summary>
    public static (int Ahead, WaitEstimate? Estimate) Of(HallState state, Ticket ticket, DateTimeOffset now)
    {
        var own = state.Lines.Groups.KindOf(LineKey.Of(ticket), state.LineZoneOf(ticket));
        var count = new AheadCount(state, own, new(ticket.WaitingSince, ticket.Id), now);
        var standing = StandingOf(state, own, ticket.DueAtZoneCall is { } turn ? count.OfDue(turn) : count.InLine(), ticket.Service);
        return (standing.Ahead.Count, Shown(EstimateOf(state, ticket, standing, now)));
    }

    /// <summary>The wait of a waiting ticket; null while no open counter serves it.</summary>
    public static WaitEstimate? For(HallState state, Ticket ticket, DateTimeOffset now) =>
        ticket.State == TicketState.Waiting ? Of(state, ticket, now).Estimate : null;

    /// <summary>How many would be called before a waiting ticket if no one else came, by counters that may serve it.</summary>
    public static int Ahead(HallState state, Ticket ticket, DateTimeOffset now) => Of(state, ticket, now).Ahead;

    /// <summary>
    /// How many of its zone would be called before a waiting ticket by their present scores, whoever may serve them: what the zone's calls
    /// count down.
    /// </summary>
    public static int AheadInZone(HallState state, Ticket ticket, DateTimeOffset now)
    {
        var zone = state.LineZoneOf(ticket);
        var own = state.Lines.Groups.KindOf(LineKey.Of(ticket), zone);
        return AheadCount.InZone(state, own, new(ticket.WaitingSince, ticket.Id), ticket.DueAtZoneCall, now);
    }

    /// <summary>What one would be told who took a ticket now; null for a service that the catalogue lacks.</summary>
    public static IssueForecast? WhenIssued(HallState state, ServiceCode service, PriorityCode priority, DateTimeOffset now)
    {
        if (!state.Plan.Services.TryGetValue(service, out var found))
        {
            return null;
        }

        return new NewcomerWaits(state, now).Of(found, priority);
    }

    /// <summary>The wait of one who takes a ticket for a service now; null while no open counter serves it.</summary>
    public static WaitEstimate? IfIssuedNow(HallState state, ServiceCode service, DateTimeOffset now) =>
        WhenIssued(state, service, PriorityCode.None, now)?.Estimate;

    /// <summary>The wait that is forecast to one who takes a ticket now; null while nothing fresh was rolled forward.</summary>
    public static WaitEstimate? AtIssue(HallState state, ServiceCode service, PriorityCode priority, DateTimeOffset now) =>
        state.Outlook?.IsFresh(now) == true ? WhenIssued(state, service, priority, now)?.Estimate : null;

    /// <summary>Whether the visit can be done in the opening time that is left today, by its P90. True where nobody can say.</summary>
    public static bool CanBeServedToday(HallState state, IReadOnlyList<ServiceCode> services, DateTimeOffset now)
    {
        // A hall that is open over midnight and keeps those who wait has no end of the day.
        var day = DateOnly.FromDateTime(state.Plan.Local(now));
        var goesOn = state.Plan.Configuration.Hours.IsOpenOverMidnightOf(day) && state.Plan.KeepsWaitingAfter(day);
        if (goesOn || !state.Plan.Services.TryGetValue(services[0], out var first)
            || new NewcomerWaits(state, now).WholeOf(first, PriorityCode.None) is not { } estimate)
        {
            return true;
        }

        var work = services.Sum(state.Lines.Groups.Work.Seconds);
        var left = state.Plan.Configuration.Hours.RemainingOn(state.Plan.Local(now)).TotalSeconds;
        return estimate.P90Seconds + work <= left;
    }

    /// <summary>Who is before one who took a ticket now.</summary>
    internal static Ahead AheadOfNewcomer(HallState state, WorkKind own, DateTimeOffset now) =>
        new AheadCount(state, own, new(now, new(long.MaxValue)), now).InLine();

    /// <summary>The wait of one who took a ticket now with such people before; null while no open counter serves it.</summary>
    internal static WaitEstimate? EstimateOfNewcomer(
        HallState state, WorkKind own, ServiceCode service, PriorityCode priority, Ahead ahead, DateTimeOffset now) =>
        EstimateOfNewcomer(state, service, priority, StandingOf(state, own, ahead, service), now);

    /// <summary>The same, as it is said to people.</summary>
    internal static WaitEstimate? SaidToNewcomer(
        HallState state, WorkKind own, ServiceCode service, PriorityCode priority, Ahead ahead, DateTimeOffset now) =>
        Shown(EstimateOfNewcomer(state, own, service, priority, ahead, now));

    private static Standing StandingOf(HallState state, WorkKind own, Ahead ahead, ServiceCode service)
    {
        var groups = state.Lines.Groups;
        var between = state.Plan.Rules.RestSeconds + UsualTimes.WalkSeconds + UsualTimes.GapSeconds;
        return new(ahead, groups.Staffing.Servers(own), ahead.Count == 0 && groups.Staffing.Free(own) > 0,
            ((ahead.WorkSeconds + groups.Work.Seconds(service)) / (ahead.Count + 1)) + between);
    }

    /// <summary>What was rolled forward for a ticket; for one that came since, what was for one who would come.</summary>
    private static WaitEstimate? EstimateOf(HallState state, Ticket ticket, Standing standing, DateTimeOffset now)
    {
        if (standing.Servers <= 0 || standing.IsFree || state.Outlook is not { } outlook || !outlook.IsFresh(now))
        {
            return Estimate(standing);
        }

        if (outlook.ByTicket.TryGetValue(ticket.Id, out var rolled))
        {
            return rolled;
        }

        return ticket.IssuedAt >= outlook.At && ticket.Periods.Length == 1
            ? EstimateOfNewcomer(state, ticket.Service, ticket.Priority, standing, now)
            : Estimate(standing);
    }

    private static WaitEstimate? EstimateOfNewcomer(
        HallState state, ServiceCode service, PriorityCode priority, Standing standing, DateTimeOffset now)
    {
        if (standing.Servers <= 0 || standing.IsFree || state.Outlook is not { } outlook || !outlook.IsFresh(now)
            || !outlook.IfIssuedNow.TryGetValue((service, priority), out var rolled))
        {
            return Estimate(standing);
        }

        return outlook.AheadIfIssuedNow.TryGetValue((service, priority), out var then) && then != standing.Ahead.Count
            ? Moved(rolled, standing, then)
            : rolled;
    }

    /// <summary>What was rolled for one with so many ahead, for one with other people ahead.</summary>
    private static WaitEstimate Moved(WaitEstimate rolled, Standing standing, int then)
    {
        var (now, before) = (Erlang(standing, standing.Ahead.Count), Erlang(standing, then));
        var p50 = Math.Max(0, rolled.P50Seconds + now.P50Seconds - before.P50Seconds);
        return new(p50, Math.Max(p50, rolled.P90Seconds + now.P90Seconds - before.P90Seconds));
    }

    private static WaitEstimate? Estimate(Standing standing) =>
        standing.Servers <= 0 ? null : standing.IsFree ? new(0, 60) : Erlang(standing, standing.Ahead.Count);

    // Quantiles of a gamma with shape k by Wilson and Hilferty (1931).
    private static WaitEstimate Erlang(Standing standing, int ahead)
    {
        var scale = standing.SecondsEach / standing.Servers;
        return new(Whole(scale * Quantile(ahead + 1.0, 0)), Whole(scale * Quantile(ahead + 1.0, Z90)));
    }

    private static int Whole(double seconds) => (int)Math.Min(int.MaxValue / 4, seconds);

    private static double Quantile(double shape, double z) => shape * Math.Pow(1 - (1 / (9 * shape)) + (z / (3 * Math.Sqrt(shape))), 3);

    // Nobody's waits are known beyond this, and no citizen is helped by a figure in days.
    private static WaitEstimate? Shown(WaitEstimate? estimate) => estimate is null ? null
        : new(Math.Min(estimate.P50Seconds, WaitEstimate.LongestSeconds), Math.Min(estimate.P90Seconds, WaitEstimate.LongestSeconds));
}
