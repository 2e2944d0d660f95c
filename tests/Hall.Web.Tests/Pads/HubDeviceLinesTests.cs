using System.Net;
using System.Net.Sockets;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Devices.Composition;
using Hall.Devices.Connections;
using Hall.Hub.Devices;
using Hall.Web.Tests.Support;
using Hall.Web.Tests.Surfaces;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Pads;

public sealed class HubDeviceLinesTests : IAsyncLifetime
{
    private readonly FakeHall _hall = new(FakeHall.Shipped("demo-small"), TimeProvider.System);
    private readonly TcpListener _kept = Listening();
    private readonly TcpListener _later = Listening();
    private readonly ListLogger<DeviceLine> _log = new();
    private readonly HubDeviceLines _buses;

    public HubDeviceLinesTests() => _buses = new(_hall, TestLines.Made, new LineFactory(TimeProvider.System, NullLogger.Instance), new(TimeProvider.System), TimeProvider.System, _ => { }, _log);

    public async ValueTask InitializeAsync()
    {
        Publish(Lamp("kept", _kept, "1"), Lamp("moved", _later, "2"));
        await _buses.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => IsUp("kept") && IsUp("moved"));
    }

    public async ValueTask DisposeAsync()
    {
        await _buses.StopAsync(CancellationToken.None);
        _buses.Dispose();
        _kept.Dispose();
        _later.Dispose();
    }

    [Fact]
    public async Task Follow_ConfigurationPublished_OpensClosesAndKeepsWithoutARestart()
    {
        var kept = Bus("kept");

        Publish(Lamp("kept", _kept, "1"), Lamp("renamed", _later, "2"));

        await Eventually.HoldsAsync(() => IsUp("renamed"));
        Assert.Null(Bus("moved"));
        Assert.Same(kept, Bus("kept"));
        Assert.Equal(0, kept!.Host.Condition.Link.Failures);

        Publish();
        await Eventually.HoldsAsync(() => !_buses.Of(_hall.Id).Any());
    }

    [Fact]
    public async Task Follow_LineThatCannotBeMade_IsLoggedAndTheOthersAreOpened()
    {
        var broken = Lamp("broken", _later, "3") with { Protocol = "lamp-a090", Settings = new Dictionary<string, string> { ["codePage"] = "no-such-page" } };

        Publish(broken, Lamp("other", _kept, "2"));

        await Eventually.HoldsAsync(() => IsUp("other"));
        Assert.Contains(_log.Lines, line => line.Contains("broken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_LinesOpen_ClosesThem()
    {
        await _buses.StopAsync(CancellationToken.None);
        Assert.Empty(_buses.Of(_hall.Id));
    }

    private void Publish(params DeviceLineDefinition[] lines) =>
        Assert.Null(_hall.Carry(new PublishConfiguration(_hall.Snapshot.Plan.Configuration with { DeviceLines = lines })).Rejection);

    private bool IsUp(string name) => Bus(name)?.Host.Condition.Link.State == LinkState.Up;

    private DeviceLine? Bus(string name) => _buses.Of(_hall.Id).FirstOrDefault(bus => bus.Definition.Name == name);

    private static DeviceLineDefinition Lamp(string name, TcpListener at, string counter) => new()
    {
        Name = name, Protocol = "strip-aabb", Port = $"tcp://127.0.0.1:{((IPEndPoint)at.LocalEndpoint).Port}",
        Counters = new Dictionary<string, CounterId> { ["1"] = new(counter) },
    };

    private static TcpListener Listening()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }
}
