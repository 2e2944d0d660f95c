using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Forecasting.Live;

/// <summary>How good the forecasts were that citizens were given.</summary>
/// <param name="Service">The service waited for; null over all.</param>
/// <param name="Hour">Hour of the day of issue, hall-local, 0–23; null over all.</param>
/// <param name="Tickets">How many were called that had been given a forecast.</param>
/// <param name="MeanAbsoluteErrorSeconds">Mean of the difference between the wait and P50.</param>
/// <param name="BiasSeconds">Mean of P50 less the wait; above 0 when too long was said.</param>
/// <param name="UnderP50Share">Share whose wait was no longer than P50; half when all is well.</param>
/// <param name="UnderP90Share">Share whose wait was no longer than P90; nine tenths when all is well.</param>
public sealed record ForecastScore(
    ServiceCode? Service, int? Hour, int Tickets, double MeanAbsoluteErrorSeconds, double BiasSeconds, double UnderP50Share,
        double UnderP90Share);

/// <summary>
/// Forecast against actual, over all, by service, by hour, and by both; of the business days whose tickets are still known.
/// </summary>
public sealed record ForecastQuality : HallQuery<IReadOnlyList<ForecastScore>>
{
    private readonly record struct Case(ServiceCode Service, int Hour, double Error, bool UnderP50, bool UnderP90);

    /// <inheritdoc />
    public override IReadOnlyList<ForecastScore> Answer(HallState state, DateTimeOffset now)
    {
        var cases = state.Tickets.Values.Select(ticket => CaseOf(state, ticket)).OfType<Case>().ToList();
        return
        [
            .. cases.GroupBy(_ => 0).Select(all => Score(null, null, all)),
            .. cases.GroupBy(one => one.Service).OrderBy(one => one.Key.Value, StringComparer.Ordinal)
            .Select(one => Score(one.Key, null, one)),
            .. cases.GroupBy(one => one.Hour).OrderBy(one => one.Key).Select(one => Score(null, one.Key, one)),
            .. cases.GroupBy(one => (one.Service, one.Hour)).OrderBy(one => one.Key.Service.Value, StringComparer.Ordinal)
            .ThenBy(one => one.Key.Hour)
                .Select(one => Score(one.Key.Service, one.Key.Hour, one)),
        ];
    }

    private static Case? CaseOf(HallState state, Ticket ticket)
    {
        // Only the first wait was forecast at issue, and only a call of the same day ends it that way: nobody waits through the night.
        if (ticket.Forecast is not { } said || ticket.Legs.IsEmpty || state.Plan.DayOf(ticket.Legs[0].CalledAt) != ticket.BusinessDay)
        {
            return null;
        }

        var wait = (ticket.Legs[0].CalledAt - ticket.IssuedAt).TotalSeconds;
        return new(ticket.Services[0].Service, state.Plan.Local(ticket.IssuedAt).Hour, said.P50Seconds - wait, wait <= said.P50Seconds,
            wait <= said.P90Seconds);
    }

    private static ForecastScore Score(ServiceCode? service, int? hour, IEnumerable<Case> cases)
    {
        var all = cases.ToList();
        return new(
            service, hour, all.Count, Math.Round(all.Average(one => Math.Abs(one.Error)), 1), Math.Round(all.Average(one => one.Error), 1),
            Math.Round(all.Average(one => one.UnderP50 ? 1.0 : 0), 3), Math.Round(all.Average(one => one.UnderP90 ? 1.0 : 0), 3));
    }
}
