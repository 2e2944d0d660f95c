using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Hub.Accounts;
using Hall.Hub.Cases;
using Hall.Hub.Verification;
using Hall.Storage.Audit;
using Hall.Storage.People;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Tests.People;

/// <summary>What somebody with the database and without the key does to the audit within a day is named by <c>verify</c>.</summary>
public sealed class AuditSealTests : IAsyncLifetime
{
    private PeopleHub _hub = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await PeopleHub.StartAsync();
        await _hub.SignedInAsync(Role.DutyManager);
        Assert.Null(
            (await _hub.Hall.ExecuteAsync(new CloseHall("三楼漏水", WaitingAtClosing.ServeOn, Role.DutyManager), null,
                TestContext.Current.CancellationToken)).Rejection);
        Assert.Null(
            (await _hub.Get<CaseService>().RegisterAsync(_hub.Hall, "投诉", "等候太久", ComplaintChannel.Phone, null, null, null, null)).Rejection);
        await Eventually.HoldsAsync(() => _hub.Get<PeopleStore>().ReadAsync(async context =>
            await context.Audit.AnyAsync(row => row.Kind == AuditKind.EmergencyClosing)
                && await context.Audit.AnyAsync(row => row.Kind == AuditKind.CaseStep)));
        await _hub.App.StopAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public void Audit_NothingDone_IsWhole() => Assert.Empty(AuditCheck.Faults(_hub.Folder));

    [Theory]
    [InlineData("the last row", "DELETE FROM audit WHERE Sequence = (SELECT MAX(Sequence) FROM audit)")]
    [InlineData("the last three rows", "DELETE FROM audit WHERE Sequence > (SELECT MAX(Sequence) - 3 FROM audit)")]
    [InlineData("cut off and the head moved",
        "DELETE FROM audit WHERE Sequence = (SELECT MAX(Sequence) FROM audit); UPDATE audit_head SET Sequence = (SELECT MAX(Sequence) "
            + "FROM audit), Hash = (SELECT Hash FROM audit ORDER BY Sequence DESC LIMIT 1)")]
    [InlineData("the head taken away", "DELETE FROM audit_head")]
    [InlineData("another seal", "UPDATE audit_head SET Seal = lower(hex(randomblob(32)))")]
    [InlineData("all of it", "DELETE FROM audit")]
    public async Task Audit_TamperedWithinTheHour_IsNamed(string what, string sql)
    {
        File.Delete(Path.Combine(_hub.Folder, "audit-heads.txt"));
        await RunAsync("people.db", "DROP TRIGGER audit_never_changes; DROP TRIGGER audit_never_shrinks; " + sql);
        Assert.True(AuditCheck.Faults(_hub.Folder).Count > 0, what);
    }

    [Fact]
    public async Task Audit_HeadTakenAwayAndMadeAnewByTheNextStart_IsNamed()
    {
        File.Delete(Path.Combine(_hub.Folder, "audit-heads.txt"));
        await RunAsync("people.db",
            "DROP TRIGGER audit_never_changes; DROP TRIGGER audit_never_shrinks; DELETE FROM audit WHERE Sequence > 5; DELETE FROM "
                + "audit_head");
        await _hub.RestartAsync();
        await _hub.App.StopAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(AuditCheck.Faults(_hub.Folder));
    }

    [Fact]
    public void Audit_ItsFileOfHeadsChanged_IsNamed()
    {
        var file = Path.Combine(_hub.Folder, "audit-heads.txt");
        var parts = File.ReadAllLines(file)[^1].Split(' ');
        Assert.Equal(4, parts.Length);
        File.WriteAllText(file, string.Join(' ', parts[0], parts[1], parts[2], new string('0', 64)) + "\n");
        Assert.Contains(AuditCheck.Faults(_hub.Folder), fault => fault.Contains("last row of", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DELETE FROM journal WHERE Type = 'hall-closed'")]
    [InlineData("UPDATE journal SET At = At + 60000 WHERE Type = 'hall-closed'")]
    public async Task Audit_JournalWithoutWhatItTells_IsNamed(string sql)
    {
        await RunAsync("hall.db", sql);
        Assert.Contains(AuditCheck.Faults(_hub.Folder), fault => fault.Contains("the journal does not have", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DELETE FROM complaints")]
    [InlineData("UPDATE complaints SET Body = replace(Body, '\"registered\"', '\"answered\"')")]
    public async Task Audit_ComplaintWithoutWhatItTells_IsNamed(string sql)
    {
        await RunAsync("care.db", sql);
        Assert.Contains(AuditCheck.Faults(_hub.Folder), fault => fault.Contains("care.db does not have", StringComparison.Ordinal));
    }

    private async Task RunAsync(string file, string sql)
    {
        SqliteConnection.ClearAllPools();
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_hub.Folder, file)};Pooling=False");
        connection.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
