using Hall.Core.Tickets;
using Hall.Storage.Journal;
using Hall.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Hall.Hub.Verification;

/// <summary>A row of <c>tickets</c>, as it is stored or as the journal tells it.</summary>
internal readonly record struct TicketColumns(
    long Ticket, string Number, int BusinessDay, string Zone, string Services, string Priority, string State, long IssuedAt, long? EndedAt,
        string? Counter, string? Teller)
{
    /// <summary>The columns, in the order of <see cref="Read"/>.</summary>
    public const string Names = "Ticket, Number, BusinessDay, Zone, Services, Priority, State, IssuedAt, EndedAt, Counter, Teller";

    public Mark Mark => Mark.Of(1).And(Ticket).And(Number).And(BusinessDay).And(Zone).And(Services).And(Priority).And(State).And(IssuedAt)
        .And(EndedAt).And(Counter).And(Teller);

    public static TicketColumns Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetInt32(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6),
            row.GetInt64(7),
        Columns.Number(row, 8), Columns.Text(row, 9), Columns.Text(row, 10));

    /// <param name="ticket">The visit.</param>
    /// <param name="written">The visit as it was first written, where a corrected clock moved it since.</param>
    public static TicketColumns Of(Ticket ticket, Ticket? written) => new(
        ticket.Id.Value, ticket.Number, ticket.BusinessDay.DayNumber, ticket.Zone.Value, JournalStatements.ServicesOf(ticket),
            ticket.Priority.Value, Columns.Name(ticket.State),
        (written ?? ticket).IssuedAt.ToUnixTimeMilliseconds(), ticket.EndedAt?.ToUnixTimeMilliseconds(), ticket.CurrentLeg?.Counter.Value,
            ticket.CurrentLeg?.Teller.Value);

    /// <summary>The columns that another row of the same visit has otherwise.</summary>
    public IEnumerable<string> Unlike(TicketColumns other)
    {
        if (Number != other.Number) { yield return "number"; }
        if (BusinessDay != other.BusinessDay) { yield return "day"; }
        if (Zone != other.Zone) { yield return "zone"; }
        if (Services != other.Services) { yield return "services"; }
        if (Priority != other.Priority) { yield return "priority"; }
        if (State != other.State) { yield return "state"; }
        if (IssuedAt != other.IssuedAt) { yield return "time of issue"; }
        if (EndedAt != other.EndedAt) { yield return "time of its end"; }
        if (Counter != other.Counter) { yield return "counter"; }
        if (Teller != other.Teller) { yield return "teller"; }
    }
}

/// <summary>A row of <c>periods</c>.</summary>
internal readonly record struct PeriodColumns(
    long Ticket, int Index, int Leg, string Kind, long From, long? To, string Service, string? Counter, string? Teller)
{
    /// <summary>The columns, in the order of <see cref="Read"/>.</summary>
    public const string Names = "Ticket, \"Index\", Leg, Kind, \"From\", \"To\", Service, Counter, Teller";

    public Mark Mark => Mark.Of(2).And(Ticket).And(Index).And(Leg).And(Kind).And(From).And(To).And(Service).And(Counter).And(Teller);

    public static PeriodColumns Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), row.GetString(3), row.GetInt64(4), Columns.Number(row, 5), row.GetString(6),
            Columns.Text(row, 7), Columns.Text(row, 8));

    public static PeriodColumns Of(Ticket ticket, int index) => ticket.Periods[index] is var period ? new(
        ticket.Id.Value, index, period.Leg, JournalStatements.KindOf(period.Kind), period.From.ToUnixTimeMilliseconds(),
            period.To?.ToUnixTimeMilliseconds(),
        period.Service.Value, period.Counter?.Value, period.Teller?.Value) : default;
}

/// <summary>A row of <c>legs</c>.</summary>
internal readonly record struct LegColumns(long Ticket, int Leg, long At, int Day, int Hour, string Zone, string Service, string Counter,
    string Teller)
{
    /// <summary>The columns, in the order of <see cref="Read"/>.</summary>
    public const string Names = "Ticket, Leg, At, Day, Hour, Zone, Service, Counter, Teller";

    public Mark Mark => Mark.Of(3).And(Ticket).And(Leg).And(At).And(Day).And(Hour).And(Zone).And(Service).And(Counter).And(Teller);

    /// <summary>The day of its end in UTC, days since 0001-01-01.</summary>
    public DateOnly UtcDay => DateOnly.FromDateTime(InstantConverter.Of(At).UtcDateTime);

    public static LegColumns Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt32(1), row.GetInt64(2), row.GetInt32(3), row.GetInt32(4), row.GetString(5), row.GetString(6),
            row.GetString(7), row.GetString(8));
}

/// <summary>Cells.</summary>
internal static class Columns
{
    private static readonly string[] States = [.. Enum.GetValues<TicketState>().Select(state => state.ToString())];

    public static string Name(TicketState state) => States[(int)state];

    public static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
