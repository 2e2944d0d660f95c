using Hall.Core.Engine;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Hall.Web.Tests.Engine;

public sealed class HallNowTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(3_600)]
    public async Task Now_AfterACommitWasRefused_IsTheTimeOfTheHallAndNotAheadOfIt(int seconds)
    {
        await using var hub = HallOnDisk.Started();
        await hub.IssueAsync();
        hub.Time.Advance(TimeSpan.FromSeconds(seconds));
        hub.Writer.BeforeCommit = _ => throw new SqliteException("database or disk is full", 13);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => hub.IssueAsync());
        hub.Writer.BeforeCommit = null;
        await Eventually.HoldsAsync(() => hub.Hall.Snapshot.At == hub.Time.GetUtcNow());

        Assert.Equal(hub.Time.GetUtcNow(), hub.Hall.Now);
        hub.Time.Advance(TimeSpan.FromMilliseconds(1_500));
        Assert.Equal(hub.Time.GetUtcNow(), hub.Hall.Now);
    }
}
