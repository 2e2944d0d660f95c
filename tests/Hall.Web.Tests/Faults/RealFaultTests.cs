using System.Net;
using Hall.Agent.Tests.Support;
using Hall.Hub.Backups;
using Hall.Storage.Alerts;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Hall.Web.Tests.Faults;

/// <summary>
/// The whole hub while another program holds its databases, and on a real disk that is full: a manager reads of it meanwhile, and
/// afterwards calls, boards, streams, cases, audit and copies go on by themselves.
/// </summary>
public sealed class RealFaultTests
{
    [Fact]
    public async Task Hub_AnotherProgramHoldsItsDatabases_SaysSoAndGoesOnByItself()
    {
        var folder = Directory.CreateTempSubdirectory("hall-locked").FullName;
        await using (var hub = await WatchedHub.StartedAsync(folder))
        {
            await hub.ServeAsync();
            using (Held(folder, "care.db"))
            using (Held(folder, "people.db"))
            {
                await hub.RateAndUndoAsync();
                await Eventually.HoldsAsync(() => hub.Stands(AlertKind.StoreUnavailable, "care.db", "locked"));
                await Eventually.HoldsAsync(() => hub.Stands(AlertKind.WorkerFailed, "demo-small/cases"));
                await Eventually.HoldsAsync(() => hub.Stands(AlertKind.StoreUnavailable, "people.db", "locked"));
                await Eventually.HoldsAsync(() => hub.Stands(AlertKind.WorkerFailed, "demo-small/audit"));
                using (Held(folder, "hall.db"))
                {
                    Assert.Equal(HttpStatusCode.ServiceUnavailable, await hub.PostAsync("/tickets", new { service = "A01" }));
                    await Eventually.HoldsAsync(() => hub.Stands(AlertKind.JournalUnavailable, "demo-small", "locked"));
                    var page = await hub.ManagerReadsAsync();
                    Assert.Contains("Following bad reviews and complaints", page, StringComparison.Ordinal);
                    Assert.Contains("Writing the audit", page, StringComparison.Ordinal);
                }
            }

            await hub.GoesOnAsync();
            hub.Get<NightlyBackup>().Wake();
            await Eventually.HoldsAsync(() => HasCopy(folder));
            await hub.QuietAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Hub_DiskOfItsFolderIsFull_SaysSoAndGoesOnByItself()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && SmallDisk.IsPossible, "A small disk cannot be mounted here.");
        using var small = new SmallDisk(16 * 1024);
        await using (var hub = await WatchedHub.StartedAsync(small.Folder))
        {
            await hub.ServeAsync();
            using (Held(small.Folder, "care.db"))
            using (Held(small.Folder, "people.db"))
            {
                await hub.RateAndUndoAsync();
                small.Fill();
            }

            hub.Get<NightlyBackup>().Wake();

            // What the files have already is written first.
            var ticket = new { service = "A01" };
            await Eventually.HoldsAsync(async () => await hub.PostAsync("/tickets", ticket) == HttpStatusCode.ServiceUnavailable);
            await Eventually.HoldsAsync(() => hub.Stands(AlertKind.JournalUnavailable, "demo-small", "full"));
            await Eventually.HoldsAsync(() => hub.Stands(AlertKind.WorkerFailed, "nightly-backup"));
            Assert.Contains("The nightly copy", await hub.ManagerReadsAsync(), StringComparison.Ordinal);
            Assert.False(HasCopy(small.Folder));

            small.Free();

            await hub.GoesOnAsync();
            await Eventually.HoldsAsync(() => HasCopy(small.Folder));
            await hub.QuietAsync();
        }
    }

    // An unfinished one has another name.
    private static bool HasCopy(string folder) => Path.Combine(folder, "backups") is var copies && Directory.Exists(copies)
        && Directory.GetDirectories(copies, "????-??-??").Any(day => File.Exists(Path.Combine(day, BackupSet.ManifestName)));

    private static SqliteConnection Held(string folder, string file)
    {
        var other = new SqliteConnection($"Data Source={Path.Combine(folder, file)};Pooling=False;Default Timeout=30");
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();
        return other;
    }
}
