using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Devices.Connections;
using Hall.Devices.Lines;
using Hall.Hub.DeviceLinks;
using Hall.Storage.Alerts;

namespace Hall.Web.Tests.DeviceHub;

public sealed class DeviceAlertsTests
{
    private static readonly DateTimeOffset Then = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(LinkState.Opening, "")]
    [InlineData(LinkState.Up, "")]
    [InlineData(LinkState.Failed, AlertKind.LineDown)]
    [InlineData(LinkState.Silent, AlertKind.LineSilent)]
    public void Of_EachStateOfALine_IsItsKind(LinkState state, string kind) => Assert.Equal(
        kind.Length == 0 ? [] : [new DeviceAlert(kind, "lamps", "/dev/lamps")], DeviceAlerts.Of([Line("lamps", state)]));

    [Fact]
    public void Of_EachTroubleOfADevice_IsAKindOfItsOwn()
    {
        var kinds = LineTrouble.All.Select(trouble => Assert.Single(DeviceAlerts.Of([Line("printer", LinkState.Up) with { Trouble = trouble }])).Kind).ToList();

        Assert.Equal(LineTrouble.All.Count, kinds.Distinct().Count());
    }

    [Fact]
    public void Of_OneMutePad_IsItsCountersAndOfAllTheLinesAlone()
    {
        var line = Line("pads", LinkState.Up) with { Pads = [new(1, "3", null, 20, true), new(2, "4", null, 0, false)] };

        Assert.Equal([new DeviceAlert(AlertKind.DeviceMute, "pads/3", "3")], DeviceAlerts.Of([line]));
        Assert.Equal([AlertKind.LineSilent], DeviceAlerts.Of([line with { Link = line.Link with { State = LinkState.Silent } }]).Select(alert => alert.Kind));
    }

    [Fact]
    public void Of_AnAgentWithThreeLines_IsOneAlertAndNoneOfItsLines()
    {
        var away = new[] { "pads", "lamps", "printer" }.Select(name => Line(name, LinkState.Failed, "window-1") with { AgentAway = true, Trouble = LineTrouble.PaperOut }).ToList();

        Assert.Equal([new DeviceAlert(AlertKind.AgentAway, "window-1", "pads, lamps, printer"), new DeviceAlert(AlertKind.LineDown, "strips", "/dev/strips")],
            DeviceAlerts.Of([.. away, Line("strips", LinkState.Failed)]));
    }

    private static DeviceLink Line(string name, LinkState state, string agent = "") => new(
        new DeviceLineDefinition { Name = name, Port = $"/dev/{name}", Agent = agent, Counters = new Dictionary<string, CounterId>() },
        new(state, Then, "", 0, 0), false, null, [], new LineCounts());
}
