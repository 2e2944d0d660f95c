using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Hall.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Hall.Hub.Verification;

/// <summary>Names the visits whose rows are not those of the journal, each in a sentence.</summary>
internal static class VisitFaults
{
    private const int Shown = 10;

    /// <summary>Compares the rows of some ranges of tickets one by one.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="moment">The moment that is looked at.</param>
    /// <param name="hall">The hall.</param>
    /// <param name="floor">The first ticket that is looked at.</param>
    /// <param name="keys">The ranges.</param>
    /// <param name="played">What the journal tells of them.</param>
    /// <param name="parts">Where services belonged.</param>
    public static IReadOnlyList<string> Of(SqliteConnection connection, SqliteTransaction moment, HallId hall, long floor,
        IEnumerable<long> keys, VisitsCheck played, PartHistory parts)
    {
        var (faults, legs) = (new List<string>(), new SortedDictionary<DateOnly, (int More, int Changed)>());
        var byKey = played.Kept.ToLookup(one => VisitsCheck.KeyOf(one.Ticket.Id.Value));
        foreach (var key in keys)
        {
            var (from, to) = VisitsCheck.RangeOf(key);
            from = Math.Max(from, floor);
            var told = byKey[key].ToDictionary(one => one.Ticket.Id.Value);
            faults.AddRange(Tickets(VisitsCheck.StoredTickets(connection, moment, hall, from, to), told));
            faults.AddRange(Periods(VisitsCheck.StoredPeriods(connection, moment, hall, from, to), told));
            CountLegs(VisitsCheck.StoredLegs(connection, moment, hall, from, to), told, legs, parts);
        }

        faults.AddRange(legs.Where(day => day.Value != default)
            .Select(day => $"the served legs of {DayText.Of(day.Key)} (UTC) are not those of the journal: "
            + (day.Value.More switch { 0 => "some were changed.", < 0 => Invariant($"{-day.Value.More} are missing."),
                _ => Invariant($"{day.Value.More} were added.") })));
        return faults.Count <= Shown ? faults : [.. faults.Take(Shown),
            Invariant($"{faults.Count - Shown} more rows of visits are not as the journal tells them.")];
    }

    private static IEnumerable<string> Tickets(IEnumerable<TicketColumns> rows, Dictionary<long,
        (Ticket Ticket, Ticket? Written, List<LegColumns> Legs)> told)
    {
        var left = told.ToDictionary();
        foreach (var row in rows)
        {
            if (!left.Remove(row.Ticket, out var visit))
            {
                yield return Invariant($"ticket {row.Ticket} ({row.Number}) stands in the reports, and the journal knows no such visit.");
            }
            else if (TicketColumns.Of(visit.Ticket, visit.Written) is var expected && expected != row)
            {
                yield return $"{NameOf(visit.Ticket)} has another {string.Join(", ", expected.Unlike(row))} in the reports than the "
                    + "journal tells.";
            }
        }

        foreach (var visit in left.Values)
        {
            yield return $"{NameOf(visit.Ticket)} is missing in the reports.";
        }
    }

    private static IEnumerable<string> Periods(IEnumerable<PeriodColumns> rows, Dictionary<long,
        (Ticket Ticket, Ticket? Written, List<LegColumns> Legs)> told)
    {
        var stored = rows.ToLookup(row => row.Ticket);
        foreach (var (id, visit) in told)
        {
            var expected = Enumerable.Range(0, visit.Ticket.Periods.Length).Select(i => PeriodColumns.Of(visit.Ticket, i)).ToHashSet();
            if (!expected.SetEquals(stored[id]))
            {
                var one = expected.Except(stored[id]).Concat(stored[id].Except(expected)).MinBy(period => period.Index);
                yield return $"the waits and services of {NameOf(visit.Ticket)} are not those of the journal (its {one.Kind} number "
                    + Invariant($"{one.Index + 1} was changed, removed or added).");
            }
        }

        foreach (var stray in stored.Where(rows => !told.ContainsKey(rows.Key)))
        {
            yield return Invariant($"waits and services stand in the reports for ticket {stray.Key}, and the journal knows no such visit.");
        }
    }

    private static void CountLegs(
        IEnumerable<LegColumns> rows, Dictionary<long, (Ticket Ticket, Ticket? Written, List<LegColumns> Legs)> told,
            SortedDictionary<DateOnly, (int More, int Changed)> days,
        PartHistory parts)
    {
        var (expected, stored) = (told.Values.SelectMany(visit => visit.Legs).ToHashSet(), rows.ToHashSet());
        foreach (var row in stored.Except(expected))
        {
            // What an older version wrote of a service that was withdrawn has the zone of its ticket; an instant of a publication has two.
            if (told.TryGetValue(row.Ticket, out var visit) && visit.Legs.Find(leg => leg.Leg == row.Leg) is var other
                && other with { Zone = row.Zone } == row
                && parts.ZonesOf(TallyScope.Service, row.Service, InstantConverter.Of(row.At)).Append(visit.Ticket.Zone.Value)
                    .Contains(row.Zone))
            {
                expected.Remove(other);
                continue;
            }

            Count(row.UtcDay, 1);
        }

        foreach (var row in expected.Except(stored))
        {
            Count(row.UtcDay, -1);
        }

        void Count(DateOnly day, int by) => days[day] = days.GetValueOrDefault(day) is var counts ? (counts.More + by, counts.Changed + 1)
            : default;
    }

    private static string NameOf(Ticket ticket) => $"ticket {ticket.Number} of {DayText.Of(ticket.BusinessDay)}";
}
