using Bunit;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Composition;
using Hall.Hub.Agents;
using Hall.Hub.DeviceLinks;
using Hall.Hub.Devices;
using Hall.Storage.Alerts;
using Hall.Web.Surfaces.Manager;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Surfaces.Manager;

public sealed class LivePageTests : BunitContext
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 1, 42, 0, TimeSpan.Zero));
    private readonly FakeHall _hall;
    private readonly HubAlerts _alerts;

    public LivePageTests()
    {
        _hall = new FakeHall(FakeHall.Shipped("tongling"), _time);
        _alerts = new(_time);
        Services.AddSingleton<IHallDirectory>(_hall);
        Services.AddSingleton<TimeProvider>(_time);
        Services.AddSingleton(_alerts);
        Services.AddSingleton(new WaitingHistory(_hall, _time, _ => { }, NullLogger<WaitingHistory>.Instance));
        Services.AddSingleton(new HubDeviceLines(
            _hall, TestLines.Made, new LineFactory(_time, NullLogger.Instance), new(_time), _time, _ => { },
            NullLogger<DeviceLine>.Instance));
        Services.AddSingleton(new AgentRegister(_time));
        Services.AddSingleton<DeviceLinks>();
        Services.AddStaffPages();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    [Fact]
    public async Task Page_SomeoneAsksForHelp_ShowsItAndAnswersIt()
    {
        _hall.Carry(new RequestHelp("2 号取号机"));
        var page = Live();
        Assert.Contains("2 号取号机", page.Find(".alert-row.urgent").TextContent, StringComparison.Ordinal);
        await page.TapAsync(".alert-row button");
        Assert.Equal(new AnswerHelp(1), _hall.Commands[^1]);
        Assert.Empty(_hall.Snapshot.HelpWanted);
    }

    [Fact]
    public void Page_AnAuditor_SeesTheAlertAndWhyItsButtonIsNotForThem()
    {
        _hall.Carry(new RequestHelp("2 号取号机"));
        var identity = new System.Security.Claims.ClaimsIdentity(
            [new(System.Security.Claims.ClaimTypes.Name, "2001"),
                new(System.Security.Claims.ClaimTypes.Role, Hall.Hub.Accounts.Role.Auditor)], Hall.Hub.Identity.StaffSession.Scheme);
        var page = Render<LivePage>(parameters => parameters.Add(p => p.Hall, "tongling")
            .AddCascadingValue(Task.FromResult(new Microsoft.AspNetCore.Components.Authorization.AuthenticationState(new(identity)))));

        var answer = page.Find(".alert-row button");
        Assert.True(answer.HasAttribute("disabled"));
        Assert.NotEmpty(answer.GetAttribute("title")!);
        Assert.Single(_hall.Snapshot.HelpWanted);
    }

    [Theory]
    [InlineData("A06", 59, false)]
    [InlineData("A06", 60, true)]
    [InlineData("A25", 60, true)]
    public void Page_NoOpenCounterCanServeWhoWaits_NamesServiceAndNumbersAfterAMinute(string service, int seconds, bool said)
    {
        _hall.Carry(new OpenCounter(new("21"), new("1021")));
        _hall.Carry(new IssueTicket([new ServiceCode(service)], PriorityCode.None));
        _hall.Carry(new IssueTicket([new ServiceCode(service)], PriorityCode.None));
        _time.Advance(TimeSpan.FromSeconds(seconds));

        var alerts = Live().FindAll(".alert-row.urgent").Select(alert => alert.TextContent)
            .Where(text => text.Contains("没有窗口在办", StringComparison.Ordinal)).ToList();
        Assert.Equal(said ? 1 : 0, alerts.Count);
        Assert.All(alerts, text => Assert.Contains("A001 A002", text, StringComparison.Ordinal));
        Assert.All(alerts, text => Assert.Contains(_hall.Snapshot.Plan.NameOf(new(service), "zh-CN"), text, StringComparison.Ordinal));
    }

    [Fact]
    public void Page_SpecialServiceBesideAnOpenGeneralCounter_IsNotHiddenByIt()
    {
        _hall.Carry(new OpenCounter(new("1"), new("1001")));
        _hall.Carry(new IssueTicket([new ServiceCode("A06")], PriorityCode.None));
        _hall.Carry(new IssueTicket([new ServiceCode("A25")], PriorityCode.None));
        _time.Advance(TimeSpan.FromMinutes(1));

        var alert = Assert.Single(Live().FindAll(".alert-row.urgent"));
        Assert.Contains("A002", alert.TextContent, StringComparison.Ordinal);
        Assert.Equal(["A001"], _hall.Snapshot.Zone(new("A"))!.Next);
    }

    [Fact]
    public void Page_WaitOverTarget_IsAnAlert()
    {
        _hall.Carry(new OpenCounter(new("1"), new("1001")));
        _hall.Carry(new IssueTicket([new ServiceCode("A06")], PriorityCode.None));
        _time.Advance(TimeSpan.FromMinutes(22));
        Assert.Contains("A 区最久已等 22 分钟", Live().Find(".alert-list").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(30, true)]
    public void Page_TargetAboutToBeMissed_IsAnAlertBeforeAnybodyHasWaitedSoLong(int waiting, bool warned)
    {
        foreach (var counter in Enumerable.Range(1, 4))
        {
            _hall.Carry(new OpenCounter(new($"{counter}"), new($"{1000 + counter}")));
        }

        foreach (var _ in Enumerable.Range(0, waiting))
        {
            _hall.Carry(new IssueTicket([new ServiceCode("A06")], PriorityCode.None));
        }

        Assert.Equal(warned, Live().Find(".alert-list").TextContent.Contains("A 区将达不到等候目标", StringComparison.Ordinal));
    }

    [Fact]
    public void Page_HubCannotWrite_ShowsItInWords()
    {
        _alerts.Raise("journal-unavailable", "tongling", "disk full");
        Assert.Contains("数据没能写入磁盘", Live().Find(".alert-row.urgent").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_ExchangeIsStuck_SaysHowMuchWaits()
    {
        _alerts.Raise("exchange-stuck", "tongling", "12", "1");
        Assert.Contains("待上报 12 条，被拒收 1 条", Live().Find(".alert-list").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_Counter_ShowsStateByWordAndColour()
    {
        _hall.Carry(new OpenCounter(new("1"), new("1001")));
        var tiles = Live().FindAll(".counter-tile");
        Assert.Contains("idle", tiles[0].ClassName, StringComparison.Ordinal);
        Assert.Contains("空闲", tiles[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("未开", tiles[1].TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(9, 1, 90.0)]
    public void Satisfaction_OfRatings_CountsTheTopThree(int satisfied, int bad, double? percent)
    {
        var satisfaction = Satisfaction.Of([satisfied, 0, 0, bad, 0]);
        Assert.Equal(percent, satisfaction.Percent);
        Assert.Equal(percent is null ? null : 60, satisfaction.Low);
    }

    private IRenderedComponent<LivePage> Live() => Render<LivePage>(parameters => parameters.Add(p => p.Hall, "tongling"));
}
