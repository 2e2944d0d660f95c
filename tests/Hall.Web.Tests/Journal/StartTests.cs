using Hall.Core.Engine;
using Hall.Storage.Hosting;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Hall.Web.Tests.Journal;

public sealed class StartTests
{
    [Fact]
    public async Task Start_LogCutAnywhere_GivesAConsistentPrefixOrAClearSentence()
    {
        await using var hub = HallOnDisk.Started();
        var states = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            states.Add(await hub.WholeStateAsync());
            await hub.IssueAsync();
        }

        states.Add(await hub.WholeStateAsync());
        var dice = new Random(20260302);
        var prefixes = new HashSet<int>();
        for (var i = 0; i < 25; i++)
        {
            var copy = hub.CopyAsAfterCrash();
            using (var log = new FileStream(Path.Combine(copy, "hall.db-wal"), FileMode.Open))
            {
                log.SetLength(dice.NextInt64(log.Length + 1));
            }

            if (await StateAfterStartAsync(copy) is { } state)
            {
                var found = states.IndexOf(state);
                Assert.True(found >= 0 || state == "founded anew", "The cut log gave a state that never was.");
                prefixes.Add(found);
            }
        }

        Assert.True(prefixes.Count > 2, "The cuts all gave the same state: nothing was tested.");
    }

    [Fact]
    public async Task Start_FilesMissingOrGarbage_NeverEndsWithAStackTrace()
    {
        await using var hub = HallOnDisk.Started();
        await hub.IssueAsync();
        var withoutLog = hub.CopyAsAfterCrash();
        File.Delete(Path.Combine(withoutLog, "hall.db-wal"));
        await StateAfterStartAsync(withoutLog);

        var garbage = Directory.CreateTempSubdirectory("hall-test-").FullName;
        var bytes = new byte[20_000];
        new Random(7).NextBytes(bytes);
        await File.WriteAllBytesAsync(Path.Combine(garbage, "hall.db"), bytes, TestContext.Current.CancellationToken);
        var refused = Assert.Throws<HubStartException>(() => HallOnDisk.Started(garbage));
        Assert.Contains("hall restore", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE FROM journal WHERE Sequence = 4", "lacks event 4")]
    [InlineData("UPDATE journal SET Type = 'from-the-future' WHERE Sequence = 4", "from-the-future")]
    [InlineData("UPDATE journal SET Payload = '{' WHERE Sequence = 4", "cannot be opened")]
    public async Task Start_JournalDamaged_SaysWhatIsWrong(string damage, string says)
    {
        await using var hub = HallOnDisk.Started();
        for (var i = 0; i < 3; i++)
        {
            await hub.IssueAsync();
        }

        await hub.StopAsync();
        Execute(hub.File, damage);
        Assert.Contains(says, Assert.Throws<HubStartException>(() => hub.Start()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_MigrationPending_CopiesFirstAndOnlyThen()
    {
        await using var hub = HallOnDisk.Started();
        var backups = Path.Combine(hub.Folder, "backups");
        Assert.False(Directory.Exists(backups));
        await hub.RestartAsync();
        Assert.False(Directory.Exists(backups));

        // An old database: nothing applied yet, and the lock of a hub that was killed within its migration.
        await hub.StopAsync();
        foreach (var table in new[] { "journal", "openings", "kept_outcomes", "tickets", "periods", "feedback", "feedback_aside",
            "feedback_heads", "legs", "tallies", "parts" })
        {
            Execute(hub.File, $"DROP TABLE {table}");
        }

        Execute(hub.File,
            "DELETE FROM __EFMigrationsHistory; CREATE TABLE old (X); INSERT INTO old VALUES (42); INSERT OR REPLACE INTO "
                + "__EFMigrationsLock VALUES (1, '2026-01-01')");
        hub.Start();
        Assert.True((await hub.IssueAsync()).Succeeded);
        var copy = Assert.Single(Directory.GetFiles(backups));
        using var connection = new SqliteConnection($"Data Source={copy};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT X FROM old";
        Assert.Equal(42L, command.ExecuteScalar());
    }

    [Fact]
    public async Task Start_DatabaseOfANewerVersion_IsRefused()
    {
        await using var hub = HallOnDisk.Started();
        await hub.StopAsync();
        Execute(hub.File, "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0')");
        Assert.Contains("newer version of Hall (29990101000000_Later)", Assert.Throws<HubStartException>(() => hub.Start()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FaultyHallFile_NamesEveryFaultAndKeepsWhatWasThere()
    {
        await using var hub = HallOnDisk.Started();
        var before = await hub.WholeStateAsync();
        var faulty = Path.Combine(hub.Folder, "faulty.json");
        var text = await File.ReadAllTextAsync(HallOnDisk.HallFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(faulty, text
            .Replace("\"code\": \"A02\", \"zone\": \"A\"", "\"code\": \"A02\", \"zone\": \"Z\"", StringComparison.Ordinal)
            .Replace("Asia/Shanghai", "Asia/Nowhere", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var refused = Assert.Throws<HubStartException>(() => HallOnDisk.Started(null, null, faulty));
        Assert.Matches(@"faulty\.json: line \d+, services\[1\]\.zone", refused.Message);
        Assert.Matches(@"faulty\.json: line \d+, timeZone", refused.Message);

        await hub.StopAsync();
        hub.Start(faulty);
        Assert.Equal(before, await hub.WholeStateAsync());
    }

    [Fact]
    public void Start_NoHallFile_SaysHowToGetOne()
    {
        var refused = Assert.Throws<HubStartException>(() => HallOnDisk.Started(null, null, "/nowhere/hall.json"));
        Assert.Contains("/nowhere/hall.json: there is no such file", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<string?> StateAfterStartAsync(string folder)
    {
        try
        {
            await using var again = HallOnDisk.Started(folder);
            var state = await again.Hall.AskAsync(new WholeState(), TestContext.Current.CancellationToken);
            var whole = await again.WholeStateAsync();
            Assert.True((await again.IssueAsync()).Succeeded);
            return state.Sequence == 2 && state.Tickets.Count == 0 ? "founded anew" : whole;
        }
        catch (HubStartException)
        {
            return null;
        }
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
