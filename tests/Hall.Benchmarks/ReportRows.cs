using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Microsoft.Data.Sqlite;

namespace Hall.Benchmarks;

/// <summary>The reporting rows of tickets that were served: one of the ticket and one each of its wait, walk and service.</summary>
internal sealed class ReportRows : IDisposable
{
    private static readonly string[] Kinds = ["wait", "walk", "service"];
    private readonly SqliteCommand _ticket;
    private readonly SqliteCommand _period;

    public ReportRows(SqliteConnection connection, SqliteTransaction transaction)
    {
        _ticket = Prepare(connection, transaction, """
            INSERT INTO tickets (Hall, Ticket, Number, BusinessDay, Zone, Services, Priority, State, IssuedAt, EndedAt, Counter, Teller)
            VALUES ($hall, $ticket, $number, $day, 'A', 'A01', 'none', 'Completed', $at, $at, '1', '1001')
            """, "$hall", "$ticket", "$number", "$day", "$at");
        _period = Prepare(connection, transaction, """
            INSERT INTO periods (Hall, Ticket, "Index", Leg, Kind, "From", "To", Service, Counter, Teller)
            VALUES ($hall, $ticket, $index, 1, $kind, $at, $at, 'A01', '1', '1001')
            """, "$hall", "$ticket", "$index", "$kind", "$at");
    }

    public void Write(TicketId ticket, DateOnly day, DateTimeOffset at)
    {
        Run(_ticket, BenchmarkHall.Name, ticket.Value, TicketNumber.Format(new("A"), (int)(ticket.Value % 6_000) + 1), day.DayNumber,
            at.ToUnixTimeMilliseconds());
        for (var i = 0; i < Kinds.Length; i++)
        {
            Run(_period, BenchmarkHall.Name, ticket.Value, i, Kinds[i], at.ToUnixTimeMilliseconds());
        }
    }

    public void Dispose()
    {
        _ticket.Dispose();
        _period.Dispose();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, SqliteTransaction transaction, string sql, params string[] names)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        foreach (var name in names)
        {
            command.Parameters.AddWithValue(name, "");
        }

        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }
}
