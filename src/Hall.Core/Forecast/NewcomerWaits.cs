using Hall.Core.Configuration;
using Hall.Core.Dispatch;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;
using Hall.Core.Waiting;

namespace Hall.Core.Forecast;

/// <summary>
/// What those would be told who took a ticket at one moment: services of one kind have the same people before them, who are counted once.
/// </summary>
/// <param name="state">The hall.</param>
/// <param name="now">The moment, UTC.</param>
public sealed class NewcomerWaits(HallState state, DateTimeOffset now)
{
    private readonly Dictionary<WorkKind, Ahead> _ahead = [];

    /// <summary>For a service and class.</summary>
    public IssueForecast Of(Service service, PriorityCode priority)
    {
        var kind = KindOf(service, priority);
        var ahead = AheadOf(kind);
        return new(ahead.Count, WaitForecast.SaidToNewcomer(state, kind, service.Code, priority, ahead, now));
    }

    /// <summary>How many would be ahead.</summary>
    public int AheadOf(Service service, PriorityCode priority) => AheadOf(KindOf(service, priority)).Count;

    /// <summary>The wait without the bound beyond which waits are not told apart; null while no open counter serves it.</summary>
    public WaitEstimate? WholeOf(Service service, PriorityCode priority)
    {
        var kind = KindOf(service, priority);
        return WaitForecast.EstimateOfNewcomer(state, kind, service.Code, priority, AheadOf(kind), now);
    }

    private WorkKind KindOf(Service service, PriorityCode priority) =>
        state.Lines.Groups.KindOf(new(service.Code, null, null, priority), service.Zone);

    private Ahead AheadOf(WorkKind kind)
    {
        if (!_ahead.TryGetValue(kind, out var ahead))
        {
            _ahead[kind] = ahead = WaitForecast.AheadOfNewcomer(state, kind, now);
        }

        return ahead;
    }
}
