using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Storage.Journal;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Hall.Web.Tests.Journal;

public sealed class FailedCommitTests
{
    [Fact]
    public async Task Commit_DiskFull_RefusesAlertsAndRecoversByItself()
    {
        await using var hub = HallOnDisk.Started();
        await hub.IssueAsync();
        var before = await hub.WholeStateAsync();
        hub.Writer.BeforeCommit = _ => throw new SqliteException("database or disk is full", 13);

        var refused = await Assert.ThrowsAsync<JournalUnavailableException>(() => hub.IssueAsync());
        Assert.Contains("disk is full", refused.Message, StringComparison.Ordinal);
        await hub.UntilAsync(() => hub.Alerts.All.Any(alert => alert.Kind == "journal-unavailable"), TimeSpan.Zero);
        Assert.Equal(before, await AskAgainAsync(hub));

        // Readable is not writable: it is tried every some seconds, and the alert stays as long as it fails.
        var tries = 0;
        hub.Writer.BeforeCommit = _ =>
        {
            tries++;
            throw new SqliteException("database or disk is full", 13);
        };
        await hub.UntilAsync(() => tries >= 2, TimeSpan.FromSeconds(1));
        Assert.Contains(hub.Alerts.All, alert => alert.Kind == "journal-unavailable");

        hub.Writer.BeforeCommit = null;
        await hub.UntilAsync(() => hub.Alerts.All.Count == 0, TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await hub.IssueAsync()).Ticket!.Ticket.Id.Value);
    }

    [Fact]
    public async Task Commit_FailsManyTimesAlike_IsToldOnceAndCounted()
    {
        await using var hub = HallOnDisk.Started();
        var log = new ListLogger<JournalWriter>();
        await using var writer = new JournalWriter(hub.Database, log) { BeforeCommit = _ => throw new SqliteException("database or disk is full", 13) };
        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<JournalUnavailableException>(writer.ProbeAsync);
        }

        writer.BeforeCommit = null;
        await writer.ProbeAsync();

        Assert.Equal(2, log.Lines.Count);
        Assert.Contains("5 batches were refused", log.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commit_DatabaseMayNotGrow_RefusesAndGoesOnAfterwards()
    {
        await using var hub = HallOnDisk.Started();
        await hub.IssueAsync();
        var full = true;
        hub.Writer.BeforeCommit = connection =>
        {
            // A real "full" from SQLite itself: the file may not grow by another page.
            if (Volatile.Read(ref full))
            {
                Execute(connection, "PRAGMA max_page_count = 1");
                Execute(connection, "CREATE TABLE filler (Bytes BLOB)");
                Execute(connection, "INSERT INTO filler VALUES (zeroblob(4000000))");
            }
        };
        var refused = await Assert.ThrowsAsync<JournalUnavailableException>(() => hub.IssueAsync());
        Assert.Equal(13, Assert.IsType<SqliteException>(refused.InnerException?.InnerException).SqliteErrorCode);

        Volatile.Write(ref full, false);
        Assert.Equal(2, await IssuedAgainAsync(hub));
        await hub.RestartAsync();
        Assert.Equal(3, (await hub.IssueAsync()).Ticket!.Ticket.Id.Value);
    }

    [Fact]
    public async Task Commit_CorrectedClockFails_KeepsTheHallsTime()
    {
        await using var hub = HallOnDisk.Started();
        await hub.IssueAsync();
        hub.Writer.BeforeCommit = _ => throw new SqliteException("disk I/O error", 10);
        await Assert.ThrowsAsync<JournalUnavailableException>(() =>
            hub.Hall.ExecuteAsync(new CorrectClock(HallOnDisk.Morning.AddHours(-2)), null, TestContext.Current.CancellationToken));
        hub.Writer.BeforeCommit = null;

        await IssuedAgainAsync(hub);
        var state = await hub.Hall.AskAsync(new WholeState(), TestContext.Current.CancellationToken);
        Assert.True(state.LastEventAt >= HallOnDisk.Morning);
    }

    [Fact]
    public async Task Commit_AnotherProgramHoldsTheLockForAWhile_IsSurvived()
    {
        await using var hub = HallOnDisk.Started();
        await hub.IssueAsync();
        Task<HallOutcome> waiting;
        using (var backup = new SqliteConnection($"Data Source={hub.File};Pooling=False"))
        {
            backup.Open();
            Execute(backup, "BEGIN IMMEDIATE");
            waiting = hub.IssueAsync();
            Assert.False(waiting.IsCompleted);
            Execute(backup, "COMMIT");
        }

        Assert.Equal(2, (await waiting).Ticket!.Ticket.Id.Value);
        Assert.Empty(hub.Alerts.All);
    }

    [Fact]
    public async Task Commit_SecondWriterOfTheHall_TheLaterStopsAndNothingIsTwice()
    {
        await using var first = HallOnDisk.Started();
        await using var second = HallOnDisk.Started(first.Folder, first.Time);
        await first.IssueAsync();
        await Assert.ThrowsAsync<JournalUnavailableException>(() => second.IssueAsync());

        await first.UntilAsync(() => second.Alerts.All.Any(alert => alert.Kind == "hall-stopped"), TimeSpan.Zero);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => second.IssueAsync());
        Assert.Equal(2, (await first.IssueAsync()).Ticket!.Ticket.Id.Value);
        Assert.Equal(2, first.Count("SELECT COUNT(*) FROM journal WHERE Type = 'ticket-issued'"));
        Assert.Empty(first.Alerts.All);
        await second.StopAsync();
    }

    [Fact]
    public async Task Commit_SecondWriterOfOneHall_LeavesTheOtherHallAlone()
    {
        var tongling = Path.Combine(Path.GetDirectoryName(HallOnDisk.HallFile)!, "tongling.json");
        await using var hub = HallOnDisk.Started(null, null, HallOnDisk.HallFile, tongling);
        var (contested, other) = (hub.Halls.Find(new("demo-small"))!, hub.Halls.All.First(hall => hall.Id.Value != "demo-small"));
        Assert.True((await contested.ExecuteAsync(new RequestHelp("a"), null, TestContext.Current.CancellationToken)).Succeeded);
        var next = (await contested.AskAsync(new WholeState(), TestContext.Current.CancellationToken)).Sequence + 1;
        using (var rival = new SqliteConnection($"Data Source={hub.File};Pooling=False"))
        {
            rival.Open();
            Execute(rival, $"INSERT INTO journal SELECT Hall, {next}, At, Type, Version, Payload FROM journal WHERE Hall = 'demo-small' AND Sequence = {next - 1}");
        }

        // The writer is held until both halls wait, so that they share a commit.
        using var held = new ManualResetEventSlim();
        hub.Writer.BeforeCommit = _ => held.Wait(TestContext.Current.CancellationToken);
        var opening = other.ExecuteAsync(new RequestHelp("x"), null, TestContext.Current.CancellationToken);
        var loser = contested.ExecuteAsync(new RequestHelp("b"), null, TestContext.Current.CancellationToken);
        var winner = other.ExecuteAsync(new RequestHelp("y"), null, TestContext.Current.CancellationToken);
        held.Set();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => loser);
        Assert.True((await opening).Succeeded && (await winner).Succeeded);
        Assert.Equal(["demo-small"], hub.Alerts.All.Where(alert => alert.Kind == "hall-stopped").Select(alert => alert.Subject));
    }

    private static async Task<long> IssuedAgainAsync(HallOnDisk hub)
    {
        while (true)
        {
            try
            {
                return (await hub.IssueAsync()).Ticket!.Ticket.Id.Value;
            }
            catch (JournalUnavailableException)
            {
                hub.Time.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        }
    }

    private static async Task<string> AskAgainAsync(HallOnDisk hub)
    {
        while (true)
        {
            try
            {
                return await hub.WholeStateAsync();
            }
            catch (JournalUnavailableException)
            {
                hub.Time.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
