using Hall.Core.Cases;
using Hall.Hub.Backups;
using Hall.Hub.Cases;
using Hall.Hub.Verification;
using Hall.Storage.Audit;
using Hall.Storage.Cases;
using Hall.Storage.Hosting;
using Hall.Storage.People;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Tests.Cases;

/// <summary>The upgrade that gives each contact a key of its own, at every moment at which a hub may die.</summary>
public sealed class ContactConversionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-contacts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_HubDiesAfterAnyStep_GoesOnAndThenEachContactOpensAndTheOldKeyOpensNothing()
    {
        var moments = 0;
        for (var step = 1; ; step++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, $"{step}")).FullName;
            var old = OldContacts.Put(folder, "leg/1/1", "leg/2/1", "TS2026-00001");
            var copies = Copies(folder);
            var (seen, died) = (0, false);
            try
            {
                var dying = new ContactConversion(folder, _ =>
                {
                    if (++seen == step)
                    {
                        throw new OperationCanceledException("the hub dies here");
                    }
                });
                dying.Run();
                dying.End();
            }
            catch (OperationCanceledException)
            {
                died = true;
            }

            // The next start, and the one after.
            for (var start = 0; start < 2; start++)
            {
                var again = new ContactConversion(folder);
                if (again.Run() is { } done)
                {
                    Assert.Equal(new ContactsConverted(3, 0, 3), done);
                    again.End();
                }
            }

            Assert.False(new ContactConversion(folder).IsDue);
            var cipher = new ContactCipher(new HubOptions { DataFolder = folder });
            Assert.All(OldContacts.In(Path.Combine(folder, "care.db")), row =>
                Assert.Equal(OldContacts.One, cipher.Open(row.Whole, "demo-small", row.Subject)));
            Assert.All(OldContacts.In(Path.Combine(folder, "care.db")), row =>
                Assert.Null(ContactCipher.Open(old, row.Whole, "demo-small", row.Subject)));
            Assert.False(OldContacts.IsIn(folder, old), $"The old secret still lies in the folder after step {step}.");
            Assert.Empty(Directory.GetFiles(folder, "*.next"));
            var keys = OldContacts.KeysIn(folder);
            Assert.Equal(4, keys.Count);
            Assert.All(copies, copy => Assert.All(OldContacts.In(copy), row =>
                Assert.All(keys, key => Assert.Null(ContactCipher.Open(key, row.Whole, "demo-small", row.Subject)))));
            Assert.True(File.Exists(Path.Combine(folder, "backups", "2026-01-01", "chain.key")),
                "The only key of an older chain is not to be thrown away.");
            if (!died)
            {
                break;
            }

            moments++;
        }

        Assert.True(moments >= 11, $"Only {moments} moments were tried.");
    }

    [Fact]
    public void Run_ContactThatTheOldKeyDoesNotOpen_IsLeftAsItIsAndCounted()
    {
        OldContacts.Put(_folder, "leg/1/1");
        OldContacts.Put(_folder, "leg/2/1");
        var before = OldContacts.In(Path.Combine(_folder, "care.db"))[0].Whole;

        Assert.Equal(new ContactsConverted(1, 1, 0), new ContactConversion(_folder).Run());

        Assert.Equal(before, OldContacts.In(Path.Combine(_folder, "care.db"))[0].Whole);
    }

    [Fact]
    public async Task Start_FolderOfAnOlderVersion_TellsTheAuditOnceAndContactsGoOnOpening()
    {
        await using var hub = await PeopleHub.StartAsync(with: options => options with { DataFolder = _folder });
        await hub.App.StopAsync(TestContext.Current.CancellationToken);
        SqliteConnection.ClearAllPools();
        OldContacts.Put(_folder, "leg/1/1");
        Copies(_folder);

        await hub.RestartAsync();
        await hub.RestartAsync();

        Assert.Equal(OldContacts.One, await hub.Get<CaseService>().ContactAsync(hub.Hall.Id, "leg/1/1"));
        var told = await hub.Get<PeopleStore>()
            .ReadAsync(people => people.Audit.SingleAsync(row => row.Kind == AuditKind.ContactsConverted));
        Assert.Equal(("hub", "1 contacts, 0 unreadable, 3 key files removed from copies"), (told.Actor, told.Detail));
        Assert.Equal("", string.Join("\n", AuditCheck.Faults(_folder)));
    }

    [Fact]
    public async Task Erase_ContactWithCopiesOfEveryKind_IsUnreadableInAllOfThemWithEveryKeyThatThereIs()
    {
        await using var hub = await PeopleHub.StartAsync(with: options => options with { DataFolder = _folder });
        var desk = hub.Get<CaseService>();
        var (kept, erased) = (await ComplainAsync(hub), await ComplainAsync(hub));
        BackupSet.Make(_folder, Path.Combine(_folder, "backups", "2026-11-24"), keys: false, hub.Get<TimeProvider>().GetUtcNow());
        Assert.Equal(0, (await HallProgram.RunAsync("backup", Path.Combine(_folder, "carried"), "--data", _folder)).Code);
        File.Copy(Path.Combine(_folder, "carried", "care.db"), Path.Combine(_folder, "care.db.before-20260101000000_Some"));
        List<string> copies = [Path.Combine(_folder, "backups", "2026-11-24", "care.db"), Path.Combine(_folder, "carried", "care.db"),
            Path.Combine(_folder, "care.db.before-20260101000000_Some")];
        var key = hub.Get<ContactCipher>().Keys.Find("demo-small", erased)!;
        Assert.All(copies, copy => Assert.NotNull(ContactCipher.Open(key, OldContacts.In(copy).Single(row => row.Subject == erased).Whole,
            "demo-small", erased)));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "carried"), "contact*.key"));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "carried"), "contact-keys*"));

        await hub.Get<CaseStore>().ChangeAsync(async care =>
        {
            (await care.Complaints.SingleAsync(row => row.Number == erased)).EndedAt = hub.Get<TimeProvider>().GetUtcNow();
            return true;
        });
        var wrapped = Assert.Single(OldContacts.Wrapped(Path.Combine(_folder, ContactCipher.KeysFile), erased));
        Assert.Equal(1, await hub.Get<ContactErasure>().EraseAsync(hub.Get<TimeProvider>().GetUtcNow().AddDays(91)));

        Assert.Null(await desk.ContactAsync(hub.Hall.Id, erased));
        Assert.False(OldContacts.IsIn(_folder, wrapped), "The key still stands in a page or a log.");
        Assert.Equal(OldContacts.One, await desk.ContactAsync(hub.Hall.Id, kept));
        var keys = OldContacts.KeysIn(_folder);
        Assert.All(copies, copy =>
        {
            var rows = OldContacts.In(copy);
            Assert.Contains(keys, one =>
                ContactCipher.Open(one, rows.Single(row => row.Subject == kept).Whole, "demo-small", kept) is not null);
            Assert.All(keys, one => Assert.Null(ContactCipher.Open(one, rows.Single(row => row.Subject == erased).Whole, "demo-small",
                erased)));
        });
    }

    [Fact]
    public async Task Restore_SetOfAnOlderVersionIntoAConvertedFolder_OpensWhatWasNotErasedSince()
    {
        OldContacts.Put(_folder, "leg/1/1", "leg/2/1");
        await using var hub = await PeopleHub.StartAsync(with: options => options with { DataFolder = _folder });
        await hub.App.StopAsync(TestContext.Current.CancellationToken);
        SqliteConnection.ClearAllPools();

        // As 'hall backup' of 0.1.0 made it, with the one secret in it.
        var set = Path.Combine(_folder, "old-set");
        BackupSet.Make(_folder, set, keys: false, hub.Get<TimeProvider>().GetUtcNow());
        var other = Directory.CreateDirectory(Path.Combine(_folder, "other")).FullName;
        OldContacts.Put(other, "leg/1/1", "leg/2/1");
        File.Copy(Path.Combine(other, "contacts.key"), Path.Combine(set, "contacts.key"));
        File.Delete(Path.Combine(set, "care.db"));
        DatabaseCopy.Make(Path.Combine(other, "care.db"), Path.Combine(set, "care.db"));
        Relist(set);
        var keys = new ContactCipher(new HubOptions { DataFolder = _folder }).Keys;
        keys.Erase([("demo-small", "leg/2/1")]);

        var (code, output, errors) = await HallProgram.RunAsync("restore", set, "--data", _folder);

        Assert.True(code == 0, errors);
        Assert.Contains("1 contacts of citizens have no key", output, StringComparison.Ordinal);
        var cipher = new ContactCipher(new HubOptions { DataFolder = _folder });
        Assert.Equal([OldContacts.One, null], OldContacts.In(Path.Combine(_folder, "care.db"))
            .Select(row => cipher.Open(row.Whole, "demo-small", row.Subject)));
    }

    // What an older version left lying: nightly sets with all keys, and what a restore had put aside.
    private static List<string> Copies(string folder)
    {
        var set = Directory.CreateDirectory(Path.Combine(folder, "backups", "2026-01-01")).FullName;
        var secret = Path.Combine(folder, "secret.key");
        if (!File.Exists(secret))
        {
            File.WriteAllText(secret, "the hub's");
        }

        File.Copy(secret, Path.Combine(set, "secret.key"));
        File.Copy(Path.Combine(folder, "contacts.key"), Path.Combine(set, "contacts.key"));
        File.Copy(Path.Combine(folder, "contacts.key"), Path.Combine(folder, "contacts.key.before-restore-1"));
        File.WriteAllText(Path.Combine(set, "chain.key"), "of another hub");
        DatabaseCopy.Make(Path.Combine(folder, "care.db"), Path.Combine(set, "care.db"));
        DatabaseCopy.Make(Path.Combine(folder, "care.db"), Path.Combine(folder, "care.db.before-restore-1"));
        return [Path.Combine(set, "care.db"), Path.Combine(folder, "care.db.before-restore-1")];
    }

    private static void Relist(string set)
    {
        var files = Directory.GetFiles(set).Where(file => Path.GetFileName(file) != BackupSet.ManifestName)
            .Select(file => new BackupFile(Path.GetFileName(file), new FileInfo(file).Length,
                Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))));
        File.WriteAllText(Path.Combine(set, BackupSet.ManifestName),
            System.Text.Json.JsonSerializer.Serialize(new BackupManifest(new(2026, 11, 24, 20, 0, 0, TimeSpan.Zero), [.. files]),
            System.Text.Json.JsonSerializerOptions.Web));
    }

    private static async Task<string> ComplainAsync(PeopleHub hub) =>
        (await hub.Get<CaseService>()
        .RegisterAsync(hub.Hall, "投诉", "态度生硬", ComplaintChannel.Phone, null, OldContacts.One, null)).After!.Number;
}
