using System.Text.Json.Nodes;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Devices.Composition;
using Hall.Devices.Emulation;
using Hall.Hub.Devices;
using Hall.Web.Tests.Support;
using Hall.Web.Tests.Surfaces;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Pads;

/// <summary>
/// A hall of seven windows on a real journal, whose pads, lamps, strips, buttons and board are emulated on real ports and driven by the
/// hub's own lines. The hall's clock is the test's; the devices live by the real one.
/// </summary>
internal sealed class DeviceDay : IAsyncDisposable
{
    /// <summary>The line on a pseudo-terminal, which cannot be hung up while the hub has it open; the others are network ports.</summary>
    public const string OnATerminal = "strips";

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private readonly Dictionary<string, (EmulatedLine Line, CancellationTokenSource Stop)> _emulated = [];
    private readonly HallOnDisk _hub;
    private readonly ListLogger<DeviceLine> _log = new();
    private HubDeviceLines _buses = null!;

    public PressLog Presses { get; } = new(TimeProvider.System);

    private DeviceDay(HallOnDisk hub) => _hub = hub;

    /// <summary>The lines: name, protocol, and whose the addresses from 1 on are.</summary>
    public static IReadOnlyList<(string Name, string Protocol, string[] Counters, (string, string)[] Settings)> Lines { get; } =
    [
        ("pads", "ff68", ["1", "2"], []),
        ("ascii", "ascii", ["3"], []),
        ("lcd", "lcd", ["4"], [("timeout", "60")]),
        ("buttons", "qsystem", ["5"], []),
        ("numbers", "qsystem", ["6"], [("shows", "display")]),
        ("texts", "qsystem", ["7"], [("shows", "board"), ("textPaused", "PAUSE {counter}"), ("textClosed", "CLOSED")]),
        ("lamps", "lamp-a090", ["1", "2", "3", "4", "5"], [("textPaused", "P")]),
        ("strips", "strip-aabb", ["1", "2", "6", "7"], [("textClosed", "-")]),
        ("board", "onbon-5", ["1", "2", "3"], [("textPaused", "...")]),
    ];

    public IHall Hall => _hub.Hall;

    /// <summary>The devices of a line.</summary>
    public EmulatedLine Devices(string line) => _emulated[line].Line;

    public static async Task<DeviceDay> BeginAsync()
    {
        var folder = Directory.CreateTempSubdirectory("hall-test-").FullName;
        var day = new DeviceDay(HallOnDisk.Started(folder, files: await HallFileAsync(folder)));
        foreach (var line in Lines)
        {
            await day.PlugInAsync(line.Name);
        }

        var ports = day._emulated.ToDictionary(line => line.Key, line => line.Value.Line.PortName);
        var configuration = day.Hall.Snapshot.Plan.Configuration;
        var published = await day.DoAsync(new PublishConfiguration(configuration with
        {
            DeviceLines = [.. Lines.Select(line => new DeviceLineDefinition
            {
                Name = line.Name, Protocol = line.Protocol, Port = ports[line.Name], BaudRate = 115200,
                Counters = line.Counters.Select((counter, at) => (Address: $"{at + 1}", Counter: new CounterId(counter)))
                    .ToDictionary(place => place.Address, place => place.Counter),
                Settings = line.Settings.ToDictionary(setting => setting.Item1, setting => setting.Item2),
            })],
        }));
        Assert.Null(published.Rejection);
        await day.UntilAsync(() =>
            Task.FromResult(day.Hall.Snapshot.Plan.Configuration.DeviceLines.Count == Lines.Count ? null : "the lines are not published"),
            "begin");
        day.Open();
        return day;
    }

    /// <summary>Carries a command out, again while the hall reads its journal; a publication is made from what is in force.</summary>
    public Task<HallOutcome> DoAsync(HallCommand command) => OnceThereAsync(() => Hall.ExecuteAsync(
        command is PublishConfiguration publish ? publish with { BasedOn = Hall.Snapshot.Plan.Sequence } : command,
        cancellationToken: TestContext.Current.CancellationToken));

    /// <summary>Asks a question, again while the hall reads its journal.</summary>
    public Task<T> AskAsync<T>(HallQuery<T> query) => OnceThereAsync(() => Hall.AskAsync(query, TestContext.Current.CancellationToken));

    /// <summary>Has the disk refuse the next commit.</summary>
    public async Task RefusedAsync(HallCommand command)
    {
        _hub.Writer.BeforeCommit = _ => throw new SqliteException("database or disk is full", 13);
        try
        {
            await Hall.ExecuteAsync(command, cancellationToken: TestContext.Current.CancellationToken);
        }
        catch (JournalUnavailableException)
        {
            // As meant; a command without an event is not refused.
        }

        _hub.Writer.BeforeCommit = null;
    }

    /// <summary>Stops the hub and starts it again.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        await _hub.RestartAsync();
        Open();
    }

    /// <summary>Takes the power from the devices of a line, and gives it again: they show nothing.</summary>
    public async Task ReplugAsync(string line)
    {
        await UnplugAsync(line);
        await PlugInAsync(line);
    }

    /// <summary>What the hub knows of a line, for those who read a failure.</summary>
    public string Told(string line)
    {
        var host = _buses.Of(Hall.Id).FirstOrDefault(bus => bus.Line.Name == line)?.Host;
        return host is null
            ? $"no line; {string.Join(" / ", _log.Lines.TakeLast(3))}"
            : $"{host.Condition.Link}; "
                + $"{string.Join(" / ", host.Frames.TakeLast(6).Select(frame => $"{frame.At:mm:ss.fff} {frame.Bytes} {frame.Meaning}"))}";
    }

    public void Advance(TimeSpan by) => _hub.Time.Advance(by);

    /// <summary>Lets the hall's clock run in small steps until something holds; the real minute without it fails with what is
    /// said.</summary>
    public async Task UntilAsync(Func<Task<string?>> wrong, string when)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var glance = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (await wrong() is { } said)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(60), $"{when}: {said}");
            Advance(Step);
            await glance.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _hub.DisposeAsync();
        foreach (var line in _emulated.Keys.ToList())
        {
            await UnplugAsync(line);
        }
    }

    private static async Task<T> OnceThereAsync<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (JournalUnavailableException)
            {
                await Task.Yield();
            }
        }
    }

    private async Task UnplugAsync(string name)
    {
        _emulated.Remove(name, out var plugged);
        await plugged.Stop.CancelAsync();
        plugged.Line.Dispose();
        plugged.Stop.Dispose();
    }

    private Task PlugInAsync(string name)
    {
        var (_, protocol, counters, _) = Lines.Single(line => line.Name == name);
        var tcp = name == OnATerminal ? (int?)null : Ports.GetValueOrDefault(name);
        var line = new EmulatedLine([.. counters.Select((_, at) => (byte)(at + 1))], 0, 1, TimeProvider.System, TextWriter.Null, protocol,
            tcp);
        if (tcp is not null)
        {
            Ports[name] = new Uri(line.PortName).Port;
        }

        var stop = new CancellationTokenSource();
        _ = line.RunAsync(stop.Token).ContinueWith(over => over.Exception, TaskScheduler.Default);
        _emulated[name] = (line, stop);
        return Task.CompletedTask;
    }

    private Dictionary<string, int> Ports { get; } = [];

    private void Open()
    {
        _buses = new(_hub.Halls, TestLines.Made, new LineFactory(_hub.Time, NullLogger.Instance), Presses, _hub.Time, _ => { }, _log);
        _buses.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    private async Task CloseAsync()
    {
        var closing = _buses.StopAsync(CancellationToken.None);
        await UntilAsync(() => Task.FromResult(closing.IsCompleted ? null : "the lines do not close"), "stop");
        _buses.Dispose();
    }

    // The small hall with five windows more, a second zone, and the longest time to rate.
    private static async Task<string> HallFileAsync(string folder)
    {
        var hall = JsonNode.Parse(await File.ReadAllTextAsync(HallOnDisk.HallFile))!;
        hall.AsObject().Remove("$schema");
        hall["zones"]!.AsArray().Add(JsonNode.Parse("""{"code":"B","names":{"zh-CN":"乙区","en":"Zone B"}}"""));
        hall["services"]!.AsArray()
            .Add(JsonNode.Parse("""
                {
                  "code": "B01", "zone": "B", "kind": "general", "minutes": 3, "initials": "YW",
                  "names": { "zh-CN": "业务", "en": "Matter" }, "documents": { "zh-CN": [], "en": [] }
                }
                """));
        for (var counter = 3; counter <= 7; counter++)
        {
            hall["counters"]!.AsArray()
                .Add(JsonNode.Parse($$"""{"counter":"{{counter}}","zone":"{{(counter > 5 ? "B" : "A")}}","serves":["general"]}"""));
        }

        hall["rules"] = JsonNode.Parse("""{"feedbackSeconds":60}""");
        var file = Path.Combine(folder, "hall.json");
        await File.WriteAllTextAsync(file, hall.ToJsonString());
        return file;
    }
}
