using Hall.Core.Counters;
using Hall.Core.Dispatch;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Snapshots;

/// <summary>Those who wait for a service that no open counter can serve now, while the hall is at work.</summary>
/// <param name="Service">The service.</param>
/// <param name="Numbers">Their numbers, first come first.</param>
/// <param name="Since">Since when it has been so, UTC.</param>
public sealed record UnservedService(ServiceCode Service, IReadOnlyList<string> Numbers, DateTimeOffset Since);

/// <summary>
/// Finds who waits in vain: all counters that may call them are closed or in a long pause, although the hall is at work (one of its
/// counters is open, or it is within its opening hours). A special service beside an open general counter is one such.
/// </summary>
internal sealed class UnservedSearch(HallState state, DateTimeOffset now)
{
    private readonly Dictionary<(ServiceCode? Service, ZoneCode? Zone, CounterId? Counter), DateTimeOffset?> _away = [];

    /// <summary>One entry for each service, by code.</summary>
    public IReadOnlyList<UnservedService> Find()
    {
        if (AtWorkSince() is not { } atWork)
        {
            return [];
        }

        return
        [
            .. Waiting().Where(ticket => AwaySince(ticket) is not null)
                .GroupBy(ticket => ticket.Service)
                .OrderBy(service => service.Key.Value, StringComparer.Ordinal)
                .Select(service =>
                    new UnservedService(service.Key, [.. service.OrderBy(ticket => ticket.Id).Select(ticket => ticket.Number)],
                    Later(atWork, service.Min(ticket => Later(AwaySince(ticket)!.Value, ticket.Periods[^1].From))))),
        ];
    }

    /// <summary>Whether some open counter can call a ticket.</summary>
    public bool IsServed(Ticket ticket) => AwaySince(ticket) is null;

    private IEnumerable<Ticket> Waiting()
    {
        foreach (var (_, line) in state.Lines.All)
        {
            // All in a line are called by the same counters.
            if (AwaySince(state.Tickets[line.Min.Ticket]) is not null)
            {
                foreach (var place in line)
                {
                    yield return state.Tickets[place.Ticket];
                }
            }
        }

        foreach (var due in state.Plan.Zones.Keys.SelectMany(state.Lines.DueOf))
        {
            yield return state.Tickets[due.Place.Ticket];
        }
    }

    /// <summary>Since when the last counter that may call a ticket has been away; null while one can.</summary>
    private DateTimeOffset? AwaySince(Ticket ticket)
    {
        var (zone, sent) = (ticket.Target.Zone, ticket.Target.Counter);
        var key = (zone is null && sent is null ? ticket.Service : (ServiceCode?)null, zone, sent);
        if (_away.TryGetValue(key, out var known))
        {
            return known;
        }

        var last = DateTimeOffset.MinValue;
        foreach (var counter in state.Plan.Counters.Keys)
        {
            if (!Dispatcher.MayCall(state, counter, ticket))
            {
                continue;
            }

            if (state.Counters[counter].AwaySince(now) is not { } since)
            {
                return _away[key] = null;
            }

            last = Later(last, since);
        }

        return _away[key] = last;
    }

    private DateTimeOffset? AtWorkSince()
    {
        var local = state.Plan.Local(now);
        DateTimeOffset? hours = state.Plan.Configuration.Hours.OpenSince(local) is { } since ? now - (local - since) : null;
        DateTimeOffset? opened = null;
        foreach (var counter in state.Counters.Values.Where(counter => counter.State != CounterState.Closed))
        {
            var from = counter.OpenedAt ?? counter.Since;
            opened = opened is null || from < opened ? from : opened;
        }

        return hours is null || opened < hours ? opened ?? hours : hours;
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
