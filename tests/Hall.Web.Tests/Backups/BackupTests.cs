using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Backups;
using Hall.Hub.Cases;
using Hall.Storage.Alerts;
using Hall.Storage.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Backups;

public sealed class BackupTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void Kept_ACopyEveryNightForTwoYears_IsSevenDaysFourWeeksTwelveMonths()
    {
        var kept = BackupRule.Kept(Enumerable.Range(0, 730).Select(day => Today.AddDays(-day)), Today).Order().ToList();

        Assert.Equal(Enumerable.Range(0, 7).Select(day => Today.AddDays(day - 6)), kept[^7..]);
        Assert.InRange(kept.Count, 7 + 3 + 10, 7 + 4 + 12);
        Assert.Contains(new DateOnly(2026, 11, 15), kept);
        Assert.Contains(new DateOnly(2026, 1, 31), kept);
        Assert.DoesNotContain(new DateOnly(2026, 1, 30), kept);
        Assert.True(kept[0] > Today.AddMonths(-12));
    }

    [Fact]
    public void Kept_NightsThatWereMissed_KeepWhatThereIs() =>
        Assert.Equal([new DateOnly(2026, 9, 2), Today],
            BackupRule.Kept([new DateOnly(2026, 9, 1), new DateOnly(2026, 9, 2), Today], Today).Order());

    [Fact]
    public async Task Look_AfterThreeInTheMorning_MakesOneCheckedCopyOfEveryDatabase()
    {
        await using var hub = await HubFixture.StartedAsync();
        await hub.Hall.ExecuteAsync(new IssueTicket([new ServiceCode("A01")], PriorityCode.None), null,
            TestContext.Current.CancellationToken);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero));
        var alerts = new HubAlerts(time);
        using var backup = new NightlyBackup(new HubOptions { DataFolder = hub.Folder },
            hub.App.Services.GetRequiredService<IHallDirectory>(), alerts, time, _ => { }, NullLogger<NightlyBackup>.Instance);
        backup.Look();
        backup.Look();

        var folder = Path.Combine(hub.Folder, "backups", "2026-11-24");
        Assert.Equal(folder, Assert.Single(Directory.EnumerateDirectories(Path.Combine(hub.Folder, "backups"))));
        Assert.Equal(["care.db", "hall.db", "keys.db", "people.db", "set.json"],
            Directory.EnumerateFiles(folder).Select(Path.GetFileName).Where(name => name != "audit-heads.txt").Order());
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "hall.db")};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM tickets";
        Assert.Equal(1L, command.ExecuteScalar());
    }

    [Fact]
    public async Task Look_WithASecondPlaceForTheKeys_CopiesThemThereAsTheyAreNowAndNeverBesideTheData()
    {
        await using var hub = await HubFixture.StartedAsync();
        var place = Directory.CreateTempSubdirectory("hall-keys-").FullName;
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero));
        var halls = hub.App.Services.GetRequiredService<IHallDirectory>();
        using var backup = new NightlyBackup(
            new HubOptions { DataFolder = hub.Folder, KeysCopy = place }, halls, new HubAlerts(time), time, _ => { },
            NullLogger<NightlyBackup>.Instance);
        await File.WriteAllTextAsync(Path.Combine(place, "house.key"), "somebody else's", TestContext.Current.CancellationToken);
        hub.App.Services.GetRequiredService<ContactCipher>().Keys.Give("demo-small", "leg/1/1");
        backup.Look();

        Assert.Empty(Directory.GetFiles(Path.Combine(hub.Folder, "backups"), "*.key", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(Path.Combine(hub.Folder, "backups"), "*-keys.db", SearchOption.AllDirectories));
        Assert.Equal(["chain.key", "contact-keys.db", "contacts.key", "house.key", "secret.key"],
            Directory.GetFiles(place).Select(Path.GetFileName).Order());
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(hub.Folder, "contacts.key"), TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(Path.Combine(place, "contacts.key"), TestContext.Current.CancellationToken));
        Assert.NotNull(new ContactCipher(new HubOptions { DataFolder = place }).Keys.Find("demo-small", "leg/1/1"));

        // Yesterday's keys do not outlive the night after an erasure, and a secret that this hub replaced itself is no other hub's.
        hub.App.Services.GetRequiredService<ContactCipher>().Keys.Erase([("demo-small", "leg/1/1")]);
        hub.App.Services.GetRequiredService<ContactCipher>().Keys.Note(ContactConversion.Replaced,
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("the old one"u8)));
        await File.WriteAllTextAsync(Path.Combine(place, "contacts.key"), "the old one", TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromDays(1));
        backup.Look();
        Assert.Null(new ContactCipher(new HubOptions { DataFolder = place }).Keys.Find("demo-small", "leg/1/1"));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(hub.Folder, "contacts.key"), TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(Path.Combine(place, "contacts.key"), TestContext.Current.CancellationToken));
        Directory.Delete(place, recursive: true);
    }

    [Fact]
    public async Task Look_SecondPlaceHoldsTheKeysOfAHubBeforeALossOfTheDisk_LeavesThemAndSaysSo()
    {
        await using var hub = await HubFixture.StartedAsync();
        var place = Directory.CreateTempSubdirectory("hall-keys-").FullName;
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero));
        using var backup = new NightlyBackup(
            new HubOptions { DataFolder = hub.Folder, KeysCopy = place }, hub.App.Services.GetRequiredService<IHallDirectory>(),
            new HubAlerts(time), time, _ => { }, NullLogger<NightlyBackup>.Instance);
        hub.App.Services.GetRequiredService<ContactCipher>().Keys.Give("demo-small", "leg/1/1");
        await File.WriteAllTextAsync(Path.Combine(place, "contacts.key"), "the only one that opens the old contacts",
            TestContext.Current.CancellationToken);

        Assert.Contains("contacts.key", Assert.ThrowsAny<IOException>(backup.Look).Message, StringComparison.Ordinal);

        Assert.Equal("the only one that opens the old contacts",
            await File.ReadAllTextAsync(Path.Combine(place, "contacts.key"), TestContext.Current.CancellationToken));
        Assert.NotNull(backup.LastAt);
        Directory.Delete(place, recursive: true);
    }

    [Fact]
    public async Task Look_SecondPlaceIsNotThere_MakesTheCopySaysSoAndMakesNoFolderInItsStead()
    {
        await using var hub = await HubFixture.StartedAsync();
        var place = Path.Combine(hub.Folder, "stick");
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero));
        using var backup = new NightlyBackup(
            new HubOptions { DataFolder = hub.Folder, KeysCopy = place }, hub.App.Services.GetRequiredService<IHallDirectory>(),
            new HubAlerts(time), time, _ => { }, NullLogger<NightlyBackup>.Instance);
        Assert.Contains("HALL_KEYS_COPY", Assert.ThrowsAny<IOException>(backup.Look).Message, StringComparison.Ordinal);
        Assert.NotNull(backup.LastAt);
        Assert.False(Directory.Exists(place));
    }

    [Fact]
    public async Task Look_NoCopyForThirtyHours_RaisesTheAlertUntilThereIsOne()
    {
        await using var hub = await HubFixture.StartedAsync();
        var now = hub.App.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var time = new FakeTimeProvider(now);
        var alerts = new HubAlerts(time);
        var blocked = Path.Combine(hub.Folder, "backups");
        await File.WriteAllTextAsync(blocked, "in the way", TestContext.Current.CancellationToken);
        using var backup = new NightlyBackup(new HubOptions { DataFolder = hub.Folder },
            hub.App.Services.GetRequiredService<IHallDirectory>(), alerts, time, _ => { }, NullLogger<NightlyBackup>.Instance);
        time.Advance(TimeSpan.FromHours(31));
        Assert.ThrowsAny<IOException>(backup.Look);
        Assert.Equal(AlertKind.BackupOld, Assert.Single(alerts.All).Kind);
        File.Delete(blocked);
        time.SetUtcNow(now.AddDays(2));
        backup.Look();
        Directory.SetLastWriteTimeUtc(Directory.EnumerateDirectories(blocked).Single(), time.GetUtcNow().UtcDateTime);
        backup.Look();
        Assert.Empty(alerts.All);
    }
}
