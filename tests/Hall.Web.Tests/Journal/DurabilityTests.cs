using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Hub.Engine;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Hall.Web.Tests.Journal;

public sealed class DurabilityTests
{
    [Fact]
    public async Task Writer_OwnConnection_SyncsEveryCommitInWal()
    {
        await using var hub = HallOnDisk.Started();
        object? synchronous = null, mode = null;
        hub.Writer.BeforeCommit = connection => (synchronous, mode) = (Scalar(connection, "PRAGMA synchronous"), Scalar(connection, "PRAGMA journal_mode"));
        await hub.IssueAsync();

        Assert.Equal(2L, synchronous);
        Assert.Equal("wal", mode);
    }

    [Fact]
    public async Task Restart_AnsweredCommands_GiveTheSameState()
    {
        await using var hub = HallOnDisk.Started();
        await WorkAsync(hub);
        var before = await hub.WholeStateAsync();
        await hub.RestartAsync();

        Assert.Equal(before, await hub.WholeStateAsync());
        Assert.Empty(hub.Alerts.All);
    }

    [Fact]
    public async Task Restart_AfterManyDays_ReadsFromTheLastOfFiveOpenings()
    {
        await using var hub = HallOnDisk.Started();
        for (var day = 0; day < 6; day++)
        {
            await WorkAsync(hub);
            hub.Time.Advance(TimeSpan.FromDays(1));
        }

        var last = await hub.IssueAsync();
        var before = await hub.WholeStateAsync();
        Assert.Equal(5, hub.Count("SELECT COUNT(*) FROM openings"));
        Assert.Equal(7, hub.Count("SELECT COUNT(*) FROM journal WHERE Type = 'business-day-opened'"));

        // Without the events before the last opening the state is the same: they are not read.
        await hub.StopAsync();
        using (var connection = new SqliteConnection($"Data Source={hub.File};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM journal WHERE Sequence <= (SELECT MAX(Sequence) FROM openings)";
            Assert.True(command.ExecuteNonQuery() > 0);
        }

        hub.Start();
        Assert.Equal(before, await hub.WholeStateAsync());
        Assert.Equal(last.Ticket!.Ticket.Id.Value + 1, (await hub.IssueAsync()).Ticket!.Ticket.Id.Value);
    }

    [Fact]
    public async Task Reports_UndoWithinABatch_HoldTheVisitAsItStands()
    {
        await using var hub = HallOnDisk.Started();
        await WorkAsync(hub);
        var at = new CounterId("1");
        foreach (var command in new HallCommand[] { new UndoLastAction(at), new CompleteService(at) })
        {
            await hub.Hall.ExecuteAsync(command, null, TestContext.Current.CancellationToken);
        }

        var visits = (await hub.Hall.AskAsync(new WholeState(), TestContext.Current.CancellationToken)).Tickets;
        foreach (var visit in visits)
        {
            Assert.Equal(visit.Periods.Length, hub.Count($"SELECT COUNT(*) FROM periods WHERE Ticket = {visit.Id.Value}"));
            Assert.Equal(visit.Periods.Count(period => period.To is null), hub.Count($"SELECT COUNT(*) FROM periods WHERE \"To\" IS NULL AND Ticket = {visit.Id.Value}"));
            Assert.Equal(1, hub.Count($"SELECT COUNT(*) FROM tickets WHERE Ticket = {visit.Id.Value} AND State = '{visit.State}'"));
        }

        Assert.Contains(visits, visit => visit.State == TicketState.Completed);
    }

    [Fact]
    public async Task Reports_ConfigurationPublished_WriteTheTicketsThatItChangesAndNoOthers()
    {
        await using var hub = HallOnDisk.Started();
        await WorkAsync(hub);
        var plan = hub.Hall.Snapshot.Plan.Configuration;
        var gone = plan.Priorities.First(priority => priority.Code != PriorityCode.None).Code;
        var late = await hub.Hall.ExecuteAsync(new IssueTicket([new("A01")], gone), null, TestContext.Current.CancellationToken);
        var written = 0L;
        object? before = null;
        hub.Writer.BeforeCommit = connection => written = (long)Scalar(connection, "SELECT total_changes()")! - (long)(before ?? 0L);
        await hub.IssueAsync();
        before = written;

        await ConfigurationPublisher.PublishAsync(
            hub.Hall, new(plan, plan with { Priorities = [.. plan.Priorities.Where(priority => priority.Code != gone)] }), TestContext.Current.CancellationToken);

        Assert.Equal(1, hub.Count($"SELECT COUNT(*) FROM tickets WHERE Ticket = {late.Ticket!.Ticket.Id.Value} AND Priority = 'none'"));
        Assert.Equal(3, written); // the event, the ticket and its one period
    }

    /// <summary>Three come, one is served.</summary>
    internal static async Task WorkAsync(HallOnDisk hub)
    {
        var at = new CounterId("1");
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await hub.IssueAsync()).Succeeded);
        }

        foreach (var command in new HallCommand[] { new OpenCounter(at, new("1001")), new CallNext(at), new StartService(at), new CompleteService(at) })
        {
            hub.Time.Advance(TimeSpan.FromSeconds(50));
            await hub.Hall.ExecuteAsync(command, null, TestContext.Current.CancellationToken);
        }
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
