using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Dispatch;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;

namespace Hall.Core.Forecast;

/// <summary>A range of wait, said as what it is: half wait no longer than P50, nine in ten no longer than P90.</summary>
/// <param name="P50Seconds">Median, seconds.</param>
/// <param name="P90Seconds">Ninth decile, seconds.</param>
public sealed record WaitEstimate(int P50Seconds, int P90Seconds);

/// <summary>
/// How long a wait will be: what was rolled forward, and where nothing fresh was, the wait of one with n ahead at c counters is
/// taken as Erlang with n + 1 stages of rate c / E[S] (M/M/c).
/// </summary>
public static class WaitForecast
{
    private const double Z90 = 1.2816;

    // A service that was taken out of the catalogue while someone waits for it.
    private const double UsualSeconds = 360;

    /// <summary>The wait of a waiting ticket; null while no open counter serves it.</summary>
    public static WaitEstimate? For(HallState state, Ticket ticket, DateTimeOffset now)
    {
        if (ticket.State != TicketState.Waiting)
        {
            return null;
        }

        var (servers, ahead, free) = (ServersFor(state, ticket), Ahead(state, ticket, now),
            state.Counters.Values.Any(counter => counter.IsFree && Dispatcher.MayCall(state, counter.Id, ticket)));
        return servers > 0 && !(ahead == 0 && free) && RolledFor(state, ticket, now) is { } rolled
            ? rolled
            : Estimate(servers, MeanSeconds(state, ticket.Service), ahead, free);
    }

    /// <summary>The wait of one who takes a ticket for a service now; null while no open counter serves it.</summary>
    public static WaitEstimate? IfIssuedNow(HallState state, ServiceCode service, DateTimeOffset now) =>
        state.Plan.Services.TryGetValue(service, out var found)
            ? IfIssuedNow(state, found, PriorityCode.None, now)
            : null;

    /// <summary>The wait that is forecast to one who takes a ticket now; null while nothing fresh was rolled forward.</summary>
    public static WaitEstimate? AtIssue(HallState state, ServiceCode service, PriorityCode priority, DateTimeOffset now) =>
        state.Outlook?.IsFresh(now) == true && state.Plan.Services.TryGetValue(service, out var found)
            ? IfIssuedNow(state, found, priority, now)
            : null;

    /// <summary>Whether the visit can be done in the opening time that is left today, by its P90. True where nobody can say.</summary>
    public static bool CanBeServedToday(HallState state, IReadOnlyList<ServiceCode> services, DateTimeOffset now)
    {
        // A hall round the clock does not close at midnight.
        if (state.Plan.Configuration.Hours.Always || IfIssuedNow(state, services[0], now) is not { } estimate)
        {
            return true;
        }

        var work = services.Sum(service => MeanSeconds(state, service));
        var left = state.Plan.Configuration.Hours.RemainingOn(state.Plan.Local(now)).TotalSeconds;
        return estimate.P90Seconds + work <= left;
    }

    /// <summary>How many of its zone would be called before this ticket if no one else came.</summary>
    public static int Ahead(HallState state, Ticket ticket, DateTimeOffset now)
    {
        var zone = state.LineZoneOf(ticket);
        var due = state.Lines.DueOf(zone);
        if (ticket.DueAtZoneCall is { } myDue)
        {
            var mine = new DuePlace(myDue, new(ticket.WaitingSince, ticket.Id));
            var before = due.Count(place => place < mine);
            var passing = (int)Math.Min(Math.Max(0, myDue - state.ZoneCalls(zone)), state.Lines.CountOf(zone) - 1);
            return Math.Max(before, passing);
        }

        var ahead = due.Count();
        var score = Dispatcher.Score(state.Plan, ticket.Priority, (now - ticket.WaitingSince).TotalSeconds);
        foreach (var (key, line) in state.Lines.All)
        {
            if (ZoneOf(state, key) == zone)
            {
                ahead += AheadIn(state.Plan, key, line, ticket, score, now);
            }
        }

        return ahead;
    }

    private static int AheadIn(HallPlan plan, LineKey key, WaitingLine line, Ticket ticket, double score, DateTimeOffset now)
    {
        var mine = new LinePlace(ticket.WaitingSince, ticket.Id);
        bool IsAhead(LinePlace place)
        {
            if (key.Priority == ticket.Priority)
            {
                return place < mine;
            }

            var theirs = Dispatcher.Score(plan, key.Priority, (now - place.Since).TotalSeconds);
            return theirs > score || (theirs == score && place < mine);
        }

        return line.CountWhile(IsAhead);
    }

    private static ZoneCode ZoneOf(HallState state, LineKey key) =>
        key.Zone ?? (key.Counter is { } counter ? state.Counters[counter].Zone : (key.Service is { } code && state.Plan.Services.TryGetValue(code, out var service) ? service.Zone : default));

    private static double ServersFor(HallState state, Ticket ticket) => ticket.Target == TicketTarget.AnySkilled
        ? ServersFor(state, ticket.Service)
        : state.Counters.Values.Count(counter => IsWorking(counter) && Dispatcher.MayCall(state, counter.Id, ticket));

    private static WaitEstimate? IfIssuedNow(HallState state, Service service, PriorityCode priority, DateTimeOffset now)
    {
        var (servers, ahead, free) = (ServersFor(state, service.Code), state.Lines.CountOf(service.Zone), FreeFor(state, service));
        return servers > 0 && !(ahead == 0 && free) && state.Outlook is { } outlook && outlook.IsFresh(now)
            && outlook.IfIssuedNow.TryGetValue((service.Code, priority), out var rolled)
            ? rolled
            : Estimate(servers, MeanSeconds(state, service.Code), ahead, free);
    }

    /// <summary>What was rolled forward for a ticket; for one that came since, what was for one who would come.</summary>
    private static WaitEstimate? RolledFor(HallState state, Ticket ticket, DateTimeOffset now)
    {
        if (state.Outlook is not { } outlook || !outlook.IsFresh(now))
        {
            return null;
        }

        return outlook.ByTicket.TryGetValue(ticket.Id, out var rolled)
            || (ticket.IssuedAt >= outlook.At && outlook.IfIssuedNow.TryGetValue((ticket.Service, ticket.Priority), out rolled))
            ? rolled
            : null;
    }

    private static bool IsWorking(Counter counter) => counter.State is not (CounterState.Closed or CounterState.Paused);

    /// <summary>Whether a counter is free that would call such a ticket at once.</summary>
    private static bool FreeFor(HallState state, Service service) => state.Counters.Values.Any(counter =>
        counter.IsFree && state.Plan.MayServe(counter.Id, service.Code)
        && (service.Kind == ServiceKind.Special || !state.Plan.IsReserved(counter.Id)));

    private static double ServersFor(HallState state, ServiceCode service)
    {
        var servers = 0.0;
        var general = state.Plan.Services.TryGetValue(service, out var found) && found.Kind == ServiceKind.General;
        foreach (var counter in state.Counters.Values)
        {
            if (IsWorking(counter) && state.Plan.MayServe(counter.Id, service))
            {
                servers += general && state.Plan.IsReserved(counter.Id) ? 0.5 : 1;
            }
        }

        return servers;
    }

    private static double MeanSeconds(HallState state, ServiceCode service) =>
        state.Plan.Services.TryGetValue(service, out var found) ? state.ServiceTimes.MeanSeconds(found) : UsualSeconds;

    private static WaitEstimate? Estimate(double servers, double meanSeconds, int ahead, bool free)
    {
        if (servers <= 0)
        {
            return null;
        }

        if (ahead == 0 && free)
        {
            return new(0, 60);
        }

        // Quantiles of a gamma with shape k by Wilson and Hilferty (1931).
        var shape = ahead + 1.0;
        var scale = meanSeconds / servers;
        return new((int)(scale * Quantile(shape, 0)), (int)(scale * Quantile(shape, Z90)));
    }

    private static double Quantile(double shape, double z) => shape * Math.Pow(1 - (1 / (9 * shape)) + (z / (3 * Math.Sqrt(shape))), 3);
}
