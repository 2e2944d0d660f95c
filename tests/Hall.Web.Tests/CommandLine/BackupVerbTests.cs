using Hall.Web.Keys;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Hall.Web.Tests.CommandLine;

public sealed class BackupVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-backup-").FullName;

    private string Copy => Path.Combine(_folder, "copy.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task BackupAndRestore_BesideAndAfterAHub_BringTheTicketsBack()
    {
        await using var hub = HallOnDisk.Started();
        await hub.IssueAsync();
        var then = await hub.WholeStateAsync();

        var backup = await HallProgram.RunAsync("backup", Copy, "--data", hub.Folder);
        Assert.True(backup.Code == 0, backup.Errors);
        await hub.IssueAsync();
        var refused = await HallProgram.RunAsync("restore", Copy, "--data", hub.Folder);
        Assert.Equal(1, refused.Code);
        Assert.Contains("Stop it first", refused.Errors, StringComparison.Ordinal);

        await hub.StopAsync();
        var restore = await HallProgram.RunAsync("restore", Copy, "--data", hub.Folder);
        Assert.True(restore.Code == 0, restore.Errors);
        Assert.NotEmpty(Directory.GetFiles(hub.Folder, "hall.db.before-restore-1"));
        hub.Start();
        Assert.Equal(then, await hub.WholeStateAsync());
    }

    [Fact]
    public async Task Backup_WhileAHubIssues_IsConsistentAndVerifies()
    {
        await using var hub = await HubFixture.StartedAsync();
        using var client = hub.As(KeyRole.Integration);
        using var enough = new CancellationTokenSource();
        var crowd = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                (await client.SendAsync("/tickets", new { service = "A01" })).Dispose();
            }
        }, TestContext.Current.CancellationToken);

        var (code, _, errors) = await HallProgram.RunAsync("backup", Copy, "--data", hub.Folder);
        await enough.CancelAsync();
        await crowd;

        Assert.True(code == 0, errors);
        File.Move(Copy, Path.Combine(_folder, "hall.db"));

        // The chain's key is kept apart from the copies, and put beside the one that comes back.
        File.Copy(Path.Combine(hub.Folder, "chain.key"), Path.Combine(_folder, "chain.key"));
        var verified = await HallProgram.RunAsync("verify", "--data", _folder);
        Assert.True(verified.Code == 0, verified.Errors);
        Assert.Contains("all there, all readable", verified.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE FROM journal WHERE Sequence = 3", "event 3 is missing")]
    [InlineData("UPDATE journal SET Payload = '{' WHERE Sequence = 3", "event 3 cannot be read")]
    public async Task Verify_JournalDamaged_NamesTheEventAndFails(string damage, string says)
    {
        await using var hub = HallOnDisk.Started();
        await hub.IssueAsync();
        await hub.IssueAsync();
        await hub.StopAsync();
        using (var connection = new SqliteConnection($"Data Source={hub.File};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = damage;
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        var (code, _, errors) = await HallProgram.RunAsync("verify", "--data", hub.Folder);

        Assert.Equal(1, code);
        Assert.Contains(says, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_FileExistsOrNoDatabase_IsRefusedAndNothingOverwritten()
    {
        await using var hub = HallOnDisk.Started();
        await File.WriteAllTextAsync(Copy, "precious", TestContext.Current.CancellationToken);

        var exists = await HallProgram.RunAsync("backup", Copy, "--data", hub.Folder);
        var nothing = await HallProgram.RunAsync("backup", Path.Combine(_folder, "other.db"), "--data", _folder);

        Assert.Equal((1, 1), (exists.Code, nothing.Code));
        Assert.Contains("never overwrites", exists.Errors, StringComparison.Ordinal);
        Assert.Contains("There is no database", nothing.Errors, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(Copy, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Restore_FileThatIsNoBackup_IsRefusedAndTheDatabaseStays()
    {
        await using var hub = HallOnDisk.Started();
        await hub.IssueAsync();
        var before = await hub.WholeStateAsync();
        await hub.StopAsync();
        await File.WriteAllTextAsync(Copy, "a shopping list", TestContext.Current.CancellationToken);

        var (code, _, errors) = await HallProgram.RunAsync("restore", Copy, "--data", hub.Folder);

        Assert.Equal(1, code);
        Assert.Contains("is not restored", errors, StringComparison.Ordinal);
        hub.Start();
        Assert.Equal(before, await hub.WholeStateAsync());
    }
}
