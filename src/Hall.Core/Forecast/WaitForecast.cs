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
/// How long a wait will be: the wait of one with n ahead at c counters is Erlang with n + 1 stages of rate c / E[S] (M/M/c).
/// </summary>
public static class WaitForecast
{
    private const double Z90 = 1.2816;

    /// <summary>The wait of a waiting ticket; null while no open counter serves it.</summary>
    public static WaitEstimate? For(HallState state, Ticket ticket, DateTimeOffset now) =>
        ticket.State == TicketState.Waiting
            ? Estimate(state, ServersFor(state, ticket.Service), MeanSeconds(state, ticket.Service), Ahead(state, ticket, now))
            : null;

    /// <summary>The wait of one who takes a ticket for a service now; null while no open counter serves it.</summary>
    public static WaitEstimate? IfIssuedNow(HallState state, ServiceCode service) =>
        Estimate(state, ServersFor(state, service), MeanSeconds(state, service), state.Lines.CountOf(state.Plan.Services[service].Zone));

    /// <summary>Whether the visit can be done in the opening time that is left today, by its P90. True where nobody can say.</summary>
    public static bool CanBeServedToday(HallState state, IReadOnlyList<ServiceCode> services, DateTimeOffset now)
    {
        if (IfIssuedNow(state, services[0]) is not { } estimate)
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

    private static int AheadIn(HallPlan plan, LineKey key, SortedSet<LinePlace> line, Ticket ticket, double score, DateTimeOffset now)
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

        // The last in line decides for all before it, so that issuing stays cheap however long the line is.
        return IsAhead(line.Max) ? line.Count : line.TakeWhile(IsAhead).Count();
    }

    private static ZoneCode ZoneOf(HallState state, LineKey key) =>
        key.Zone ?? (key.Counter is { } counter ? state.Counters[counter].Zone : state.Plan.Services[key.Service!.Value].Zone);

    private static double ServersFor(HallState state, ServiceCode service)
    {
        var servers = 0.0;
        var general = state.Plan.Services[service].Kind == ServiceKind.General;
        foreach (var counter in state.Counters.Values)
        {
            if (counter.State != CounterState.Closed && counter.State != CounterState.Paused && state.Plan.MayServe(counter.Id, service))
            {
                servers += general && state.Plan.IsReserved(counter.Id) ? 0.5 : 1;
            }
        }

        return servers;
    }

    private static double MeanSeconds(HallState state, ServiceCode service) => state.ServiceTimes.MeanSeconds(state.Plan.Services[service]);

    private static WaitEstimate? Estimate(HallState state, double servers, double meanSeconds, int ahead)
    {
        if (servers <= 0)
        {
            return null;
        }

        if (ahead == 0 && state.Counters.Values.Any(counter => counter.IsFree))
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
