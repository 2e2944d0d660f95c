using Bunit;
using Hall.Core.Cases;
using Hall.Hub.Accounts;
using Hall.Hub.Cases;
using Hall.Web.Surfaces.Manager.Cases;
using Hall.Web.Tests.Surfaces;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Cases;

/// <summary>Setting a complaint aside as abuse, on its page.</summary>
public sealed class ComplaintAsidePageTests : HubPages
{
    [Fact]
    public async Task Aside_ReviewerProposesAndDutyManagerAgrees_IsOverAndSaysSo()
    {
        var desk = Hub.Get<CaseService>();
        var number = (await desk.RegisterAsync(Hub.Hall, "刷屏", "刷屏", ComplaintChannel.Phone, null, null, null)).After!.Number;
        var first = Open<ComplaintPage>(Role.Reviewer, Role.Reviewer, page => page.Add(shown => shown.Number, number));
        Assert.Empty(first.Page.FindAll("[data-verb=agree-aside]"));
        first.Do(() => first.Page.Find(".next textarea").Change("反复提交无意义内容"));
        first.Do(() => first.Page.Find("[data-verb=propose-abuse]").Click());
        first.Until(() => Assert.Contains(Words.For(Words.Chinese)["care.stage.AsideProposed"], first.Text, StringComparison.Ordinal));
        Assert.Empty(first.Page.FindAll("[data-verb=agree-aside]"));

        // Whoever holds the same post is told what is missing; whoever supervises in another one decides.
        var second = Open<ComplaintPage>(Role.DutyManager, "9302", page => page.Add(shown => shown.Number, number));
        second.Do(() => second.Page.Find(".next textarea").Change("属实"));
        second.Do(() => second.Page.Find("[data-verb=agree-aside]").Click());
        second.Do(() => second.Page.Find(".question-do").Click());
        second.Until(() => Assert.Contains(Words.For(Words.Chinese)["care.stage.SetAside"], second.Text, StringComparison.Ordinal));
        Assert.Equal(ComplaintStage.SetAside, (await desk.FindComplaintAsync(Hub.Hall.Id, number))!.Stage);
    }

    [Fact]
    public async Task Aside_ProposedByADutyManager_AnotherDutyManagerIsToldThatAnotherPostDecides()
    {
        var desk = Hub.Get<CaseService>();
        var number = (await desk.RegisterAsync(Hub.Hall, "刷屏", "刷屏", ComplaintChannel.Phone, null, null, null)).After!.Number;
        Assert.Null(
            await desk.StepAsync(Hub.Hall.Id, number,
                (Complaint one) => one.ProposeAside(new("9301"), [Role.DutyManager], "反复提交", Hub.Hall.Now)));
        var second = Open<ComplaintPage>(Role.DutyManager, "9302", page => page.Add(shown => shown.Number, number));
        second.Do(() => second.Page.Find(".next textarea").Change("属实"));
        second.Do(() => second.Page.Find("[data-verb=agree-aside]").Click());
        second.Do(() => second.Page.Find(".question-do").Click());
        second.Until(() =>
            Assert.Contains(Words.For(Words.Chinese)["care.rule.needs-another-post"], second.Page.Find("[role=alert]").TextContent,
                StringComparison.Ordinal));
        Assert.Equal("属实", second.Page.Find(".next textarea").GetAttribute("value"));
        Assert.Equal(ComplaintStage.AsideProposed, (await desk.FindComplaintAsync(Hub.Hall.Id, number))!.Stage);
    }
}
