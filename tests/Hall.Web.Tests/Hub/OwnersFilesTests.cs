using Hall.Storage.Hosting;
using Hall.Web.Composition;
using Hall.Web.Tests.Support;

namespace Hall.Web.Tests.Hub;

/// <summary>Who may read what the hub keeps.</summary>
public sealed class OwnersFilesTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Everybody = Owner | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly string _folder = Directory.CreateTempSubdirectory("hall-modes").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Backup_OfAHubWithoutSystemd_IsForItsOwnerOnlyWithEverythingInIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes are of Unix.");
        await using var hub = HallOnDisk.Started();
        await hub.IssueAsync();
        var (set, copy, made) = (Path.Combine(_folder, "set"), Path.Combine(_folder, "copy.db"), Path.Combine(_folder, "made"));

        Assert.Equal(0, (await HallProgram.RunAsync("backup", set, "--data", hub.Folder)).Code);
        Assert.Equal(0, (await HallProgram.RunAsync("backup", copy, "--data", hub.Folder)).Code);
        Assert.Equal(0, (await HallProgram.RunAsync("key", "create", "--data", made, "--name", "hall", "--role", "board")).Code);

        var all = Directory.GetFileSystemEntries(_folder, "*", SearchOption.AllDirectories);
        Assert.Contains(all, path => path.EndsWith("keys.db", StringComparison.Ordinal) && path.StartsWith(made, StringComparison.Ordinal));
        Assert.All(all, path => Assert.Equal((UnixFileMode)0, ModeOf(path) & ~Owner));
    }

    [Fact]
    public async Task Start_FolderOfAnOlderProgram_IsMendedAndWhatIsNotTheHubsStays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes are of Unix.");
        var data = Path.Combine(_folder, "data");
        Directory.CreateDirectory(Path.Combine(data, "backups", "2026-11-29"));
        string[] own = ["hall.db", "care.db", "care.db.before-20261001", "chain.key", "exchange.json", "backups/2026-11-29/people.db"];
        foreach (var name in own.Append("holiday.jpg"))
        {
            await File.WriteAllTextAsync(Path.Combine(data, name), "", TestContext.Current.CancellationToken);
            SetMode(Path.Combine(data, name), Readable);
        }

        foreach (var folder in new[] { data, Path.Combine(data, "backups"), Path.Combine(data, "backups/2026-11-29") })
        {
            SetMode(folder, Everybody);
        }

        Assert.Equal((own.Length + 3, 0), OwnersFiles.Mend(data));
        Assert.All(own, name => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(Path.Combine(data, name))));
        Assert.Equal((Owner, Owner, Readable),
            (ModeOf(data), ModeOf(Path.Combine(data, "backups/2026-11-29")), ModeOf(Path.Combine(data, "holiday.jpg"))));
        Assert.Equal((0, 0), OwnersFiles.Mend(data));
    }

    [Fact]
    public async Task Start_OpenFolder_IsMendedBeforeAnybodyIsServed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes are of Unix.");
        var data = Directory.CreateDirectory(Path.Combine(_folder, "open")).FullName;
        SetMode(data, Everybody);
        await using var app = HubApplication.Build(new() { DataFolder = data, Urls = "http://127.0.0.1:0", Speed = 0 });
        await app.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Owner, ModeOf(data));
        await app.StopAsync(CancellationToken.None);
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
