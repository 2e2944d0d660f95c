using Bunit;
using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Screens;
using Hall.Web.Surfaces.Balance;
using Hall.Web.Surfaces.Live;
using Hall.Web.Surfaces.Manager;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces.Manager;

/// <summary>An auditor goes through the office's pages: everything stands there, and no button ends in a refusal.</summary>
public sealed class AuditorTests : HubPages
{
    [Fact]
    public async Task Screens_ForAnAuditor_AreAllShownAndNoneCanBeTouched()
    {
        await EnrolAsync();
        var manager = Open<ScreensPage>(Role.Administrator);
        Assert.NotEmpty(manager.Page.FindAll(".screen footer button"));

        var page = Open<ScreensPage>(Role.Auditor);
        Assert.Single(page.Page.FindAll(".screen"));
        Assert.Empty(page.Page.FindAll(".screens button, .enrol"));
    }

    [Fact]
    public void Balance_ForAnAuditor_HasNothingToApply()
    {
        var page = Open<BalancePage>(Role.Auditor);
        Assert.NotEmpty(page.Text);
        Assert.All(page.Page.FindAll("main button"),
            button => Assert.DoesNotContain(Words.For(Words.Chinese)["balance.row.apply"], button.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Live_ForAnAuditor_CannotCloseTheHall()
    {
        Assert.Single(Open<LivePage>(Role.DutyManager).Page.FindAll(".emergency"));
        Assert.Empty(Open<LivePage>(Role.Auditor).Page.FindAll(".emergency"));
    }

    [Fact]
    public async Task Tickets_ForAnAuditor_TellTheirStoryAndOfferNoAct()
    {
        await Hub.Hall.ExecuteAsync(new IssueTicket([new ServiceCode("A01")], PriorityCode.None), null,
            Xunit.TestContext.Current.CancellationToken);
        var page = Open<TicketsPage>(Role.Auditor);
        page.Do(() => page.Page.Find("#number").Input("A001"));
        page.Do(() => page.Page.Find("form").Submit());

        page.Until(() => Assert.Contains("A001", page.Text, StringComparison.Ordinal));
        Assert.Single(page.Page.FindAll("main form button"));
    }

    [Fact]
    public void Audit_ForAnAuditor_IsCheckedAndTakenAway()
    {
        var page = Open<AuditPage>(Role.Auditor);
        page.Until(() => Assert.NotEmpty(page.Page.FindAll("tbody tr")));
        Assert.NotEmpty(page.Page.FindAll("a[href$='/manager/audit/export']"));
        page.Do(() => page.Page.Find("button.check-chain").Click());
        page.Until(() => Assert.Single(page.Page.FindAll(".said")));
    }

    [Fact]
    public async Task Offices_ForAnAuditor_AreLinkedAndOpen()
    {
        var live = Open<LivePage>(Role.Auditor);
        Assert.NotEmpty(live.Page.FindAll("a[href$='/manager/cases']"));
        var visitor = await Hub.SignedInAsync(Role.Auditor);
        foreach (var path in new[] { "cases", "satisfaction/odd.csv", "satisfaction/odd.xlsx" })
        {
            using var answer = await visitor.GetAsync($"/demo-small/manager/{path}");
            Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private async Task EnrolAsync()
    {
        var asking = Hub.Visit();
        using var shown = await asking.GetAsync("/screen?to=%2Fdemo-small%2Fkiosk%2F1");
        var waiting = Assert.Single(Hub.Get<ScreenCodes>().Waiting);
        Assert.Null(await Hub.Get<ScreenService>()
            .ConfirmAsync("test", waiting.Code, new ScreenPlace("demo-small", "kiosk", "1"), "Kiosk 1"));
    }
}
