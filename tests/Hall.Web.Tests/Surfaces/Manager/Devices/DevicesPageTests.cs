using System.Security.Claims;
using Bunit;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Agents;
using Hall.Devices.Composition;
using Hall.Devices.Connections;
using Hall.Devices.Lines;
using Hall.Hub.Accounts;
using Hall.Hub.Agents;
using Hall.Hub.DeviceLinks;
using Hall.Hub.Devices;
using Hall.Hub.Identity;
using Hall.Storage.Alerts;
using Hall.Web.Surfaces.Manager;
using Hall.Web.Surfaces.Manager.Devices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Surfaces.Manager.Devices;

public sealed class DevicesPageTests : BunitContext
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 1, 42, 0, TimeSpan.Zero));
    private readonly PressLog _presses = new(TimeProvider.System);
    private readonly AgentRegister _agents;
    private readonly List<(string Actor, string Subject, string Detail)> _audited = [];

    public DevicesPageTests()
    {
        var hall = new FakeHall(
            FakeHall.Shipped("tongling") with
            {
                DeviceLines =
                    [new DeviceLineDefinition { Name = "东侧", Port = "/dev/hall-pads", Agent = "window-3",
                        Counters = new Dictionary<string, CounterId> { ["1"] = new("3") } }],
            },
            _time);
        var buses = new HubDeviceLines(hall, TestLines.Made, new LineFactory(_time, NullLogger.Instance), new(_time), _time, _ => { },
            NullLogger<DeviceLine>.Instance);
        _agents = new(_time);
        Services.AddSingleton<IHallDirectory>(hall);
        Services.AddSingleton<TimeProvider>(_time);
        Services.AddSingleton(new HubAlerts(_time));
        Services.AddSingleton<FaultCalls>();
        Services.AddSingleton(_presses);
        Services.AddSingleton(new DeviceLinks(buses, _agents, _time));
        var orders = new DeviceOrders(buses, _agents, null!, _time, NullLogger<DeviceOrders>.Instance);
        Services.AddSingleton(orders);
        Services.AddSingleton(new DeviceTrials(orders, (actor, subject, detail) =>
        {
            _audited.Add((actor, subject, detail));
            return Task.CompletedTask;
        }));
        Services.AddStaffPages();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    private IRenderedComponent<DevicesPage> Page(string role = Role.DutyManager)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, "2001"), new(ClaimTypes.Role, role)], StaffSession.Scheme);
        return Render<DevicesPage>(page =>
            page.Add(devices => devices.Hall, "tongling").AddCascadingValue(Task.FromResult(new AuthenticationState(new(identity)))));
    }

    [Fact]
    public void Page_AnAuditor_SeesDevicesAndMayTryNone() => Assert.Single(Page(Role.Auditor).FindAll(".device .device-actions button"));

    [Fact]
    public async Task Page_AgentAway_ShowsItsDevicesAndATrialSaysWhy()
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        var page = Page();

        Assert.Contains("代理未连接", page.Find(".device.failed").TextContent, StringComparison.Ordinal);
        Assert.Contains("3 号窗口", page.Find(".device .places").TextContent, StringComparison.Ordinal);
        await page.TapAsync(there => there.FindAll(".device .device-actions button").Single(button => button.TextContent == "响一声"));
        Assert.Contains("代理“window-3”未连接", page.Find(".device .said").TextContent, StringComparison.Ordinal);
        Assert.Equal([("2001", "tongling/东侧, counter 3", "Beep")], _audited);
    }

    [Fact]
    public void Page_AgentGoes_ItsLinesAreMissedAtOnce()
    {
        _agents.Connect("window-3", "c", () => { });
        _agents.Greet("window-3", "c", "test");
        _agents.Disconnect("window-3", "c");

        Assert.Contains("代理未连接", Page().Find(".device.failed").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_AgentReports_ShowsStateCountsAndAMutePad()
    {
        _agents.Connect("window-3", "c", () => { });
        _agents.Greet("window-3", "c", "test");
        _agents.Report("window-3", "c", new LineReport(
            "tongling", "东侧", new(LinkState.Up, _time.GetUtcNow(), "", 1, 2), _time.GetUtcNow(),
            [new DeviceStatus(1, "3", null, 20, true)],
            new LineCounts { Frames = 70, WrongFrames = 3 }, 0));

        var card = Page().Find(".device.up");

        Assert.Contains("正常", card.TextContent, StringComparison.Ordinal);
        Assert.Equal(["09:42:00", "70", "3", "2"], card.QuerySelectorAll("dd").Select(value => value.TextContent));
        Assert.Contains("无应答", card.QuerySelector(".places .mute")!.TextContent, StringComparison.Ordinal);
    }
}
