using Hall.Core.Engine;
using Hall.Storage.Alerts;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Hall.Web.Tests.Journal;

public sealed class LockedDatabaseTests
{
    [Fact]
    public async Task Issue_DatabaseLockedForLongerThanTheHubWaits_IsRefusedAndGoesOnAfterwards()
    {
        await using var hub = HallOnDisk.Started();
        await hub.IssueAsync();
        var before = await hub.WholeStateAsync();
        using (var backup = new SqliteConnection($"Data Source={hub.File};Pooling=False"))
        {
            backup.Open();
            using var command = backup.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();

            // SQLite itself waits its five seconds here.
            await Assert.ThrowsAsync<JournalUnavailableException>(() => hub.IssueAsync());
            var alert = Assert.Single(hub.Alerts.All);
            Assert.Equal((AlertKind.JournalUnavailable, "locked"), (alert.Kind, alert.Arguments[0]));
            command.CommandText = "ROLLBACK";
            command.ExecuteNonQuery();
        }

        await hub.UntilAsync(() => hub.Alerts.All.Count == 0, TimeSpan.FromSeconds(1));
        Assert.Equal(before, await hub.WholeStateAsync());
        var next = await hub.IssueAsync();
        Assert.True(next.Succeeded);
        Assert.Equal(2, hub.Count("SELECT COUNT(*) FROM tickets"));
    }
}
