using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Hall.Storage.Keys;
using Hall.Web.Tests.People;
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
    public async Task Restore_HubThatIsJustStartingHasTheFolder_IsRefusedAndTheDatabaseStays()
    {
        await using var hub = HallOnDisk.Started();
        await hub.IssueAsync();
        Assert.Equal(0, (await HallProgram.RunAsync("backup", Copy, "--data", hub.Folder)).Code);
        await hub.StopAsync();
        var before = File.GetLastWriteTimeUtc(hub.File);

        // Before a hub opens its database it has the folder.
        using var starting = await DataFolderClaim.OfAsync(hub.Folder, TimeSpan.Zero, TestContext.Current.CancellationToken);
        var refused = await HallProgram.RunAsync("restore", Copy, "--data", hub.Folder);

        Assert.Equal(1, refused.Code);
        Assert.Contains("Stop it first", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(before, File.GetLastWriteTimeUtc(hub.File));
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

    [Fact]
    public async Task Restore_CopyThatIsDamaged_IsRefusedAndTheDatabaseStays()
    {
        await using var hub = HallOnDisk.Started();
        for (var i = 0; i < 100; i++)
        {
            await hub.IssueAsync();
        }

        Assert.Equal(0, (await HallProgram.RunAsync("backup", Copy, "--data", hub.Folder)).Code);
        var before = await hub.WholeStateAsync();
        await hub.StopAsync();
        var bytes = await File.ReadAllBytesAsync(Copy, TestContext.Current.CancellationToken);
        Array.Fill(bytes, (byte)'X', bytes.Length / 4096 / 2 * 4096, 4096);
        await File.WriteAllBytesAsync(Copy, bytes, TestContext.Current.CancellationToken);

        var (code, _, errors) = await HallProgram.RunAsync("restore", Copy, "--data", hub.Folder);

        Assert.Equal(1, code);
        Assert.Contains("is not restored", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(hub.Folder, "*restor*"));
        hub.Start();
        Assert.Equal(before, await hub.WholeStateAsync());
    }

    [Fact]
    public async Task Restore_CopyOfANewerVersion_IsRefusedAndNamesIt()
    {
        await using var hub = HallOnDisk.Started();
        Assert.Equal(0, (await HallProgram.RunAsync("backup", Copy, "--data", hub.Folder)).Code);
        await hub.StopAsync();
        Execute(Copy, "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0.0')");

        var (code, _, errors) = await HallProgram.RunAsync("restore", Copy, "--data", hub.Folder);

        Assert.Equal(1, code);
        Assert.Contains("a newer version of Hall wrote it (29990101000000_Later)", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(hub.Folder, "*restor*"));
    }

    [Fact]
    public async Task Restore_NothingCanBeWritten_SaysSoAndKeepsWhatIsThere()
    {
        await using var hub = HallOnDisk.Started();
        await hub.IssueAsync();
        Assert.Equal(0, (await HallProgram.RunAsync("backup", Copy, "--data", hub.Folder)).Code);
        var before = await hub.WholeStateAsync();
        await hub.StopAsync();
        Directory.CreateDirectory(Path.Combine(hub.Folder, "hall.db.restoring.part")); // Nobody writes a file here, not even root.

        var (code, _, errors) = await HallProgram.RunAsync("restore", Copy, "--data", hub.Folder);

        Assert.Equal(1, code);
        Assert.Contains("is not restored", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        hub.Start();
        Assert.Equal(before, await hub.WholeStateAsync());
    }

    [Theory]
    [InlineData("UPDATE audit SET Actor = 'nobody' WHERE Sequence = 2", "row 2")]
    [InlineData("DELETE FROM audit WHERE Sequence = 2", "row 3")]
    [InlineData("DELETE FROM audit", "was cut off")]
    public async Task Verify_AuditTampered_SaysWhereAndFails(string tampering, string says)
    {
        var folder = Path.Combine(_folder, "hub");
        await using (var hub = await PeopleHub.StartAsync(with: options => options with { DataFolder = folder }))
        {
            await Eventually.HoldsAsync(() => File.Exists(Path.Combine(folder, "audit-heads.txt")));
        }

        var whole = await HallProgram.RunAsync("verify", "--data", folder);
        Assert.True(whole.Code == 0, whole.Errors);
        Assert.Contains("Audit: ", whole.Output, StringComparison.Ordinal);
        Execute(Path.Combine(folder, "people.db"),
            string.Concat(Texts(Path.Combine(folder, "people.db"), "SELECT name FROM sqlite_master WHERE type = 'trigger'")
                .Select(name => $"DROP TRIGGER {name};")));
        Execute(Path.Combine(folder, "people.db"), tampering);

        var (code, _, errors) = await HallProgram.RunAsync("verify", "--data", folder);

        Assert.Equal(1, code);
        Assert.Contains(says, errors, StringComparison.Ordinal);
    }

    [Fact]
    public void OwnedFolder_MadeByTheHub_IsForItsUserOnly()
    {
        if (!OperatingSystem.IsWindows())
        {
            var folder = Path.Combine(_folder, "above", "data");
            OwnedFolder.Make(folder);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }
    }

    private static List<string> Texts(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    private static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
