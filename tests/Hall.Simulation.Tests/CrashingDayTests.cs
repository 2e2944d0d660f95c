using System.Collections.Concurrent;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Hall.Simulation.Tests;

/// <summary>Whole days over the real engine and journal; commits fail and the hub restarts where the seed says so.</summary>
public sealed class CrashingDayTests
{
    private const int Citizens = 600;

    /// <summary>Three days; HALL_LONG=30 in the environment tries thirty more.</summary>
    public static IEnumerable<TheoryDataRow<int>> Seeds =>
        Enumerable.Range(10_000, int.TryParse(Environment.GetEnvironmentVariable("HALL_LONG"), out var asked) ? asked : 0)
            .Prepend(4711).Prepend(20260302).Prepend(1).Select(seed => new TheoryDataRow<int>(seed));

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Day_CrashesAtRandomCommits_EveryAnsweredTicketIsThereOnce(int seed)
    {
        try
        {
            await LiveThroughAsync(seed);
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"Seed {seed}: {fault.Message}", fault);
        }
    }

    private static async Task LiveThroughAsync(int seed)
    {
        var dice = new Random(seed);
        await using var hub = HallOnDisk.Started();
        var answered = new ConcurrentBag<(long Id, string Number)>();
        var failed = 0;
        foreach (var counter in (string[])["1", "2"])
        {
            await TryAsync(hub, new OpenCounter(new(counter), new($"100{counter}")));
        }

        for (var citizen = 0; citizen < Citizens; citizen++)
        {
            hub.Time.Advance(TimeSpan.FromSeconds(dice.Next(1, 90)));
            Arm(hub, dice, () => failed++);
            if (await TryAsync(hub, AnyDay.Issue(dice)) is { Succeeded: true, Ticket.Ticket: var ticket })
            {
                answered.Add((ticket.Id.Value, ticket.Number));
            }

            var at = new CounterId(dice.Next(2) == 0 ? "1" : "2");
            foreach (var command in AnyDay.Serve(at, dice))
            {
                await TryAsync(hub, command);
            }

            foreach (var command in AnyDay.Others(dice, citizen))
            {
                if (await TryAsync(hub, command) is not { Succeeded: true })
                {
                    break;
                }
            }

            if (dice.Next(60) == 0)
            {
                var before = await hub.WholeStateAsync();
                await hub.RestartAsync();
                Assert.Equal(before, await hub.WholeStateAsync());
            }
        }

        hub.Writer.BeforeCommit = null;
        Assert.True(failed > 5, "No commit failed: nothing was tested.");
        var end = await hub.WholeStateAsync();
        await hub.RestartAsync();
        Assert.Equal(end, await hub.WholeStateAsync());
        Assert.Equal(end, ReplayedFromTheFirstEvent(hub));
        await ReportRows.AgreeWithJournalAsync(hub);
        Assert.Equal(answered.Count, answered.Select(ticket => ticket.Number).Distinct().Count());
        foreach (var (id, number) in answered)
        {
            Assert.Equal(1, hub.Count($"SELECT COUNT(*) FROM tickets WHERE Ticket = {id} AND Number = '{number}'"));
        }

        Assert.Equal(answered.Count, hub.Count("SELECT COUNT(*) FROM journal WHERE Type = 'ticket-issued'"));
        Assert.Equal(hub.Count("SELECT COUNT(*) FROM journal"), hub.Count("SELECT MAX(Sequence) FROM journal"));
    }

    private static void Arm(HallOnDisk hub, Random dice, Action failed)
    {
        var at = dice.Next(40) == 0 ? dice.Next(1, 4) : 0;
        hub.Writer.BeforeCommit = at == 0 ? null : _ =>
        {
            if (--at == 0)
            {
                failed();
                throw new SqliteException("disk I/O error", 10);
            }
        };
    }

    private static async Task<HallOutcome?> TryAsync(HallOnDisk hub, HallCommand command)
    {
        try
        {
            return await hub.Hall.ExecuteAsync(command, null, TestContext.Current.CancellationToken);
        }
        catch (JournalUnavailableException)
        {
            // The state is rebuilt before the next command is accepted; a caller that comes too early is refused as well.
            while (true)
            {
                try
                {
                    await hub.WholeStateAsync();
                    return null;
                }
                catch (JournalUnavailableException)
                {
                    await Task.Yield();
                }
            }
        }
    }

    private static string ReplayedFromTheFirstEvent(HallOnDisk hub)
    {
        var state = new HallState();
        foreach (var entry in hub.Database.EntriesAfter(hub.Hall.Id, 0))
        {
            state.Apply(entry.Event, entry.At);
        }

        return System.Text.Json.JsonSerializer.Serialize(state.ToOpeningState(), HallJsonContext.Default.OpeningState);
    }
}
