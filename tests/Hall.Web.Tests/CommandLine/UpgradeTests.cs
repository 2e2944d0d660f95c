using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Storage.Cases;
using Hall.Storage.Data;
using Hall.Storage.Hosting;
using Hall.Storage.People;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hall.Web.Tests.CommandLine;

/// <summary>Upgrade and rollback as docs/INSTALL.md has them, on a data folder as the first version left it.</summary>
public sealed class UpgradeTests : IDisposable
{
    private const string FirstHall = "20261123031718_FirstVisit";
    private const string FirstPeople = "20261123052115_Accounts";
    private const string FirstCare = "20261123065500_CareOfCitizens";
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-upgrade").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A hub that refused to start may still be making its phrases; the folder lies among temporary ones.
        }
    }

    [Fact]
    public async Task Upgrade_FolderOfTheFirstVersion_MigratesAfterCopiesAndTheCopyGoesBack()
    {
        var before = await OldFolderAsync();

        TicketId after;
        await using (var hub = await StartedAsync())
        {
            Assert.True(await IsThereAsync(hub, before));
            Assert.NotNull(hub.Get<PeopleRegister>().FindStaff(Role.Teller));
            after = await IssueAsync(hub);
        }

        var copy = Assert.Single(Directory.GetFiles(Path.Combine(_folder, "backups"), "before-migration-*.db"));
        Assert.Equal([FirstHall], AppliedIn(copy));
        Assert.Equal([FirstPeople], AppliedIn(Path.Combine(_folder, $"people.db.before-{FirstPeople}")));
        Assert.Equal([FirstCare], AppliedIn(Path.Combine(_folder, $"care.db.before-{FirstCare}")));

        SqliteConnection.ClearAllPools();
        var restore = await HallProgram.RunAsync("restore", copy, "--data", _folder);
        Assert.True(restore.Code == 0, restore.Errors);
        Assert.Equal([FirstHall], AppliedIn(Path.Combine(_folder, "hall.db")));

        // What the old program would find is what it had written, and the new one may try again from there.
        await using var again = await StartedAsync();
        Assert.True(await IsThereAsync(again, before));
        Assert.False(await IsThereAsync(again, after));
        Assert.True(File.Exists(Path.Combine(_folder, "hall.db.before-restore-1")));
    }

    [Theory]
    [InlineData("hall.db")]
    [InlineData("people.db")]
    [InlineData("care.db")]
    public async Task Start_DatabaseOfANewerVersion_IsRefusedWithASentenceAndLeftAlone(string name)
    {
        await using (await StartedAsync())
        {
            // Makes the databases.
        }

        SqliteConnection.ClearAllPools();
        Execute(name, "INSERT INTO __EFMigrationsHistory VALUES ('20991231000000_Future', '99.0.0')");
        var refused =
            await Assert.ThrowsAsync<HubStartException>(() =>
                PeopleHub.StartAsync(bare: true, options => options with { DataFolder = _folder }));
        Assert.Contains("20991231000000_Future", refused.Message, StringComparison.Ordinal);
        Assert.Contains("20991231000000_Future", AppliedIn(Path.Combine(_folder, name)));
    }

    private async Task<TicketId> OldFolderAsync()
    {
        TicketId ticket;
        await using (var hub = await PeopleHub.StartAsync(with: options => options with { DataFolder = _folder }))
        {
            ticket = await IssueAsync(hub);
        }

        SqliteConnection.ClearAllPools();
        MakeOldJournal();
        GoBack(new PeopleDbContext(Options<PeopleDbContext>("people.db")), FirstPeople);
        Array.ForEach(Directory.GetFiles(_folder, "care.db*"), File.Delete);
        GoBack(new CaseDbContext(Options<CaseDbContext>("care.db")), FirstCare);
        SqliteConnection.ClearAllPools();
        return ticket;
    }

    private Task<PeopleHub> StartedAsync() => PeopleHub.StartAsync(bare: true, options => options with { DataFolder = _folder });

    private static async Task<TicketId> IssueAsync(PeopleHub hub) => (await hub.Hall.ExecuteAsync(
        new IssueTicket([new ServiceCode("A01")], PriorityCode.None), null, TestContext.Current.CancellationToken)).Ticket!.Ticket.Id;

    private static async Task<bool> IsThereAsync(PeopleHub hub, TicketId ticket) =>
        await hub.Hall.AskAsync(new TicketById(ticket), TestContext.Current.CancellationToken) is { Ticket.IsAlive: true };

    // A database of the first shape, with everything that the first version would have written into it.
    private void MakeOldJournal()
    {
        using (var context = new HallDbContext(Options<HallDbContext>("old.db")))
        {
            context.GetService<IMigrator>().Migrate(FirstHall);
        }

        foreach (var table in new[] { "journal", "openings", "kept_outcomes", "tickets", "periods" })
        {
            var columns = string.Join(", ", ColumnsOf(table).Select(column => $"\"{column}\""));
            Execute("old.db",
                $"ATTACH '{Path.Combine(_folder, "hall.db")}' AS now; INSERT INTO main.{table} ({columns}) SELECT {columns} FROM "
                    + $"now.{table}");
        }

        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(_folder, "hall.db*"))
        {
            File.Delete(file);
        }

        File.Move(Path.Combine(_folder, "old.db"), Path.Combine(_folder, "hall.db"));
    }

    private List<string> ColumnsOf(string table) =>
        Texts(Path.Combine(_folder, "old.db"), $"SELECT name FROM pragma_table_info('{table}')");

    private static void GoBack(DbContext context, string version)
    {
        using (context)
        {
            context.GetService<IMigrator>().Migrate(version);
        }
    }

    private DbContextOptions<T> Options<T>(string name) where T : DbContext =>
        new DbContextOptionsBuilder<T>().UseSqlite($"Data Source={Path.Combine(_folder, name)};Pooling=False").Options;

    private static List<string> AppliedIn(string file) => Texts(file, "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId");

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

    private void Execute(string name, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, name)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
