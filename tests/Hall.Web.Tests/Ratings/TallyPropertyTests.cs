using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Hub.Ratings;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Hall.Web.Tests.Ratings;

/// <summary>
/// Weeks of visits, ratings, corrections, restarts and crashes, drawn from a seed: every tally of every scope equals a count of the rows,
/// and so do those that are made anew from the journal.
/// </summary>
public sealed class TallyPropertyTests
{
    private const int Steps = 160;

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(20261123)]
    public async Task Tallies_AfterWeeksWithCorrectionsAndCrashes_EqualACountOfTheRows(int seed)
    {
        var dice = new Random(seed);
        var hall = HallOnDisk.Started();
        try
        {
            List<TicketId> served = [];
            for (var step = 0; step < Steps; step++)
            {
                hall.Time.Advance(TimeSpan.FromMinutes(dice.Next(1, 4)));
                await StepAsync(hall, dice, served);
                if (dice.Next(40) == 0)
                {
                    hall = await CrashedAsync(hall);
                }
                else if (dice.Next(40) == 0)
                {
                    await hall.RestartAsync();
                }
            }

            await TryAsync(hall, new PressPad(new("1"), FeedbackLevel.Satisfied, [], "undated", Undated: true));
            var counted = Counted(hall);
            Assert.Equal(counted, Tallied(hall));
            Assert.Empty(Disagreements(hall));
            foreach (var column in new[] { "Served", "Valid0", "Aside3 + Aside4", "Second", "Defaults" })
            {
                Assert.True(hall.Count($"SELECT SUM({column}) FROM tallies WHERE Scope = {(int)TallyScope.Hall}") > 0, $"Seed {seed} never moved {column}.");
            }

            await hall.StopAsync();
            var strays = hall.Count("SELECT SUM(Second * 7 + Late * 5 + Orphan * 3 + \"Foreign\" + Undated * 11) FROM tallies");
            hall.Tamper("DELETE FROM tallies; DELETE FROM legs; DELETE FROM feedback; DELETE FROM feedback_aside; DELETE FROM feedback_heads");
            hall.Start();
            Assert.Equal(counted, Tallied(hall));
            Assert.Empty(Disagreements(hall));
            Assert.Equal(counted, Counted(hall));
            Assert.Equal(strays, hall.Count("SELECT SUM(Second * 7 + Late * 5 + Orphan * 3 + \"Foreign\" + Undated * 11) FROM tallies"));
        }
        finally
        {
            await hall.DisposeAsync();
        }
    }

    private static async Task StepAsync(HallOnDisk hall, Random dice, List<TicketId> served)
    {
        var (at, level) = (new CounterId($"{1 + dice.Next(2)}"), (FeedbackLevel)dice.Next(5));
        switch (dice.Next(12))
        {
            case < 6:
                await TryAsync(hall, new OpenCounter(at, new($"{1001 + dice.Next(3)}")));
                await TryAsync(hall, new IssueTicket([new($"A0{1 + dice.Next(2)}")], PriorityCode.None));
                if ((await TryAsync(hall, new CallNext(at))).Ticket is { } called)
                {
                    await TryAsync(hall, new StartService(at));
                    await TryAsync(hall, new CompleteService(at));
                    served.Add(called.Ticket.Id);
                    for (var press = dice.Next(3); press > 0; press--)
                    {
                        await TryAsync(hall, new PressPad(at, level, [], $"press-{dice.Next()}"));
                    }
                }

                break;
            case 6:
                await TryAsync(hall, new PressPad(at, level, [], $"press-{dice.Next()}"));
                break;
            case 7 or 8 when served.Count > 0:
                await TryAsync(hall, new GiveFeedback(served[dice.Next(served.Count)], null, level, [], null, FeedbackChannel.QrCode));
                break;
            case 9 when served.Count > 0:
                await CorrectAsync(hall, served[dice.Next(served.Count)]);
                break;
            case 10:
                await TryAsync(hall, dice.Next(2) == 0 ? new UndoLastAction(at) : new CloseCounter(at));
                break;
            case 11 when served.Count > 0:
                await TryAsync(hall, new CloseCounter(at));
                hall.Time.Advance(TimeSpan.FromDays(dice.Next(1, 4)));
                await CorrectAsync(hall, served[dice.Next(served.Count)]);
                await CorrectAsync(hall, served[^1]);
                break;
        }
    }

    // What a case or the watch over silence does long after the visit: a rating set aside twice, a late follow-up, a default for silence.
    private static async Task CorrectAsync(HallOnDisk hall, TicketId ticket)
    {
        var about = $"Ticket = {ticket.Value} AND Occasion = 1";
        if (hall.Count($"SELECT COUNT(*) FROM feedback WHERE {about}") > 0)
        {
            var level = (FeedbackLevel)hall.Count($"SELECT CASE Level WHEN 'VerySatisfied' THEN 0 WHEN 'Satisfied' THEN 1 WHEN 'BasicallySatisfied' THEN 2 WHEN 'Dissatisfied' THEN 3 ELSE 4 END FROM feedback WHERE {about}");
            var aside = new SetFeedbackAside(ticket, 1, level, new(2026, 3, 2), $"CP{ticket.Value}");
            await TryAsync(hall, aside);
            await TryAsync(hall, aside);
            await TryAsync(hall, new FollowUpFeedback(ticket, 1, FeedbackLevel.Satisfied, "好了", $"CP{ticket.Value}"));
        }
        else
        {
            await TryAsync(hall, new EnterDefaultFeedback(ticket, 1));
        }
    }

    private static Task<HallOutcome> TryAsync(HallOnDisk hall, HallCommand command) => hall.Hall.ExecuteAsync(command, null, TestContext.Current.CancellationToken);

    private static async Task<HallOnDisk> CrashedAsync(HallOnDisk hall)
    {
        var copy = hall.CopyAsAfterCrash();
        File.Copy(Path.Combine(hall.Folder, "chain.key"), Path.Combine(copy, "chain.key"));
        var after = HallOnDisk.Started(copy, hall.Clock);
        await hall.DisposeAsync();
        return after;
    }

    [Theory]
    [InlineData("INSERT INTO feedback_aside SELECT Hall, Ticket, Leg, At, 'CP1' FROM feedback WHERE Occasion = 1 LIMIT 1", "is set aside, and the journal knows nothing of it")]
    [InlineData("UPDATE tallies SET Valid0 = Valid0 + 1 WHERE Scope = 4", "the sums of teller 1001")]
    [InlineData("DELETE FROM tallies WHERE Scope = 0", "the sums of the hall")]
    [InlineData("UPDATE journal SET Payload = replace(Payload, 'VeryDissatisfied', 'VerySatisfied') WHERE Type = 'feedback-given'", "the journal has VerySatisfied")]
    [InlineData("UPDATE legs SET Teller = '1009'", "names another teller")]
    public async Task Disagreements_WhatStandsAroundTheChainWasChanged_AreNamed(string tampering, string says)
    {
        await using var hall = HallOnDisk.Started();
        var at = new CounterId("1");
        await TryAsync(hall, new OpenCounter(at, new("1001")));
        await TryAsync(hall, new IssueTicket([new("A01")], PriorityCode.None));
        var ticket = (await TryAsync(hall, new CallNext(at))).Ticket!.Ticket.Id;
        await TryAsync(hall, new StartService(at));
        await TryAsync(hall, new CompleteService(at));
        await TryAsync(hall, new GiveFeedback(ticket, null, FeedbackLevel.VeryDissatisfied, ["109"], null, FeedbackChannel.QrCode));
        Assert.Empty(Disagreements(hall));

        hall.Tamper(tampering);

        Assert.Contains(Disagreements(hall), fault => fault.Contains(says, StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Disagreements(HallOnDisk hall)
    {
        using var connection = new SqliteConnection($"Data Source={hall.File};Pooling=False");
        connection.Open();
        using var moment = connection.BeginTransaction(deferred: true);
        return FiguresCheck.Faults(connection, moment, hall.Hall.Id, ratings: true, asides: true, [.. Enumerable.Range(0, 60).Select(day => (long)new DateOnly(2026, 2, 15).DayNumber + day)]);
    }

    private static List<string> Counted(HallOnDisk hall)
    {
        var sums = new Dictionary<(TallyScope, long, long, string, string), long[]>();
        foreach (var row in Rows(hall, """
            SELECT l.Day, l.Hour, l.Zone, l.Service, l.Counter, l.Teller, r.Level, a.Ticket IS NOT NULL, d.Link IS NOT NULL FROM legs l
            LEFT JOIN feedback r ON r.Hall = l.Hall AND r.Ticket = l.Ticket AND r.Leg = l.Leg AND r.Occasion = 1
            LEFT JOIN feedback_aside a ON a.Hall = l.Hall AND a.Ticket = l.Ticket AND a.Leg = l.Leg
            LEFT JOIN feedback d ON d.Hall = l.Hall AND d.Ticket = l.Ticket AND d.Leg = l.Leg AND d.Occasion = 
            """ + RatingOccasion.Default))
        {
            var (day, hour) = ((long)row[0], (long)row[1]);
            var zone = $"{row[2]}";
            foreach (var place in new[]
            {
                (TallyScope.Hall, day, hour, "", ""), (TallyScope.Zone, day, hour, zone, zone), (TallyScope.Service, day, -1, $"{row[3]}", zone),
                (TallyScope.Counter, day, -1, $"{row[4]}", zone), (TallyScope.Teller, day, -1L, $"{row[5]}", zone),
            })
            {
                var sum = sums.TryGetValue(place, out var known) ? known : sums[place] = new long[12];
                sum[0]++;
                if (row[6] is string level)
                {
                    sum[((long)row[7] == 1 ? 6 : 1) + (int)Enum.Parse<FeedbackLevel>(level)]++;
                }

                sum[11] += (long)row[8];
            }
        }

        return [.. sums.Select(pair => $"{pair.Key.Item1} {pair.Key.Item2} {pair.Key.Item3} {pair.Key.Item4} {pair.Key.Item5}: {string.Join(' ', pair.Value)}").Order(StringComparer.Ordinal)];
    }

    private static List<string> Tallied(HallOnDisk hall) =>
    [
        .. Rows(hall, "SELECT Scope, Day, Hour, \"Key\", Zone, Served, Valid0, Valid1, Valid2, Valid3, Valid4, Aside0, Aside1, Aside2, Aside3, Aside4, Defaults FROM tallies")
            .Where(row => row.Skip(5).Any(count => (long)count != 0))
            .Select(row => $"{(TallyScope)(long)row[0]} {row[1]} {row[2]} {row[3]} {row[4]}: {string.Join(' ', row.Skip(5))}").Order(StringComparer.Ordinal),
    ];

    private static List<object[]> Rows(HallOnDisk hall, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={hall.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
