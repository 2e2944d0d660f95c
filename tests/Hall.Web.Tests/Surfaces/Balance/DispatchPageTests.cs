using System.Security.Claims;
using Bunit;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Web.Surfaces.Balance;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Surfaces.Balance;

public sealed class DispatchPageTests : BunitContext
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 1, 42, 0, TimeSpan.Zero));
    private readonly FakeHall _hall;

    public DispatchPageTests()
    {
        _hall = new FakeHall(FakeHall.Shipped("tongling"), _time);
        Services.AddSingleton<IHallDirectory>(_hall);
        Services.AddSingleton<TimeProvider>(_time);
        Services.AddStaffPages();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    [Fact]
    public async Task Save_ACapAndAFactor_ChangesThoseAloneAndSaysByWhom()
    {
        var page = Open();
        await page.InvokeAsync(() => page.Find("#dispatch-waitCapMinutes-value").ChangeAsync("45"));
        await page.InvokeAsync(() => page.FindAll("tbody input[id^=factor-]")[1].ChangeAsync("3"));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        var change = Assert.IsType<ChangeDispatch>(_hall.Commands[^1]);
        Assert.Equal("2001", change.By);
        Assert.Equal(45, change.Change.WaitCapMinutes);
        Assert.Equal(3, Assert.Single(change.Change.Classes!).Factor);
        Assert.Null(change.Change.RestSeconds);
        Assert.Equal(45, _hall.Snapshot.Plan.Rules.WaitCapMinutes);
        Assert.Contains("已保存", Assert.Single(Services.SaidAtTheEdge()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_AFactorThatWouldStarve_IsRefusedWithTheReasonAndKeepsTheInput()
    {
        var page = Open();
        await page.InvokeAsync(() => page.FindAll("tbody input[id^=factor-]")[0].ChangeAsync("0.01"));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        Assert.Contains("总也轮不到", page.Find(".refused").TextContent, StringComparison.Ordinal);
        Assert.Contains("none", page.Find(".refused").TextContent, StringComparison.Ordinal);
        Assert.Equal("0.01", page.FindAll("tbody input[id^=factor-]")[0].GetAttribute("value"));
        Assert.Equal(1, _hall.Snapshot.Plan.Configuration.Priorities[0].Factor);
    }

    [Fact]
    public async Task Save_NothingChanged_SendsNothing()
    {
        var page = Open();
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        Assert.Empty(_hall.Commands.OfType<ChangeDispatch>());
    }

    [Fact]
    public void Page_AnAuditor_ReadsAndMayNotChange() => Assert.Empty(Open(Role.Auditor).FindAll(".dispatch-acts"));

    private IRenderedComponent<DispatchPage> Open(string role = Role.DutyManager)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, "2001"), new(ClaimTypes.Role, role)], StaffSession.Scheme);
        var who = Task.FromResult(new AuthenticationState(new(identity)));
        return Render<DispatchPage>(parameters => parameters.Add(page => page.Hall, "tongling").AddCascadingValue(who));
    }
}
