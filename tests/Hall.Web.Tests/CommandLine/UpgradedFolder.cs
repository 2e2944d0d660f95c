using System.Globalization;
using System.Text.Json;
using Hall.Storage.Hosting;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.CommandLine;

/// <summary>
/// A hub of today over a copy of the data folder that 0.1.0 left (<c>tests/data/0.1.0</c>), in the morning after its last day.
/// </summary>
public sealed class UpgradedFolder : IAsyncLifetime
{
    /// <summary>The password of everybody in it.</summary>
    public const string Password = "correct horse battery";

    // 09:00 in the hall, the day after the folder was made.
    private static readonly DateTimeOffset Morning = DateTimeOffset.Parse("2026-12-01T01:00:00Z", CultureInfo.InvariantCulture);

    private Dictionary<string, string> _known = [];
    private PeopleHub? _hub;

    /// <summary>The hub.</summary>
    public PeopleHub Hub => _hub ?? throw new InvalidOperationException("The hub has not started.");

    /// <summary>Its data folder.</summary>
    public string Folder { get; private set; } = "";

    /// <summary>What its people, screens and programs had: keys, secrets and tokens.</summary>
    public string Known(string name) => _known[name];

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        var recorded = Path.Combine(AppContext.BaseDirectory, "data", "0.1.0");
        _known = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(Path.Combine(recorded, "known.json")))!;
        Folder = CopyOf(Path.Combine(recorded, "folder"));

        // As the program does before anything else.
        OwnersFiles.FromNowOn();
        _hub = await StartAsync(Folder);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Starts a hub of today over a folder.</summary>
    public static Task<PeopleHub> StartAsync(string folder) =>
        PeopleHub.StartAsync(bare: true, options => options with { DataFolder = folder },
        builder => builder.Services.AddSingleton<TimeProvider>(new MovedClock(Morning)));

    /// <summary>Copies the recorded folder, so that others of the machine may read it, as 0.1.0 left it.</summary>
    public static string CopyOf(string folder)
    {
        var copy = Directory.CreateTempSubdirectory("hall-0.1.0-").FullName;
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(to, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            }
        }

        return copy;
    }
}
