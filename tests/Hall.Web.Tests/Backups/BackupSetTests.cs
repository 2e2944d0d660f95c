using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Backups;
using Hall.Hub.Cases;
using Hall.Hub.Identity;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Hall.Web.Tests.Backups;

/// <summary>One consistent set of everything, made by the program beside a running hub that is used, and put back.</summary>
public sealed class BackupSetTests : IDisposable
{
    private const int Complaints = 116;
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-set").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string Copy => Path.Combine(_folder, "copy");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Backup_BesideABusyHub_HoldsEverythingAndVerifiesAndComesBackWhole()
    {
        await using (var hub = await StartedAsync())
        {
            for (var i = 0; i < Complaints; i++)
            {
                Assert.NotNull(
                    (await hub.Get<CaseService>().RegisterAsync(hub.Hall, $"投诉 {i}", "态度生硬", ComplaintChannel.Phone, null, null, null)).After);
            }

            await ServeAsync(hub.Hall);
            using var enough = new CancellationTokenSource();
            var crowd = Task.Run(async () =>
            {
                while (!enough.IsCancellationRequested)
                {
                    await ServeAsync(hub.Hall);
                    await hub.Get<CaseService>().RegisterAsync(hub.Hall, "投诉", "态度生硬", ComplaintChannel.Phone, null, null, null);
                }
            }, TestContext.Current.CancellationToken);
            await DoneAsync("backup", Copy, "--data", Data);
            await enough.CancelAsync();
            await crowd;
            var refused = await HallProgram.RunAsync("restore", Copy, "--data", Data);
            Assert.Equal(1, refused.Code);
            Assert.Contains("Stop it first", refused.Errors, StringComparison.Ordinal);
        }

        // Every complaint is there, none is half there, and what followed the journal never runs ahead of it.
        Assert.True(Count("care.db", "SELECT COUNT(*) FROM complaints") >= Complaints);
        Assert.Equal(0,
            Count("care.db",
                $"ATTACH '{Path.Combine(Copy, "hall.db")}' AS hall; SELECT COUNT(*) FROM cases c WHERE NOT EXISTS (SELECT 1 FROM "
                    + "hall.feedback f WHERE f.Hall = c.Hall AND f.Ticket = c.Ticket AND f.Leg = c.Leg)"));
        Assert.Equal(0,
            Count("care.db",
                $"ATTACH '{Path.Combine(Copy, "hall.db")}' AS hall; SELECT COUNT(*) FROM marks m WHERE m.Link > (SELECT MAX(Link) FROM "
                    + "hall.feedback f WHERE f.Hall = m.Hall)"));
        Assert.Equal(0,
            Count("people.db",
                $"ATTACH '{Path.Combine(Copy, "hall.db")}' AS hall; SELECT COUNT(*) FROM audit a WHERE a.Source LIKE 'demo-small/%' "
                    + "AND CAST(substr(a.Source, 12) AS INTEGER) > (SELECT MAX(Sequence) FROM hall.journal)"));
        await DoneAsync("verify", "--data", Copy);

        // The hub ran in this process, which keeps what it opened for a next time.
        SqliteConnection.ClearAllPools();

        // Into an empty folder, as after the loss of the disk, and over the folder it came from.
        var fresh = Path.Combine(_folder, "fresh");
        await DoneAsync("restore", Copy, "--data", fresh);
        await DoneAsync("verify", "--data", fresh);
        await DoneAsync("restore", Copy, "--data", Data);
        await DoneAsync("verify", "--data", Data);
        foreach (var name in BackupSet.Databases)
        {
            Assert.True(File.Exists(Path.Combine(Data, $"{name}.before-restore-1")), name);
        }

        await using var again = await PeopleHub.StartAsync(bare: true, options => options with { DataFolder = fresh });
        Assert.True((await again.Get<CaseService>().ComplaintsAsync(again.Hall.Id, DateTimeOffset.MinValue)).Count >= Complaints);
        Assert.NotNull(again.Get<PeopleRegister>().FindStaff(Role.Teller));
        using var answer = await (await again.SignedInAsync(Role.DutyManager)).GetAsync("/demo-small/manager/cases");
        Assert.True(answer.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("DELETE", "care.db is missing")]
    [InlineData("APPEND", "care.db is damaged or another file")]
    [InlineData("LIST", "set.json")]
    public async Task Restore_SetThatIsNotWhole_IsRefusedAndNothingIsChanged(string damage, string says)
    {
        await using (await StartedAsync())
        {
            await DoneAsync("backup", Copy, "--data", Data);
        }

        SqliteConnection.ClearAllPools();
        var before = Kept();
        var file = Path.Combine(Copy, damage == "LIST" ? "set.json" : "care.db");
        if (damage == "APPEND")
        {
            await File.AppendAllTextAsync(file, "x", TestContext.Current.CancellationToken);
        }
        else
        {
            File.Delete(file);
        }

        var (code, _, errors) = await HallProgram.RunAsync("restore", Copy, "--data", Data);
        Assert.Equal(1, code);
        Assert.Contains(says, errors, StringComparison.Ordinal);
        Assert.Equal(before, Kept());

        // SQLite's own files beside a database come and go with whoever has it open.
        List<string> Kept() =>
            [.. Directory.GetFiles(Data)
                .Where(name => !name.EndsWith("-wal", StringComparison.Ordinal) && !name.EndsWith("-shm", StringComparison.Ordinal))
                .Order()];
    }

    [Fact]
    public async Task Restore_TheLastFileCannotBePutInPlace_LeavesEverythingAsItWas()
    {
        await using (await StartedAsync())
        {
            await DoneAsync("backup", Copy, "--data", Data);
        }

        SqliteConnection.ClearAllPools();
        var before = await File.ReadAllBytesAsync(Path.Combine(Data, "keys.db"), TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(Data, "hall.db.restoring")); // Nobody writes a file here, not even root.
        var (code, _, errors) = await HallProgram.RunAsync("restore", Copy, "--data", Data);
        Assert.Equal(1, code);
        Assert.Contains("is not restored", errors, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(Data, "keys.db"), TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(Data, "*.before-restore-*"));
    }

    [Fact]
    public async Task Backup_WithoutKeys_SaysSoAndLeavesThemOut()
    {
        await using (await StartedAsync())
        {
            var made = await DoneAsync("backup", Copy, "--data", Data, "--without-keys");
            Assert.Contains("Keys are not in it", made, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFiles(Copy, "*.key"));
        Assert.Equal(1, (await HallProgram.RunAsync("backup", Copy, "--data", Data)).Code);
    }

    private Task<PeopleHub> StartedAsync() => PeopleHub.StartAsync(with: options => options with { DataFolder = Data });

    private static async Task<string> DoneAsync(params string[] arguments)
    {
        var (code, output, errors) = await HallProgram.RunAsync(arguments);
        Assert.True(code == 0, errors);
        return output;
    }

    private static async Task ServeAsync(IHall hall)
    {
        var (one, cancel) = (new CounterId("1"), TestContext.Current.CancellationToken);
        foreach (var command in new HallCommand[]
        {
            new OpenCounter(one, new(Role.Teller)), new IssueTicket([new ServiceCode("A01")], PriorityCode.None), new CallNext(one),
            new StartService(one), new CompleteService(one), new PressPad(one, FeedbackLevel.Dissatisfied, [], $"{Guid.NewGuid()}"),
        })
        {
            await hall.ExecuteAsync(command, null, cancel);
        }
    }

    private long Count(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Copy, file)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        foreach (var statement in sql.Split(';'))
        {
            command.CommandText = statement;
            if (statement.Contains("SELECT", StringComparison.Ordinal))
            {
                return (long)command.ExecuteScalar()!;
            }

            command.ExecuteNonQuery();
        }

        return -1;
    }
}
