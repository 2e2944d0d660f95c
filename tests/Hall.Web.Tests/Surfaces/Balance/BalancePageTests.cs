using Bunit;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Forecasting.WhatIf;
using Hall.Hub.Balance;
using Hall.Storage.Alerts;
using Hall.Web.Surfaces.Balance;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Surfaces.Balance;

public sealed class BalancePageTests : BunitContext
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 1, 42, 0, TimeSpan.Zero));
    private readonly FakeHall _hall;

    public BalancePageTests()
    {
        _hall = new FakeHall(FakeHall.Shipped("tongling"), _time);
        Services.AddSingleton<IHallDirectory>(_hall);
        Services.AddSingleton<TimeProvider>(_time);
        Services.AddSingleton<WhatIfService>();
        Services.AddSingleton<SteeringDesk>();
        Services.AddSingleton(new HubAlerts(_time));
        Services.AddSingleton<Func<HallId, HallCommand, string, Task<bool>>>((_, _, _) => Task.FromResult(true));
        Services.AddStaffPages();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    [Theory]
    [InlineData(1, 0, "一切正常，现在不用做什么")]
    [InlineData(30, 0, "A 区快要超时")]
    [InlineData(30, 16, "A 区超时：30 人已等过 15 分钟，最久 16 分钟")]
    public void Page_TargetMissedOrAboutToBe_SaysWhatTheLivePageSays(int waiting, int minutes, string said)
    {
        foreach (var counter in Enumerable.Range(1, 4))
        {
            _hall.Carry(new OpenCounter(new($"{counter}"), new($"{1000 + counter}")));
        }

        foreach (var _ in Enumerable.Range(0, waiting))
        {
            _hall.Carry(new IssueTicket([new ServiceCode("A06")], PriorityCode.None));
        }

        _time.Advance(TimeSpan.FromMinutes(minutes));
        var page = Render<BalancePage>(parameters => parameters.Add(shown => shown.Hall, "tongling"));
        Assert.Equal(said, page.Find(".verdict h2").TextContent);
    }

    [Fact]
    public void Zone_ACounterBusyForSixMinutesOfTen_ShowsTheDaysLoadAndTheWaitAgainstTheTarget()
    {
        _hall.Carry(new OpenCounter(new("1"), new("1001")));
        _time.Advance(TimeSpan.FromMinutes(4));
        _hall.Carry(new IssueTicket([new ServiceCode("A06")], PriorityCode.None));
        _hall.Carry(new IssueTicket([new ServiceCode("A06")], PriorityCode.None));
        _hall.Carry(new CallNext(new("1")));
        _time.Advance(TimeSpan.FromMinutes(6));
        _hall.Carry(new StartService(new("1")));

        var none = new Dictionary<ServiceCode, PlayedWaits>();
        var zone = Render<BalanceZone>(parameters => parameters
            .Add(shown => shown.Words, Words.For("zh-CN")).Add(shown => shown.Snapshot, _hall.Snapshot)
            .Add(shown => shown.Zone, _hall.Snapshot.Plan.Configuration.Zones[0])
            .Add(shown => shown.Now, _time.GetUtcNow())
            .Add(shown => shown.Figures,
                new(new PlayedWaits(0, 0, 0, 1), new Dictionary<ZoneCode, PlayedWaits>(), none, new Dictionary<CounterId, double>(), 0, 0,
                    [])));

        Assert.Contains("今天忙碌 60%，空闲 4 分", zone.Find(".zone-name").TextContent, StringComparison.Ordinal);
        Assert.Contains("最久已等 6 分（目标 15）", zone.Find(".zone-name").TextContent, StringComparison.Ordinal);
        Assert.Contains("60%", zone.Find(".counter-tile").GetAttribute("title"), StringComparison.Ordinal);
    }
}
