using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Microsoft.Data.Sqlite;

namespace Hall.Hub.Verification;

/// <summary>
/// Compares <c>tickets</c>, <c>periods</c> and <c>legs</c> with what the journal tells of each visit. Sums of a few hundred tickets are
/// kept, not
/// the tickets, so that years fit into memory; where sums differ the journal is played once more for those tickets alone, which are named.
/// </summary>
/// <param name="parts">What the hall's parts were called and where they belonged.</param>
/// <param name="floor">The first ticket that is looked at.</param>
/// <param name="wanted">The ranges whose visits are kept whole; null to keep sums only.</param>
internal sealed class VisitsCheck(PartHistory parts, long floor, IReadOnlySet<long>? wanted = null) : IHallCheck
{
    private const int TicketsAKey = 256;
    private readonly Dictionary<TicketId, Ticket> _written = [];
    private List<Ticket> _known = [];

    /// <summary>The sums of tickets, periods and legs.</summary>
    public MarkSums[] Sums { get; } = [new(), new(), new()];

    /// <summary>Visits of the wanted ranges, with their served legs.</summary>
    public List<(Ticket Ticket, Ticket? Written, List<LegColumns> Legs)> Kept { get; } = [];

    /// <summary>The range of a ticket.</summary>
    public static long KeyOf(long ticket) => Math.DivRem(ticket, TicketsAKey).Quotient;

    /// <summary>Sums up what is stored.</summary>
    public static MarkSums[] Stored(SqliteConnection connection, SqliteTransaction moment, HallId hall, long floor)
    {
        MarkSums[] sums = [new(), new(), new()];
        foreach (var row in StoredTickets(connection, moment, hall, floor, long.MaxValue))
        {
            sums[0].Add(KeyOf(row.Ticket), row.Mark);
        }

        foreach (var row in StoredPeriods(connection, moment, hall, floor, long.MaxValue))
        {
            sums[1].Add(KeyOf(row.Ticket), row.Mark);
        }

        foreach (var row in StoredLegs(connection, moment, hall, floor, long.MaxValue))
        {
            sums[2].Add(KeyOf(row.Ticket), row.Mark);
        }

        return sums;
    }

    public static IEnumerable<TicketColumns> StoredTickets(SqliteConnection connection, SqliteTransaction moment, HallId hall, long from,
        long to) =>
        Rows(connection, moment, hall, $"SELECT {TicketColumns.Names} FROM tickets", from, to, TicketColumns.Read);

    public static IEnumerable<PeriodColumns> StoredPeriods(SqliteConnection connection, SqliteTransaction moment, HallId hall, long from,
        long to) =>
        Rows(connection, moment, hall, $"SELECT {PeriodColumns.Names} FROM periods", from, to, PeriodColumns.Read);

    public static IEnumerable<LegColumns> StoredLegs(SqliteConnection connection, SqliteTransaction moment, HallId hall, long from,
        long to) =>
        Rows(connection, moment, hall, $"SELECT {LegColumns.Names} FROM legs", from, to, LegColumns.Read);

    /// <summary>The first and the last ticket of a range.</summary>
    public static (long From, long To) RangeOf(long key) => (key * TicketsAKey, (key * TicketsAKey) + TicketsAKey - 1);

    /// <inheritdoc />
    public void Before(HallState state, JournalEntry entry)
    {
        switch (entry.Event)
        {
            case BusinessDayOpened: _known = [.. state.Tickets.Values]; break;
            case ClockCorrected: Remember(state); break;
        }
    }

    /// <inheritdoc />
    public void After(HallState state, JournalEntry entry)
    {
        switch (entry.Event)
        {
            // Whoever is forgotten changes no more.
            case BusinessDayOpened:
                foreach (var ticket in _known.Where(ticket => !state.Tickets.ContainsKey(ticket.Id)))
                {
                    Take(ticket, state.Plan);
                }

                _known = [];
                break;
            case ActionUndone { Ticket: { } undone } when _written.TryGetValue(undone, out var written):
                _written[undone] = written with { Legs = state.Tickets[undone].Legs };
                break;
        }
    }

    /// <inheritdoc />
    public void End(HallState state)
    {
        foreach (var ticket in state.Tickets.Values)
        {
            Take(ticket, state.Plan);
        }
    }

    // A clock that is set right moves instants of visits, and not what was written of their issue and their served legs.
    private void Remember(HallState state)
    {
        foreach (var ticket in state.Tickets.Values)
        {
            _written[ticket.Id] = _written.TryGetValue(ticket.Id, out var first)
                ? first with { Legs = [.. first.Legs, .. ticket.Legs.Skip(first.Legs.Length)] } : ticket;
        }
    }

    private void Take(Ticket ticket, HallPlan plan)
    {
        if (ticket.Id.Value < floor)
        {
            return;
        }

        var key = KeyOf(ticket.Id.Value);
        var written = _written.Count == 0 ? null : _written.GetValueOrDefault(ticket.Id);
        if (wanted is not null)
        {
            if (wanted.Contains(key))
            {
                Kept.Add((ticket, written, [.. LegsOf(ticket, written, plan)]));
            }

            return;
        }

        Sums[0].Add(key, TicketColumns.Of(ticket, written).Mark);
        for (var i = 0; i < ticket.Periods.Length; i++)
        {
            Sums[1].Add(key, PeriodColumns.Of(ticket, i).Mark);
        }

        foreach (var leg in LegsOf(ticket, written, plan))
        {
            Sums[2].Add(key, leg.Mark);
        }
    }

    private IEnumerable<LegColumns> LegsOf(Ticket ticket, Ticket? written, HallPlan plan)
    {
        foreach (var leg in ticket.Legs)
        {
            if (leg is { Served: true, EndedAt: { } last })
            {
                var ended = written is not null && written.Legs.Length >= leg.Number
                    && written.Legs[leg.Number - 1] is { Served: true, EndedAt: { } first } ? first : last;
                var (local, service) = (plan.Local(ended), RatingStatements.ServiceOf(ticket, leg).Value);
                yield return new(ticket.Id.Value, leg.Number, ended.ToUnixTimeMilliseconds(), DateOnly.FromDateTime(local)
                    .DayNumber, local.Hour,
                    parts.ZoneOf(TallyScope.Service, service, ended) ?? ticket.Zone.Value, service, leg.Counter.Value, leg.Teller.Value);
            }
        }
    }

    private static IEnumerable<T> Rows<T>(
        SqliteConnection connection, SqliteTransaction moment, HallId hall, string sql, long from, long to, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();

        // The whole is read in the order in which it lies; a part by its key.
        (command.Transaction, command.CommandText) = (moment,
            $"{sql} WHERE Hall = $hall{(from <= 0 && to == long.MaxValue ? "" : " AND Ticket BETWEEN $from AND $to")}");
        command.Parameters.AddWithValue("$hall", hall.Value);
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$to", to);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return read(reader);
        }
    }
}
