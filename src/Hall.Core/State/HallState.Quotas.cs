using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;

namespace Hall.Core.State;

public sealed partial class HallState
{
    private readonly Dictionary<(ServiceCode Service, TimeOnly From), int> _numbersTaken = [];

    /// <summary>
    /// Numbers of a quota that are taken today: of tickets issued in its period that carry the service and whose citizens have not left.
    /// </summary>
    public int NumbersTaken(ServiceCode service, Quota quota) => _numbersTaken.GetValueOrDefault((service, quota.From));

    /// <summary>Counts a ticket out as it was and in as it is.</summary>
    private void CountQuotas(Ticket? before, Ticket after)
    {
        if (before is not null && before.State == after.State && before.Services == after.Services && before.IssuedAt == after.IssuedAt)
        {
            return;
        }

        if (before is not null)
        {
            CountQuotas(before, -1);
        }

        CountQuotas(after, 1);
    }

    private void CountQuotas(Ticket ticket, int by)
    {
        if (ticket.BusinessDay != BusinessDay || ticket.State == TicketState.Abandoned)
        {
            return;
        }

        foreach (var service in ticket.Services)
        {
            if (Plan.Services.TryGetValue(service.Service, out var found) && found.Quotas.Count > 0
                && found.QuotaAt(TimeOnly.FromDateTime(Plan.Local(ticket.IssuedAt))) is { } quota)
            {
                _numbersTaken[(service.Service, quota.From)] = _numbersTaken.GetValueOrDefault((service.Service, quota.From)) + by;
            }
        }
    }

    /// <summary>Counts all tickets anew, after the day, the catalogue or the clock was changed.</summary>
    private void CountQuotasAnew()
    {
        _numbersTaken.Clear();
        foreach (var ticket in _tickets.Values)
        {
            CountQuotas(ticket, 1);
        }
    }
}
