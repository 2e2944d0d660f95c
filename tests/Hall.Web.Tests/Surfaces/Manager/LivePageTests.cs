using Bunit;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Composition;
using Hall.Forecasting.WhatIf;
using Hall.Hub.Agents;
using Hall.Hub.DeviceLinks;
using Hall.Hub.Devices;
using Hall.Storage.Alerts;
using Hall.Hub.Balance;
using Hall.Web.Surfaces.Balance;
using Hall.Web.Surfaces.Live;
using Hall.Web.Surfaces.Manager;
using Hall.Web.Wording;
using Hall.Web.Tests.Support;
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
    private readonly List<PastVisit> _past = [];

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
        Services.AddSingleton<Func<HallId, HallCommand, string, Task<bool>>>((_, _, _) => Task.FromResult(true));
        Services.AddSingleton<WhatIfService>();
        Services.AddSingleton<SteeringDesk>();
        Services.AddSingleton<FaultCalls>();
        Services.AddSingleton(new UsualWaiting((_, _) => Task.FromResult<IReadOnlyList<PastVisit>>(_past)));
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

        var page = Live();
        Assert.Equal(warned, page.Find(".alert-list").TextContent.Contains("A 区将达不到等候目标", StringComparison.Ordinal));
        Assert.Equal(warned ? "A 区快要超时" : "一切正常，现在不用做什么", page.Find(".verdict h2").TextContent);
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

    [Fact]
    public void Figures_SomeWaitBeyondTheTarget_CountAsMissedAndTheVerdictSaysSo()
    {
        _hall.Carry(new OpenCounter(new("1"), new("1001")));
        foreach (var _ in Enumerable.Range(0, 4))
        {
            _hall.Carry(new IssueTicket([new ServiceCode("A06")], PriorityCode.None));
        }

        _hall.Carry(new CallNext(new("1")));
        _time.Advance(TimeSpan.FromMinutes(16));

        var page = Live();
        var target = page.FindAll(".live-figures .card")[2];
        Assert.Equal(["25%", "25%"], target.QuerySelectorAll("b").Select(figure => figure.TextContent));
        Assert.Contains("bad", target.QuerySelector("b")!.ClassName, StringComparison.Ordinal);
        Assert.Contains("还在等的 3 人已算作未达标", target.TextContent, StringComparison.Ordinal);
        Assert.Equal("A 区超时：3 人已等过 15 分钟，最久 16 分钟", page.Find(".verdict h2").TextContent);
    }

    [Fact]
    public void Figures_TheLastHour_StandsBesideTheDay()
    {
        _hall.Carry(new OpenCounter(new("1"), new("1001")));
        _hall.Carry(new IssueTicket([new ServiceCode("A06")], PriorityCode.None));
        _hall.Carry(new CallNext(new("1")));
        _time.Advance(TimeSpan.FromMinutes(61));
        _hall.Carry(new IssueTicket([new ServiceCode("A06")], PriorityCode.None));

        var done = Live().FindAll(".live-figures .card")[3];
        Assert.Equal(["0/1", "0/2"], done.QuerySelectorAll("b").Select(figure => figure.TextContent));
    }

    [Fact]
    public void Figures_AgainstThePast_SayHowManyMoreThanUsualOnThisWeekday()
    {
        // Four Mondays on each of which two waited in zone A at this time.
        foreach (var week in Enumerable.Range(1, 4))
        {
            _past.AddRange(Enumerable.Repeat(new PastVisit(new DateOnly(2026, 11, 23).AddDays(-7 * week), new(9, 30, 0), new("A"),
                new("A06"), PriorityCode.None, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5)), 2));
        }

        foreach (var _ in Enumerable.Range(0, 11))
        {
            _hall.Carry(new IssueTicket([new ServiceCode("A06")], PriorityCode.None));
        }

        var page = Live();
        page.WaitForAssertion(() => Assert.Contains("比平时多 9 人", page.FindAll(".live-figures .card")[0].TextContent,
            StringComparison.Ordinal), Eventually.Longest);
        Assert.Contains("11，平时 2", page.Find(".usual").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_WithoutAPast_CompareNothingAndSaySo() =>
        Assert.Contains("还没有往日的星期一可比", Live().FindAll(".live-figures .card")[0].TextContent, StringComparison.Ordinal);

    [Fact]
    public void Tile_OfAWindow_OpensItsDayAndNotItsConsole() =>
        Assert.Equal("/tongling/manager/counter/1", Live().Find(".counter-tile").GetAttribute("href"));

    [Fact]
    public async Task Offer_ThatHelps_IsDoneByOneButtonAndTakenBackWithinAMinute()
    {
        _hall.Carry(new OpenCounter(new("1"), new("1001")));
        _hall.Carry(new OpenCounter(new("9"), new("1009")));
        foreach (var _ in Enumerable.Range(0, 30))
        {
            _hall.Carry(new IssueTicket([new ServiceCode("A06")], PriorityCode.None));
        }

        _hall.Carry(new OpenCounter(new("2"), new("1002")));
        _hall.Carry(new PauseCounter(new("2"), "喝水", 5));
        _time.Advance(TimeSpan.FromMinutes(20));
        var page = Live();
        await Eventually.HoldsAsync(() => page.FindAll(".alert-row .act .mud-button-filled").Count == 1 || Again(page));
        Assert.NotEmpty(page.FindAll(".alert-row .effect em"));

        var before = _hall.Commands.Count;
        await page.TapAsync(".alert-row .act .mud-button-filled");
        Assert.Equal(before + 1, _hall.Commands.Count);
        Assert.Contains("已办", page.Find(".done-acts").TextContent, StringComparison.Ordinal);

        await page.TapAsync(".undo-act");
        Assert.Equal(before + 2, _hall.Commands.Count);
        Assert.Contains("已撤销", page.Find(".done-acts").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".undo-act"));
    }

    [Fact]
    public async Task Undo_AMinuteLater_IsNotOfferedAnyMore()
    {
        _hall.Carry(new RequestHelp("2 号取号机"));
        var page = Live();
        await page.TapAsync(".alert-row button");
        Assert.NotEmpty(page.FindAll(".undo-act"));
        _time.Advance(TimeSpan.FromSeconds(61));
        page.WaitForState(() => page.FindAll(".undo-act").Count == 0, Eventually.Longest);
    }

    [Fact]
    public async Task Alert_OfADevice_IsNotedSoThatNobodyIsSentTwice()
    {
        _alerts.Raise("paper-out", "tongling/2", "COM3");
        var page = Live();
        await page.TapAsync(".alert-row .act button");
        Assert.Contains("已叫人", page.Find(".alert-row .sign").TextContent, StringComparison.Ordinal);
        await page.TapAsync(".alert-row .act button");
        Assert.DoesNotContain("已叫人", page.Find(".alert-row .sign").TextContent, StringComparison.Ordinal);
    }

    private bool Again(IRenderedComponent<LivePage> page)
    {
        _time.Advance(TimeSpan.FromSeconds(3));
        page.Render();
        return false;
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
