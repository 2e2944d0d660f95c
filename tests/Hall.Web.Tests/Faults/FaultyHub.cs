using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Emulation;
using Hall.Devices.Supervision;
using Hall.Hub.Engine;
using Hall.Hub.Voice;
using Hall.Storage.Alerts;
using Hall.Storage.Data;
using Hall.Storage.People;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Faults;

/// <summary>
/// The whole hub on real files with the test's clock: five windows with lamps on a real port, a place that hears every call, one follower
/// of the test's own, and faults in everything that is written and read.
/// </summary>
internal sealed class FaultyHub : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<long> _heard = [];
    private readonly EmulatedLine _lamps;
    private readonly Task _lampsRunning;
    private HubFixture _hub = null!;
    private Task _following = Task.CompletedTask;

    private FaultyHub(int seed)
    {
        (Reads, Seed) = (new(new Random(seed)), seed);
        _lamps = new([1, 2, 3, 4, 5], 0, 1, TimeProvider.System, TextWriter.Null, "lamp-a090", tcpPort: 0);
        _lampsRunning = _lamps.RunAsync(_stop.Token).ContinueWith(over => over.Exception, TaskScheduler.Default);
    }

    public int Seed { get; }

    public FakeTimeProvider Time { get; } = new(HallOnDisk.Morning);

    public FaultyReads Reads { get; }

    public FaultyCommits Commits { get; private set; } = null!;

    public FollowersBook Book { get; private set; } = null!;

    public IHall Hall => _hub.Hall;

    public string Folder => _hub.Folder;

    public HubAlerts Alerts => Get<HubAlerts>();

    public IReadOnlyList<Worker> Workers => [.. _hub.App.Services.GetServices<IHostedService>().OfType<Worker>()];

    /// <summary>The calls that were said, by their place in the journal.</summary>
    public IReadOnlyCollection<long> Heard => _heard;

    public bool IsFollowing => !_following.IsCompleted;

    public T Get<T>() where T : notnull => _hub.App.Services.GetRequiredService<T>();

    public string LampAt(CounterId window) => _lamps.ShownAt(byte.Parse(window.Value, CultureInfo.InvariantCulture));

    public static async Task<FaultyHub> StartedAsync(int seed)
    {
        var hub = new FaultyHub(seed);
        var file = await hub.HallFileAsync();
        hub._hub = await HubFixture.StartedAsync(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(hub.Time);
                builder.Services.ConfigureDbContext<HallDbContext>(database => database.AddInterceptors(hub.Reads));
                builder.Services.ConfigureDbContext<PeopleDbContext>(database => database.AddInterceptors(hub.Reads));
            },
            options => options with { HallFiles = [file], StorePatienceSeconds = 1, LowDiskMegabytes = 0 });
        hub.Commits = new(hub.Get<HallDirectory>().Writer!, new Random(seed));
        hub.Book = new(hub.Hall, new Random(seed));
        var standstills = new Standstills("book", hub.Time, _ => { }, NullLogger.Instance);
        hub._following = new HallFollower(hub.Hall, hub.Book, standstills, hub.Time, NullLogger.Instance).RunAsync(hub._stop.Token);
        hub.Listen();
        File.Delete(file);
        return hub;
    }

    /// <summary>Lets time pass, by real glances.</summary>
    /// <param name="steps">How many steps.</param>
    /// <param name="step">How long each is, for the hub.</param>
    public async Task PassAsync(int steps, TimeSpan step)
    {
        using var glance = new PeriodicTimer(TimeSpan.FromMilliseconds(3));
        for (var i = 0; i < steps; i++)
        {
            Time.Advance(step);
            await glance.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>As a backup program does that copies a file under a lock.</summary>
    public SqliteConnection Locked(string file)
    {
        var backup = new SqliteConnection($"Data Source={Path.Combine(Folder, file)};Pooling=False;Default Timeout=30");
        backup.Open();
        using var command = backup.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();
        return backup;
    }

    /// <summary>Changes a file behind the hub's back; waits for whoever writes it.</summary>
    public int Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, file)};Pooling=False;Default Timeout=30");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    /// <summary>What a statement finds.</summary>
    public List<T> Read<T>(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, file)};Pooling=False;Default Timeout=30");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var found = new List<T>();
        while (reader.Read())
        {
            found.Add(reader.GetFieldValue<T>(0));
        }

        return found;
    }

    /// <summary>Ends the hub and leaves its folder, until it is disposed of.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        var stopping = _hub.App.StopAsync(CancellationToken.None);
        while (!stopping.IsCompleted)
        {
            await PassAsync(1, TimeSpan.FromMilliseconds(20));
        }

        await stopping;
        await _following;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _hub.DisposeAsync();
        _lamps.Dispose();
        await _lampsRunning;
        _stop.Dispose();
    }

    // A place that plays whatever it is given.
    private void Listen()
    {
        var loudspeaker = Get<LoudspeakerDirectory>().At(Hall, "all")!;
        VoicePlayer? player = null;
        player = new("demo-small/all", isOwn: true, confirms: false, order => Task.Run(() =>
        {
            _heard.Enqueue(order.Spoken.Announcement.Sequence);
            loudspeaker.Report(player!, order.Lease, order.Sequence, SoundAnswer.Played);
        }));
        loudspeaker.Join(player);
    }

    // The small hall with five windows, which gives them their tickets, and their lamps.
    private async Task<string> HallFileAsync()
    {
        var hall = JsonNode.Parse(await File.ReadAllTextAsync(HallOnDisk.HallFile))!;
        hall.AsObject().Remove("$schema");
        for (var counter = 3; counter <= 5; counter++)
        {
            hall["counters"]!.AsArray().Add(JsonNode.Parse($$"""{"counter":"{{counter}}","zone":"A","serves":["general"]}"""));
        }

        hall["rules"] = JsonNode.Parse("""{"feedbackSeconds":60,"dispatchMode":"hallGives"}""");
        hall["padBuses"] = JsonNode.Parse($$"""
            [{"name":"lamps","protocol":"lamp-a090","port":"{{_lamps.PortName}}","counters":{"1":"1","2":"2","3":"3","4":"4","5":"5"} }]
            """);
        var file = Path.Combine(Directory.CreateTempSubdirectory("hall-faulty").FullName, "hall.json");
        await File.WriteAllTextAsync(file, hall.ToJsonString());
        return file;
    }
}
