using System.Text.Json;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;
using Microsoft.Data.Sqlite;

namespace Hall.Benchmarks;

/// <summary>Writes history straight into a stopped hub's journal: serving as many people would take hours.</summary>
internal static class History
{
    private const int TicketsADay = 6_000;
    private const int EventsATicket = 4;

    /// <summary>Tickets that were issued, called, started and completed today, after what the journal holds.</summary>
    public static void AddToday(string data, int tickets)
    {
        using var connection = Open(data);
        var (sequence, at) = Last(connection);
        Append(connection, sequence, 1, tickets, at, TimeSpan.Zero, DayOf(connection));
    }

    /// <summary>Years of tickets, and an opening state after them; returns the size of the database in bytes.</summary>
    public static long AddYears(string data, int tickets)
    {
        using var connection = Open(data);
        var (sequence, at) = Last(connection);
        var state = Replay(connection);
        Append(connection, sequence, state.NextTicketId.Value, tickets, at, TimeSpan.FromMilliseconds(1), state.BusinessDay);
        var opening = state.ToOpeningState() with
        {
            Sequence = sequence + ((long)tickets * EventsATicket),
            LastEventAt = at.AddMilliseconds(tickets),
            NextTicketId = new(state.NextTicketId.Value + tickets),
        };
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO openings (Hall, Sequence, State) VALUES ($hall, $sequence, $state)";
        insert.Parameters.AddWithValue("$hall", BenchmarkHall.Name);
        insert.Parameters.AddWithValue("$sequence", opening.Sequence);
        insert.Parameters.AddWithValue("$state", JsonSerializer.Serialize(opening, HallJsonContext.Default.OpeningState));
        insert.ExecuteNonQuery();
        return new FileInfo(Path.Combine(data, "hall.db")).Length;
    }

    private static void Append(SqliteConnection connection, long sequence, long firstTicket, int tickets, DateTimeOffset at, TimeSpan step, DateOnly today)
    {
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT INTO journal (Hall, Sequence, At, Type, Version, Payload) VALUES ($hall, $sequence, $at, $type, 1, $payload)";
        insert.Parameters.AddWithValue("$hall", BenchmarkHall.Name);
        var (place, moment, type, payload) = (insert.Parameters.AddWithValue("$sequence", 0L), insert.Parameters.AddWithValue("$at", 0L),
            insert.Parameters.AddWithValue("$type", ""), insert.Parameters.AddWithValue("$payload", ""));
        insert.Prepare();
        using var reports = new ReportRows(connection, transaction);
        CounterId counter = new("1");
        for (var i = 0; i < tickets; i++)
        {
            TicketId ticket = new(firstTicket + i);
            var day = today.AddDays(-((tickets - 1 - i) / TicketsADay));
            ServiceCode service = new("A01");
            HallEvent[] life =
            [
                new TicketIssued(ticket, TicketNumber.Format(new("A"), (i % TicketsADay) + 1), day, new("A"), [service], PriorityCode.None, "zh-CN", null, null),
                new TicketCalled(ticket, counter, new("1001"), new CallReason(CallRule.Score, 60, 60)),
                new ServiceStarted(ticket, counter),
                new ServiceCompleted(ticket, counter, service, AfterService.VisitEnds),
            ];
            foreach (var happened in life)
            {
                place.Value = ++sequence;
                moment.Value = (at + (step * i)).ToUnixTimeMilliseconds();
                type.Value = EventNames.Of(happened);
                payload.Value = JsonSerializer.Serialize(happened, happened.GetType(), HallJsonContext.Default);
                insert.ExecuteNonQuery();
            }

            reports.Write(ticket, day, at + (step * i));
        }

        transaction.Commit();
    }

    private static HallState Replay(SqliteConnection connection)
    {
        using var read = connection.CreateCommand();
        read.CommandText = "SELECT At, Type, Payload FROM journal WHERE Hall = $hall ORDER BY Sequence";
        read.Parameters.AddWithValue("$hall", BenchmarkHall.Name);
        using var rows = read.ExecuteReader();
        var state = new HallState();
        while (rows.Read())
        {
            var happened = JsonSerializer.Deserialize(rows.GetString(2), EventNames.TypeOf(rows.GetString(1))!, HallJsonContext.Default)!;
            state.Apply((HallEvent)happened, DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(0)));
        }

        return state;
    }

    private static DateOnly DayOf(SqliteConnection connection) => Replay(connection).BusinessDay;

    private static (long Sequence, DateTimeOffset At) Last(SqliteConnection connection)
    {
        using var read = connection.CreateCommand();
        read.CommandText = "SELECT Sequence, At FROM journal WHERE Hall = $hall ORDER BY Sequence DESC LIMIT 1";
        read.Parameters.AddWithValue("$hall", BenchmarkHall.Name);
        using var rows = read.ExecuteReader();
        return rows.Read() ? (rows.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(1))) : throw new InvalidOperationException("The journal is empty.");
    }

    private static SqliteConnection Open(string data)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(data, "hall.db")};Pooling=False");
        connection.Open();
        using var fast = connection.CreateCommand();
        fast.CommandText = "PRAGMA synchronous=OFF; PRAGMA cache_size=-64000;";
        fast.ExecuteNonQuery();
        return connection;
    }
}
