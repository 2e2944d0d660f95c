using Hall.Core.Engine;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Hall.Simulation.Tests;

/// <summary>What reports read says the same as the journal, which is the truth.</summary>
internal static class ReportRows
{
    private static readonly string[] OfRatings = ["legs", "feedback", "feedback_aside", "feedback_heads", "tallies"];

    /// <summary>Visits and periods stand as the state has them; ratings and tallies made anew from the journal are the same to the
    /// byte.</summary>
    public static async Task AgreeWithJournalAsync(HallOnDisk hub)
    {
        var state = await hub.Hall.AskAsync(new WholeState(), TestContext.Current.CancellationToken);
        foreach (var ticket in state.Tickets)
        {
            Assert.Equal(
                (ticket.Id, 1L),
                (ticket.Id, hub.Count($"SELECT COUNT(*) FROM tickets WHERE Ticket = {ticket.Id.Value} AND State = '{ticket.State}'")));
            Assert.Equal((ticket.Id, ticket.Periods.Length),
                (ticket.Id, (int)hub.Count($"SELECT COUNT(*) FROM periods WHERE Ticket = {ticket.Id.Value}")));
            Assert.Equal(
                (ticket.Id, ticket.Legs.Count(leg => leg is { Served: true, EndedAt: not null })),
                (ticket.Id, (int)hub.Count($"SELECT COUNT(*) FROM legs WHERE Ticket = {ticket.Id.Value}")));
        }

        var kept = Dump(hub);
        await hub.StopAsync();
        Carry(hub, string.Join(';', OfRatings.Select(table => $"DELETE FROM {table}")));
        hub.Start();
        var anew = Dump(hub);
        Assert.True(kept.SequenceEqual(anew),
            $"{string.Join('\n', kept.Except(anew).Take(3))}\nwas made anew as\n{string.Join('\n', anew.Except(kept).Take(3))}");
    }

    private static List<string> Dump(HallOnDisk hub) =>
        [.. OfRatings.SelectMany(table => Rows(hub, $"SELECT * FROM {table} ORDER BY 1, 2, 3").Select(row => $"{table} {row}"))];

    private static List<string> Rows(HallOnDisk hub, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={hub.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|',
                Enumerable.Range(0, reader.FieldCount)
                    .Select(column =>
                        reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(column)}")));
        }

        return rows;
    }

    private static void Carry(HallOnDisk hub, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={hub.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
