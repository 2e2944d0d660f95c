using Hall.Core.Configuration;
using Hall.Core.Dispatch;
using Hall.Core.Forecast;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;
using Hall.Forecasting.Simulation;

namespace Hall.Benchmarks;

/// <summary>How far what was said at issue is from what came to pass.</summary>
/// <param name="Tickets">How many were called.</param>
/// <param name="MeanSaid">Mean of what was said.</param>
/// <param name="MeanError">Mean of |said − came before|.</param>
/// <param name="P95Error">Nineteen of twenty were no further off.</param>
/// <param name="Bias">Mean of said − came before: above 0 where too many were said.</param>
internal sealed record AheadErrors(int Tickets, double MeanSaid, double MeanError, int P95Error, double Bias)
{
    public static AheadErrors Of(IReadOnlyCollection<(int Said, int Came)> all)
    {
        var errors = all.Select(one => Math.Abs(one.Said - one.Came)).Order().ToArray();
        return new(all.Count, Math.Round(all.Average(one => one.Said), 2), Math.Round(errors.Average(), 2), errors[(int)Math.Min(errors.Length - 1, errors.Length * 0.95)],
            Math.Round(all.Average(one => one.Said - one.Came), 2));
    }
}

/// <summary>
/// Days of Tongling by the hall's rules. Of each ticket: how many it was told are ahead, and how many were then called before it by
/// counters that may serve it, whether they waited already or came later with a class that goes first. Beside it the count of
/// everybody who waited in the zone, which is what was said before.
/// </summary>
internal sealed class AheadBenchmark : IDispatchPolicy
{
    private readonly HallPlan _plan;
    private readonly Dictionary<string, List<TicketId>> _calls = [];
    private readonly Dictionary<ServiceCode, string> _able = [];
    private readonly Dictionary<TicketId, (int Said, int Zone, int Calls)> _told = [];
    private readonly List<(string Kind, int Said, int Zone, int Came, int OfThoseWhoWaited)> _seen;

    private AheadBenchmark(HallPlan plan, List<(string Kind, int Said, int Zone, int Came, int OfThoseWhoWaited)> seen) => (_plan, _seen) = (plan, seen);

    public string Name => "hall, watched";

    public static object Run(int days) => new
    {
        benchmark = "ahead", days,
        loads = new[] { 0.85, 0.92, 0.97 }.Select(load => new
        {
            load,
            kinds = Errors(days, load).ToDictionary(kind => kind.Key, kind => new { said = kind.Value.Said, ofThoseWhoWaited = kind.Value.OfThoseWhoWaited, zoneCount = kind.Value.ZoneCount }),
        }).ToList(),
    };

    /// <summary>By kind of service: what was said against all who came before, against those of them who waited already; and the zone's count against all.</summary>
    public static IReadOnlyDictionary<string, (AheadErrors Said, AheadErrors OfThoseWhoWaited, AheadErrors ZoneCount)> Errors(int days, double load)
    {
        var hall = new TonglingDays();
        var seen = new List<(string Kind, int Said, int Zone, int Came, int OfThoseWhoWaited)>();
        for (var seed = 1; seed <= days; seed++)
        {
            new VirtualDay(VirtualHall.Empty(hall.Hall, new AheadBenchmark(hall.Plan, seen))).Run(hall.Visitors(load, load, seed), TonglingDays.Shifts(hall.Hall.Counters));
        }

        return seen.GroupBy(one => one.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).ToDictionary(kind => kind.Key, kind => (
            AheadErrors.Of([.. kind.Select(one => (one.Said, one.Came))]),
            AheadErrors.Of([.. kind.Select(one => (one.Said, one.OfThoseWhoWaited))]),
            AheadErrors.Of([.. kind.Select(one => (one.Zone, one.Came))])));
    }

    public (Ticket Ticket, CallReason Reason)? Choose(HallState state, CounterId counter, DateTimeOffset now) => HallPolicy.Instance.Choose(state, counter, now);

    public void Issued(HallState state, Ticket ticket) => _told[ticket.Id] = (
        WaitForecast.Ahead(state, ticket, ticket.IssuedAt), state.Lines.CountOf(ticket.Zone) - 1, CallsFor(ticket.Service).Count);

    public void Left(HallState state, Ticket ticket)
    {
        if (!_told.Remove(ticket.Id, out var told) || ticket.Counter is not { } counter)
        {
            return;
        }

        var before = CallsFor(ticket.Service)[told.Calls..];
        _seen.Add((KindOf(ticket), told.Said, told.Zone, before.Count, before.Count(called => called.Value < ticket.Id.Value)));
        foreach (var able in _calls.Where(able => able.Key.Split(' ').Contains(counter.Value)))
        {
            able.Value.Add(ticket.Id);
        }
    }

    private string KindOf(Ticket ticket) => ticket.Priority != PriorityCode.None ? "priority"
        : _plan.Services[ticket.Service].Kind == ServiceKind.Special ? "special" : "general";

    // Calls of the counters that may serve a service, told apart by those counters.
    private List<TicketId> CallsFor(ServiceCode service)
    {
        if (!_able.TryGetValue(service, out var able))
        {
            _able[service] = able = string.Join(' ', _plan.Configuration.Counters.Where(counter => _plan.MayServe(counter.Counter, service)).Select(counter => counter.Counter));
        }

        return _calls.TryGetValue(able, out var calls) ? calls : _calls[able] = [];
    }
}
