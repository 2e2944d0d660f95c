using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Reflection;
using System.Text.RegularExpressions;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Devices.Emulation;
using Hall.Storage.Alerts;
using Hall.Web.Composition;
using Hall.Web.Surfaces.Manager;
using Hall.Web.Tests.Support;
using Hall.Web.Wording;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Health;

/// <summary>Whoever watches by <c>/metrics</c> sees what the manager sees.</summary>
public sealed partial class HubMetricsTests : IAsyncLifetime
{
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartedAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Alert_OfEveryKind_StandsInTheMetricsAndOnTheManagersPage()
    {
        var alerts = _hub.App.Services.GetRequiredService<HubAlerts>();
        var kinds = typeof(AlertKind).GetFields(BindingFlags.Public | BindingFlags.Static).Select(kind => (string)kind.GetRawConstantValue()!).ToList();
        foreach (var kind in kinds)
        {
            alerts.Raise(kind, $"{_hub.Hall.Id}/of \"{kind}\" \\ at\nhome", "1", "2", "", "4");
        }

        var lines = (await MetricsAsync()).Split('\n').Where(line => line.StartsWith("hall_alert{", StringComparison.Ordinal)).ToList();
        Assert.All(lines, line => Assert.Matches(Sample(), line));
        foreach (var kind in kinds)
        {
            Assert.Contains($$"""hall_alert{kind="{{kind}}",subject="{{_hub.Hall.Id}}/of \"{{kind}}\" \\ at\nhome"} 1""", lines);
        }

        var seen = ManagerAlert.Of(_hub.Hall.Snapshot, [.. alerts.All.Where(alert => alert.Subject.Contains("home", StringComparison.Ordinal))], _hub.Hall.Now, Words.For(Words.English));
        Assert.Equal(kinds.Count, seen.Count);
    }

    [Fact]
    public async Task Device_Fails_StandsInTheMetricsUntilItIsMended()
    {
        var gone = new TcpListener(System.Net.IPAddress.Loopback, 0);
        gone.Start();
        var port = ((System.Net.IPEndPoint)gone.LocalEndpoint).Port;
        gone.Stop();
        using var stop = new CancellationTokenSource();
        using var printer = new EmulatedLine([1], 0, 1, TimeProvider.System, TextWriter.Null, "escpos", tcpPort: 0);
        using var lamps = new EmulatedLine([1], 0, 1, TimeProvider.System, TextWriter.Null, "lamp-a090", tcpPort: 0);
        _ = printer.RunAsync(stop.Token);
        _ = lamps.RunAsync(stop.Token);
        printer.Printer!.LinesLeft = 0;
        lamps.Port.IsSilent = true;
        var configuration = _hub.Hall.Snapshot.Plan.Configuration;
        Assert.Null((await _hub.Hall.ExecuteAsync(new PublishConfiguration(configuration with
        {
            DeviceLines =
            [
                Line("bus", "ff68", $"tcp://127.0.0.1:{port}", "1"), Line("lamps", "lamp-a090", lamps.PortName, "1"),
                Line("far", "ff68", "/dev/pads", "2") with { Agent = "window-2" },
                Line("paper", "escpos", printer.PortName) with { Place = configuration.Kiosks[0].Kiosk.Value },
            ],
        }) { BasedOn = _hub.Hall.Snapshot.Plan.Sequence }, cancellationToken: Token)).Rejection);

        var hall = _hub.Hall.Id;
        string[] wanted = [$"line-down\",subject=\"{hall}/bus", $"line-silent\",subject=\"{hall}/lamps", $"agent-away\",subject=\"{hall}/window-2", $"paper-out\",subject=\"{hall}/paper"];
        await Eventually.HoldsAsync(async () => await MetricsAsync() is var text && wanted.All(alert => text.Contains($"hall_alert{{kind=\"{alert}\"}} 1", StringComparison.Ordinal)));

        printer.Printer.LinesLeft = int.MaxValue;
        lamps.Port.IsSilent = false;
        await Eventually.HoldsAsync(async () => await MetricsAsync() is var text && !text.Contains("paper-out", StringComparison.Ordinal) && !text.Contains("line-silent", StringComparison.Ordinal));
        Assert.Null((await _hub.Hall.ExecuteAsync(new PublishConfiguration(configuration) { BasedOn = _hub.Hall.Snapshot.Plan.Sequence }, cancellationToken: Token)).Rejection);
        await Eventually.HoldsAsync(async () => await MetricsAsync() is var text && !text.Contains("line-down", StringComparison.Ordinal) && !text.Contains("agent-away", StringComparison.Ordinal));
        await stop.CancelAsync();
    }

    private static DeviceLineDefinition Line(string name, string protocol, string port, params string[] counters) => new()
    {
        Name = name, Protocol = protocol, Port = port,
        Counters = counters.Select((counter, at) => (counter, at)).ToDictionary(place => $"{place.at + 1}", place => new CounterId(place.counter)),
    };

    private async Task<string> MetricsAsync()
    {
        using var client = _hub.Anonymous();
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/plain"));
        return await client.GetStringAsync("/metrics", Token);
    }

    // A sample of the text format: name, labels whose values hold no bare quotation mark or backslash, and the value.
    [GeneratedRegex("""^[a-z_]+\{([a-z]+="([^"\\\n]|\\[\\"n])*",?)+\} \d+$""")]
    private static partial Regex Sample();
}
