using Hall.Devices.Agents;
using Hall.Devices.Connections;
using Hall.Devices.Lines;
using Hall.Devices.Supervision;
using Hall.Hub.Agents;
using Hall.Hub.Devices;
using Hall.Storage.Alerts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.DeviceHub;

public sealed class AgentRegisterTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
    private readonly AgentRegister _agents;
    private readonly HubAlerts _alerts;
    private readonly AgentAlerts _watch;

    public AgentRegisterTests()
    {
        (_agents, _alerts) = (new(_time), new(_time));
        _watch = new(_agents, new(_alerts, _time, NullLogger<PressesSetAside>.Instance), _alerts);
    }

    [Fact]
    public void Greet_SecondAgentOfAKey_IsRefusedAndTheFirstKeepsItsPlace()
    {
        var ended = new List<string>();
        Come("a", "10.0.0.1", ended);
        Come("b", "10.0.0.2", ended);

        Assert.True(_agents.IsGreeted("window-1", "a"));
        Assert.False(_agents.IsGreeted("window-1", "b"));
        Assert.Empty(ended);
        Assert.Equal("10.0.0.2", _agents.Of("window-1").Rival!.Address);

        // The one that was refused goes, and the first is not touched by it.
        _agents.Disconnect("window-1", "b");
        Assert.True(_agents.IsGreeted("window-1", "a"));
    }

    [Fact]
    public void Greet_AfterTheFirstIsKnownToBeDead_HasThePlace()
    {
        Come("a", "10.0.0.1");
        Come("b", "10.0.0.1");
        _agents.Disconnect("window-1", "a");

        Come("c", "10.0.0.1");

        Assert.True(_agents.IsGreeted("window-1", "c"));
        Assert.Null(_agents.Of("window-1").Rival);
    }

    [Fact]
    public void Connect_WithoutHello_KeepsNobodyOut()
    {
        _agents.Connect("window-1", "mute", () => { });
        Come("b", "10.0.0.2");
        Assert.True(_agents.IsGreeted("window-1", "b"));
    }

    [Fact]
    public void End_KeyRevoked_EndsTheOneThatWaitsToo()
    {
        var ended = new List<string>();
        Come("a", "10.0.0.1", ended);
        Come("b", "10.0.0.2", ended);

        _agents.End("window-1");

        Assert.Equal(["a", "b"], ended.Order());
        Assert.Empty(_agents.Connected);
    }

    [Fact]
    public void Alert_SecondAgentGoesOnTrying_IsRaisedOnceAndGoesWhenItGivesUp()
    {
        Come("a", "10.0.0.1");
        Come("b", "10.0.0.2");
        _watch.Look();
        Assert.Empty(_alerts.All);

        _time.Advance(TimeSpan.FromSeconds(7));
        Come("c", "10.0.0.2");
        _watch.Look();
        var alert = Assert.Single(_alerts.All);
        Assert.Equal((AlertKind.AgentTwice, "window-1"), (alert.Kind, alert.Subject));
        Assert.Equal(["10.0.0.2", "10.0.0.1"], alert.Arguments);

        _time.Advance(TimeSpan.FromSeconds(31));
        _watch.Look();
        Assert.Empty(_alerts.All);
    }

    [Fact]
    public void Alert_NetworkCameBackBeforeTheOldConnectionWasKnownToBeDead_IsNone()
    {
        Come("a", "10.0.0.1");
        Come("b", "10.0.0.1");
        _time.Advance(TimeSpan.FromSeconds(3));
        _agents.Disconnect("window-1", "a");
        Come("c", "10.0.0.1");
        _watch.Look();
        Assert.Empty(_alerts.All);
    }

    [Fact]
    public void Report_AgentWhoseClockIsThreeHoursBehind_StandsByTheHubsClock()
    {
        Come("a", "10.0.0.1");
        var its = _time.GetUtcNow() - TimeSpan.FromHours(3);

        _agents.Report("window-1", "a", new LineReport(
            "demo", "pads", new(LinkState.Up, its - TimeSpan.FromMinutes(2), "", 1, 0), its - TimeSpan.FromMinutes(1),
            [new DeviceStatus(1, "3", its, 0, false), new DeviceStatus(2, "4", null, 0, false)], new(), 0) { At = its });

        var line = _agents.Of("window-1").Lines[("demo", "pads")];
        Assert.Equal(_time.GetUtcNow() - TimeSpan.FromMinutes(2), line.Link.Since);
        Assert.Equal(_time.GetUtcNow() - TimeSpan.FromMinutes(1), line.LastFrameAt);
        Assert.Equal([_time.GetUtcNow(), null], line.Pads.Select(pad => pad.LastFrameAt));
        Assert.Equal(TimeSpan.FromHours(-3), _agents.Of("window-1").ClockAhead);
    }

    [Fact]
    public void Report_LineOfAnOlderAgent_IsTakenAsItIs()
    {
        Come("a", "10.0.0.1");
        var at = _time.GetUtcNow() - TimeSpan.FromMinutes(1);

        _agents.Report("window-1", "a", new LineReport("demo", "pads", new(LinkState.Up, at, "", 1, 0), at, [], new(), 0));

        Assert.Equal(at, _agents.Of("window-1").Lines[("demo", "pads")].LastFrameAt);
        Assert.Null(_agents.Of("window-1").ClockAhead);
    }

    [Fact]
    public void Alert_WorkOfAnAgentStandsStill_IsRaisedAndGoesWithIt()
    {
        Come("a", "10.0.0.1");
        _agents.Report("window-1", "a", new AgentReport(_time.GetUtcNow(), 3, 2, [new(AgentWork.Outbox, _time.GetUtcNow(), Standstill.Failed)]));
        _watch.Look();
        Assert.Equal([(AlertKind.AgentSetAside, "2"), (AlertKind.AgentWork, AgentWork.Outbox)], _alerts.All.Select(alert => (alert.Kind, alert.Arguments[0])).Order());

        _agents.Report("window-1", "a", new AgentReport(_time.GetUtcNow(), 0, 0, []));
        _watch.Look();
        Assert.Empty(_alerts.All);
    }

    private void Come(string connection, string address, List<string>? ended = null)
    {
        _agents.Connect("window-1", connection, () => ended?.Add(connection));
        _agents.Greet("window-1", connection, "test", address);
    }
}
