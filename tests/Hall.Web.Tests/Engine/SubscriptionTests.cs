using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Hall.Web.Tests.Engine;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task Entries_TwentyListenersUnderLoad_EachOnceInOrderFromTheSnapshot()
    {
        await using var hub = HallOnDisk.Started();
        var cancel = TestContext.Current.CancellationToken;
        var load = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await hub.IssueAsync();
                hub.Time.Advance(TimeSpan.FromMilliseconds(15));
            }
        }, cancel)).ToList();
        var listeners = Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            await Task.Yield();
            using var listening = hub.Hall.Subscribe();
            var next = listening.Snapshot.Version + 1;
            while (next <= 202)
            {
                Assert.Equal(next++, (await listening.Entries.ReadAsync(cancel)).Sequence);
            }
        }, cancel)).ToList();

        await Task.WhenAll(load);
        await Task.WhenAll(listeners);
    }

    [Fact]
    public async Task Entries_ListenerThatNeverReads_IsEndedAndTheHallGoesOn()
    {
        await using var hub = new HallOnDisk { MostBehind = 100 };
        hub.Start();
        using var idle = hub.Hall.Subscribe();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => hub.Hall.ExecuteAsync(new RequestHelp($"{n}"), null, TestContext.Current.CancellationToken)));
        Assert.True(idle.IsOver);

        while (idle.Entries.TryRead(out _))
        {
        }

        await Assert.ThrowsAsync<SubscriptionOverrunException>(() => idle.Entries.Completion);
        Assert.True((await hub.IssueAsync()).Succeeded);
    }

    [Fact]
    public async Task Entries_CommitThatOnlySeemedToFail_SendsListenersAway()
    {
        await using var hub = HallOnDisk.Started();
        using var listening = hub.Hall.Subscribe();
        hub.Writer.BeforeCommit = connection =>
        {
            using var commit = connection.CreateCommand();
            commit.CommandText = "COMMIT";
            commit.ExecuteNonQuery();
            throw new SqliteException("the disk went away after the sync", 10);
        };
        await Assert.ThrowsAsync<JournalUnavailableException>(() => hub.IssueAsync());
        hub.Writer.BeforeCommit = null;

        await Assert.ThrowsAsync<SubscriptionOverrunException>(() => listening.Entries.Completion);
        using var anew = hub.Hall.Subscribe();
        Assert.Equal(3, anew.Snapshot.Version);
        Assert.Equal(2, (await hub.IssueAsync()).Ticket!.Ticket.Id.Value);
    }
}
