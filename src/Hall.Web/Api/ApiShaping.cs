using System.Globalization;
using System.Text.Json;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;
using Hall.Web.Http;

namespace Hall.Web.Api;

/// <summary>Turns what the engine hands out into the shapes of the contract, with instants in the hall's own offset.</summary>
internal static class ApiShaping
{
    /// <summary>A ticket.</summary>
    public static TicketJson Ticket(TicketView view, HallPlan plan)
    {
        var ticket = view.Ticket;
        return new()
        {
            TicketId = ticket.Id.Value,
            Number = ticket.Number,
            State = Word(ticket.State),
            Service = ticket.Service.Value,
            Services = [.. ticket.Services.Select(service => new VisitServiceJson(service.Service.Value, Word(service.State)))],
            Zone = ticket.Zone.Value,
            Priority = ticket.Priority.Value,
            BusinessDay = Day(ticket.BusinessDay),
            IssuedAt = Local(ticket.IssuedAt, plan),
            Counter = ticket.Counter?.Value,
            Ahead = view.Ahead,
            Estimate = Estimate(view.Estimate),
            Periods = [.. ticket.Periods.Select(period => Period(period, plan))],
            Recalls = ticket.Recalls,
        };
    }

    /// <summary>An issued ticket.</summary>
    public static IssuedTicketJson Issued(TicketView view, HallPlan plan, string token, string followUrl, IReadOnlyList<string> warnings)
    {
        var ticket = Ticket(view, plan);
        return new()
        {
            TicketId = ticket.TicketId, Number = ticket.Number, State = ticket.State, Service = ticket.Service, Services = ticket.Services,
            Zone = ticket.Zone, Priority = ticket.Priority, BusinessDay = ticket.BusinessDay, IssuedAt = ticket.IssuedAt,
            Counter = ticket.Counter, Ahead = ticket.Ahead, Estimate = ticket.Estimate, Periods = ticket.Periods, Recalls = ticket.Recalls,
            Token = token, FollowUrl = followUrl, Warnings = warnings,
        };
    }

    /// <summary>A counter.</summary>
    public static CounterJson Counter(Counter counter, string? number, HallPlan plan, bool withTeller) => new(
        counter.Id.Value, counter.Zone.Value, Word(counter.State), withTeller ? counter.Teller?.Value : null, number,
        [.. plan.SkillsOf(counter.Id).Select(service => service.Value)], Local(counter.Since, plan));

    /// <summary>The hall.</summary>
    /// <param name="snapshot">The hall.</param>
    /// <param name="withTellers">Whether staff numbers may be seen.</param>
    public static SnapshotJson Snapshot(HallSnapshot snapshot, bool withTellers)
    {
        var plan = snapshot.Plan;
        return new(
            snapshot.Hall.Value, snapshot.Version, Local(snapshot.At, plan), Day(snapshot.BusinessDay), snapshot.Open,
            [.. snapshot.Counters.Select(view => Counter(view.Counter, view.Number, plan, withTellers))],
            [.. snapshot.Waiting.Select(line =>
                new WaitingJson(line.Service.Value, line.Zone.Value, line.Count, line.LongestSeconds, Estimate(line.Estimate)))],
            [.. snapshot.Zones.Select(zone => new ZoneJson(zone.Zone.Value, zone.Waiting, zone.Next, Estimate(zone.Estimate)))],
            [.. snapshot.RecentCalls.Select(call =>
                new RecentCallJson(call.Sequence, call.Number, call.Counter.Value, Local(call.At, plan), call.Recall))],
            new(snapshot.Today.Issued, snapshot.Today.Completed, snapshot.Today.NoShow, snapshot.Today.Abandoned,
                snapshot.WaitingBeyondTarget));
    }

    /// <summary>An instant with the hall's offset.</summary>
    public static DateTimeOffset Local(DateTimeOffset at, HallPlan plan) => TimeZoneInfo.ConvertTime(at, plan.TimeZone);

    /// <summary>An enumeration's name as JSON has it, such as <c>noShow</c>.</summary>
    public static string Word<T>(T value) where T : struct, Enum => Words<T>.Of[value];

    private static PeriodJson Period(Period period, HallPlan plan) => new(
        Word(period.Kind), Local(period.From, plan), period.To is { } to ? Local(to, plan) : null, period.Counter?.Value,
        period.Teller?.Value);

    private static EstimateJson? Estimate(WaitEstimate? estimate) =>
        estimate is null ? null : new(estimate.P50Seconds, estimate.P90Seconds);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static class Words<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Of =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
    }
}
