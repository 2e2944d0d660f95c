using Bunit;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Core.Snapshots;
using Hall.Hub.Accounts;
using Hall.Web.Surfaces.Manager.Matters;
using Hall.Web.Surfaces.Matters;
using Hall.Web.Tests.Support;
using Hall.Web.Wording;
using TestContext = Xunit.TestContext;

namespace Hall.Web.Tests.Surfaces.Matters;

/// <summary>A matter from the window over the desk to the citizen, on the pages where each of them works.</summary>
public sealed class MatterPagesTests : HubPages
{
    private static readonly CounterId One = new("1");
    private static readonly StaffNumber Acceptor = new(Role.Teller);

    [Fact]
    public async Task Panel_OfAServiceWithAPromise_OpensTellsAndAccepts()
    {
        await ServeAsync();
        var panel = Render<MatterPanel>(Shown);
        panel.Find(".open").Click();
        await UntilAsync(panel, () => panel.Find(".tell"));

        foreach (var paper in Enumerable.Range(0, panel.FindAll(".papers li").Count))
        {
            panel.FindAll(".papers li")[paper].QuerySelector("button")!.Click();
            await UntilAsync(panel, () =>
                Assert.Equal("true", panel.FindAll(".papers li")[paper].QuerySelector("button")!.GetAttribute("aria-pressed")));
        }

        panel.Find(".accept").Click();
        await UntilAsync(panel, () => Assert.NotEmpty(panel.FindAll(".which strong")));
        var matter = Assert.Single(Hub.Hall.Snapshot.Matters.Matters.Values);
        Assert.Equal((MatterStage.InReview, Acceptor), (matter.Stage, matter.Acceptor));
    }

    [Fact]
    public async Task Panel_OfAServiceWithoutAPromise_IsNotThere()
    {
        await ServeAsync(days: null);
        Assert.Empty(Render<MatterPanel>(Shown).FindAll(".matter-panel"));
    }

    [Fact]
    public async Task Desk_NextAndPass_BringTheMatterOn()
    {
        var number = await AcceptedAsync();
        var desk = Open<DeskPage>(Role.Reviewer);
        desk.Until(() => Assert.False(desk.Page.Find(".next").HasAttribute("disabled")));
        desk.Do(() => desk.Page.Find(".next").Click());
        desk.Until(() => Assert.Contains(number.Value, desk.Page.Find(".matter-sheet").TextContent, StringComparison.Ordinal));
        desk.Do(() => desk.Page.Find(".pass").Click());
        await Eventually.HoldsAsync(async () => (await FindAsync(number)).Stage == MatterStage.Ready);
        desk.Until(() => Assert.Contains(Words.For("zh-CN")["matter.desk.empty"], desk.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Desk_Return_NeedsAFaultAndComesBackToTheAcceptor()
    {
        var number = await AcceptedAsync();
        var desk = Open<DeskPage>(Role.Reviewer);
        desk.Until(() => Assert.False(desk.Page.Find(".next").HasAttribute("disabled")));
        desk.Do(() => desk.Page.Find(".next").Click());
        desk.Until(() => Assert.True(desk.Page.Find(".return").HasAttribute("disabled")));
        desk.Do(() => desk.Page.Find(".matter-faults input").Change(true));
        desk.Until(() => Assert.False(desk.Page.Find(".return").HasAttribute("disabled")));
        desk.Do(() => desk.Page.Find(".return").Click());
        await Eventually.HoldsAsync(async () => (await FindAsync(number)).Stage == MatterStage.Returned);
        Assert.Equal(["F01"], (await FindAsync(number)).Returned!.Faults);
    }

    [Fact]
    public async Task Desk_OfSomebodyWithoutAPost_SaysSo()
    {
        await AcceptedAsync();
        var desk = Open<DeskPage>(Role.Leader);
        desk.Until(() => Assert.Contains(Words.For("zh-CN")["matter.desk.noPost"], desk.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Manager_FinishesTellsAndHandsOver()
    {
        var number = await AcceptedAsync();
        var reviewer = new StaffNumber(Role.Reviewer);
        await DoAsync(new TakeStep(RouteStep.Review, reviewer));
        await DoAsync(new PassStep(number) { By = reviewer });
        var list = Open<MattersPage>(Role.DutyManager);
        list.Until(() => Assert.Contains(number.Value, list.Text, StringComparison.Ordinal));

        foreach (var (act, then) in new[] { ("finish", MatterStage.Finished), ("tell", MatterStage.ResultTold),
            ("deliver", MatterStage.Delivered) })
        {
            var file = Open<MatterPage>(Role.DutyManager, more: page => page.Add(shown => shown.Number, number.Value));
            file.Until(() => Assert.NotEmpty(file.Page.FindAll(".matter-sheet")));
            await file.Page.ChooseAsync("matter-act", act);
            file.Until(() => Assert.False(file.Page.Find(".do").HasAttribute("disabled")));
            file.Do(() => file.Page.Find(".do").Click());
            await Eventually.HoldsAsync(async () => (await FindAsync(number)).Stage == then);
        }
    }

    [Fact]
    public async Task Roster_ADayWithoutAManager_IsSaidUntilSomebodyIsEntered()
    {
        var today = Hub.Hall.Snapshot.BusinessDay;
        var page = Open<RosterPage>(Role.DutyManager);
        page.Until(() => Assert.NotEmpty(page.Page.FindAll(".roster-day.is-open")));
        var before = page.Page.FindAll(".roster-day.is-open").Count;
        await page.Page.ChooseAsync($"duty-{today:yyyyMMdd}", Role.DutyManager);
        page.Until(() => Assert.Equal(before - 1, page.Page.FindAll(".roster-day.is-open").Count));
        Assert.Equal(new StaffNumber(Role.DutyManager), Hub.Hall.Snapshot.Matters.ManagerOn(today));
    }

    private void Shown(ComponentParameterCollectionBuilder<MatterPanel> panel)
    {
        var snapshot = Hub.Hall.Snapshot;
        panel.Add(shown => shown.Words, Words.For("zh-CN")).Add(shown => shown.Hall, Hub.Hall).Add(shown => shown.Snapshot, snapshot)
            .Add(shown => shown.Counter, snapshot.Counter(One)!).Add(shown => shown.Ticket, snapshot.Counter(One)!.Current!);
    }

    private Task UntilAsync(IRenderedComponent<MatterPanel> panel, Action holds) => Eventually.HoldsAsync(() =>
    {
        panel.Render(Shown);
        try
        {
            holds();
            return true;
        }
        catch (Exception fault) when (fault is ElementNotFoundException or Xunit.Sdk.XunitException or ArgumentOutOfRangeException)
        {
            return false;
        }
    });

    private async Task ServeAsync(int? days = 5)
    {
        var plan = (await Hub.Hall.AskAsync(new FreshSnapshot(), TestContext.Current.CancellationToken)).Plan;
        var promise = days is { } promised ? new Promise { Days = promised, Route = [RouteStep.Review] } : null;
        await DoAsync(new PublishConfiguration(plan.Configuration with
        {
            Services = [.. plan.Configuration.Services.Select(one => one.Code == new ServiceCode("A01")
                ? one with { Promise = promise } : one)],
            Posts = [new() { Post = "review", People = [new(Role.Reviewer)], Substitutes = [] }],
            Matters = plan.Configuration.Matters with
            {
                Faults = [new() { Code = "F01", Names = new("材料不全", "A paper is missing") }],
            },
        }) { BasedOn = plan.Sequence });
        await DoAsync(new OpenCounter(One, Acceptor));
        await DoAsync(new IssueTicket([new ServiceCode("A01")], PriorityCode.None));
        await DoAsync(new CallNext(One));
        await DoAsync(new StartService(One));
        await Eventually.HoldsAsync(() => Hub.Hall.Snapshot.Counter(One)?.Current is { CurrentLeg: not null }
            && Hub.Hall.Snapshot.Counter(One)!.Counter.State == Core.Counters.CounterState.Serving);
    }

    private async Task<MatterNumber> AcceptedAsync()
    {
        await ServeAsync();
        await DoAsync(new OpenMatter(One, new("A01"), []));
        var opened = await Hub.Hall.AskAsync(new FreshSnapshot(), TestContext.Current.CancellationToken);
        var matter = Assert.Single(opened.Matters.Matters.Values);
        await DoAsync(new AcceptMatter(matter.Number, [.. matter.Papers.Select(paper => new PaperMark(paper.Paper, PaperState.Given))])
            { By = Acceptor, Counter = One });
        await Eventually.HoldsAsync(() => Hub.Hall.Snapshot.Matters.Find(matter.Number)?.Stage == MatterStage.InReview);
        return matter.Number;
    }

    private async Task<Matter> FindAsync(MatterNumber number) =>
        (await Hub.Hall.AskAsync(new MatterByNumber(number), TestContext.Current.CancellationToken))!.Matter;

    private async Task DoAsync(HallCommand command) =>
        Assert.Null((await Hub.Hall.ExecuteAsync(command, null, TestContext.Current.CancellationToken)).Rejection);
}
