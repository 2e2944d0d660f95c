using System.Text.Json.Nodes;
using Hall.Agent.Emulation;
using Hall.Devices.Composition;
using Hall.Devices.Connections;
using Hall.Devices.Presses;
using Hall.Devices.Settings;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Agent.Tests;

/// <summary><c>hall-agent emulate --hall</c>: a whole hall on one computer, each line under the port's name of the hall's file.</summary>
public sealed class EmulatedHallTests : IDisposable
{
    private const int OnOneBus = 10;
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-emulated").FullName;
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Run_HallOfSixtyWindows_EveryLineIsUpAndWhatAnswersDoes()
    {
        List<DeviceLineSettings> lines =
        [
            .. Enumerable.Range(0, 6).Select(bus => Line($"pads{bus}", "ff68", bus)),
            .. Enumerable.Range(0, 6).Select(bus => Line($"lamps{bus}", "lamp-a090", bus)),
            Line("printer", "escpos", null), Line("reader", "idcard", null) with { BaudRate = 115200 },
            Line("keys", "keyboard", 7) with { Counters = new Dictionary<string, string> { ["1"] = "71" } },
        ];
        var file = Path.Combine(_folder, "hall.json");
        await File.WriteAllTextAsync(file, FileOf(lines), TestContext.Current.CancellationToken);
        var emulating = EmulatedHall.RunAsync(file, 7, _stop.Token);
        var factory = new LineFactory(TimeProvider.System, NullLogger.Instance);
        var hosts = lines.ConvertAll(line => factory.Make(line, (_, _) => Task.FromResult(PressOutcome.Recorded))!);
        var running = Task.WhenAll(hosts.Select(host => host.RunAsync(_stop.Token)));

        await Eventually.Holds(() => emulating.IsCompleted || hosts.TrueForAll(host => host.Condition.Link.State == LinkState.Up),
            "every line is up");
        await Eventually.Holds(
            () => emulating.IsCompleted
            || lines.Zip(hosts).All(line => line.First.Protocol is "ff68" or "keyboard" || line.Second.Condition.LastFrameAt is not null),
            "what answers has answered");

        Assert.False(emulating.IsFaulted, $"{emulating.Exception}");
        Assert.Equal(60, hosts.Take(6).Sum(host => host.Condition.Places.Count));
        await _stop.CancelAsync();
        await running.Soon();
        await Task.WhenAny(emulating).Soon();
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    private DeviceLineSettings Line(string name, string protocol, int? bus)
    {
        var counters = Enumerable.Range(1, bus is null ? 0 : OnOneBus)
            .ToDictionary(address => $"{address}", address => $"{(bus * OnOneBus) + address}");
        return new("demo", name, protocol, Path.Combine(_folder, name), 9600, "one-based", counters) { Place = bus is null ? "1" : "",
            CardKey = Convert.ToBase64String(new byte[32]) };
    }

    private static string FileOf(List<DeviceLineSettings> lines) => new JsonObject
    {
        ["deviceLines"] = new JsonArray([.. lines.Select(line => new JsonObject
        {
            ["name"] = line.Name, ["protocol"] = line.Protocol, ["port"] = line.Port, ["baudRate"] = line.BaudRate,
            ["counters"] = new JsonObject(line.Counters.Select(counter => KeyValuePair.Create(counter.Key, (JsonNode?)counter.Value))),
        })]),
    }.ToJsonString();
}
