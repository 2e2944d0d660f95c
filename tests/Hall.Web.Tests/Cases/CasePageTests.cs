using AngleSharp.Dom;
using Bunit;
using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Cases;
using Hall.Web.Surfaces.Manager.Cases;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Tests.Surfaces;
using Hall.Web.Wording;
using TestContext = Xunit.TestContext;

namespace Hall.Web.Tests.Cases;

/// <summary>What the pages of a bad review offer at each step, and what they say where a step is not allowed.</summary>
public sealed class CasePageTests : HubPages
{
    private static readonly StaffNumber Handler = new(Role.Reviewer);
    private static readonly StaffNumber Second = new("9302");

    [Fact]
    public async Task Close_BeforeTheCallBacks_IsNotOfferedAndLeavesTheCaseOpen()
    {
        var number = await BadReviewAsync(named: true);
        var (now, desk) = (Hub.Hall.Now, Hub.Get<CaseService>());
        var (rules, days) = (desk.Rules, desk.DaysOf(Hub.Hall.Snapshot.Plan));
        await StepAsync(number, one => one.Assign(Second, Handler, now));
        Func<ReviewCase, CaseAnswer<ReviewCase>>[] steps =
        [
            one => one.Hear(Handler, "已核实", now, rules, days),
            one => one.Classify(Handler, ReviewClass.MendNow, "马上改", now, rules, days),
            one => one.Mend(Handler, "已改", now, rules, days), one => one.CallBack(Handler, "已回访", now),
            one => one.Confirm(null, true, "", now, rules, days), one => one.CallBackAgain(Second, "二次回访", now),
        ];
        foreach (var step in steps)
        {
            foreach (var (role, staff) in new[] { (Role.Reviewer, Handler.Value), (Role.DutyManager, Second.Value) })
            {
                Assert.Empty(OpenCase(role, staff, number).Page.FindAll("[data-verb=close]"));
            }

            Assert.NotNull((await desk.StepAsync(Hub.Hall.Id, number, (ReviewCase one) => one.Close(Second, now)))!.Code);
            await StepAsync(number, step);
        }

        var page = OpenCase(Role.DutyManager, Second.Value, number);
        page.Do(() => page.Page.Find("[data-verb=close]").Click());
        page.Until(() => Assert.Contains(Said("care.nothing.left"), page.Text, StringComparison.Ordinal));
        Assert.Equal(ReviewStage.Closed, (await desk.FindCaseAsync(Hub.Hall.Id, number))!.Stage);
    }

    [Fact]
    public async Task Page_ToBeClassified_ShowsTheWayTheVisitAndWhatEachClassMeans()
    {
        var number = await BadReviewAsync();
        var (now, desk) = (Hub.Hall.Now, Hub.Get<CaseService>());
        await StepAsync(number, one => one.Assign(Second, Handler, now));
        await StepAsync(number, one => one.Hear(Handler, "已核实", now, desk.Rules, desk.DaysOf(Hub.Hall.Snapshot.Plan)));

        var page = OpenCase(Role.Reviewer, Handler.Value, number);
        page.Until(() =>
        {
            Assert.Equal("核实", page.Page.Find(".case-way .here span").TextContent);
            Assert.NotEmpty(page.Page.FindAll(".visit .calls tbody tr")); // The visit is read after the case.
        });
        Assert.Equal(6, page.Page.FindAll(".case-way li").Count);
        Assert.Equal(4, page.Page.FindAll(".care-form .means").Count);
        Assert.Single(page.Page.FindAll("[data-verb].mud-button-filled"));
    }

    [Fact]
    public async Task Step_WhichSomebodyElseTookMeanwhile_SaysThatItIsNotItsTurn()
    {
        var number = await BadReviewAsync();
        var (now, desk) = (Hub.Hall.Now, Hub.Get<CaseService>());
        await StepAsync(number, one => one.Assign(Second, Handler, now));
        var page = OpenCase(Role.Reviewer, Handler.Value, number);
        page.Do(() => page.Page.Find(".next textarea").Change("已核实"));
        await StepAsync(number, one => one.Hear(Handler, "另一个窗口已记录", now, desk.Rules, desk.DaysOf(Hub.Hall.Snapshot.Plan)));
        if (page.Page.FindAll("[data-verb=hear]") is [var button])
        {
            page.Do(() => button.Click());
            page.Until(() =>
                Assert.Contains(Said("care.rule.not-this-step-now"), page.Page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        }

        // What was typed is not lost.
        Assert.Equal("已核实", page.Page.Find(".next textarea").GetAttribute("value"));
    }

    [Fact]
    public async Task Assign_TheOneRated_IsNotOffered()
    {
        var number = await BadReviewAsync();
        var page = OpenCase(Role.DutyManager, Second.Value, number);
        var offered = page.Page.FindComponent<LookupField<string>>().Instance.Choices.Select(choice => choice.Value).ToList();
        Assert.Contains(Handler.Value, offered);
        Assert.DoesNotContain(Role.DutyManager, offered);
        Assert.Equal(CaseRule.IsTheOneRated,
            (await Hub.Get<CaseService>()
                .StepAsync(Hub.Hall.Id, number, (ReviewCase one) => one.Assign(Second, new(Role.DutyManager), Hub.Hall.Now)))!.Code);
        Assert.Contains(Said("care.unknown"), OpenCase(Role.DutyManager, Role.DutyManager, number).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(number, Open<CasesPage>(Role.DutyManager, Role.DutyManager).Page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_WithoutAText_SaysThatOneIsNeeded()
    {
        var number = await BadReviewAsync();
        await StepAsync(number, one => one.Assign(Second, Handler, Hub.Hall.Now));
        var page = OpenCase(Role.Reviewer, Handler.Value, number);
        page.Do(() => page.Page.Find("[data-verb=hear]").Click());
        page.Until(() =>
            Assert.Contains(Said("care.rule.needs-a-text"), page.Page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_ForAnAuditor_ShowEverythingButContactsAndOfferNoAct()
    {
        const string auditor = "9003";
        var number = await BadReviewAsync(named: true);
        var (now, desk) = (Hub.Hall.Now, Hub.Get<CaseService>());
        var (rules, days) = (desk.Rules, desk.DaysOf(Hub.Hall.Snapshot.Plan));
        var complaint =
            (await desk.RegisterAsync(Hub.Hall, "取号机难用", "字太小", ComplaintChannel.Kiosk, null, new("王女士", "0562-2831234"),
                null)).After!.Number;

        // Who was named before becoming an auditor reads on and acts no more.
        await StepAsync(number, one => one.Assign(Second, new(auditor), now));
        Func<ReviewCase, CaseAnswer<ReviewCase>>[] steps =
        [
            one => one.Hear(new(auditor), "已核实", now, rules, days),
            one => one.Classify(new(auditor), ReviewClass.MendNow, "马上改", now, rules, days),
            one => one.Mend(new(auditor), "已改", now, rules, days), one => one.CallBack(new(auditor), "已回访", now),
            one => one.Confirm(null, true, "", now, rules, days),
        ];
        foreach (var step in steps)
        {
            ReadsOnly(OpenCase(Role.Auditor, auditor, number), number);
            await StepAsync(number, step);
        }

        ReadsOnly(OpenCase(Role.Auditor, auditor, number), "已回访");
        Assert.Null(await desk.StepAsync(Hub.Hall.Id, complaint, (Complaint one) => one.Assign(Second, new(auditor), now)));
        ReadsOnly(Open<ComplaintPage>(Role.Auditor, auditor, page => page.Add(shown => shown.Number, complaint)), "字太小");
        Assert.Null(await desk.StepAsync(Hub.Hall.Id, complaint, (Complaint one) => one.Reply(new(auditor), "已调大", now)));
        ReadsOnly(Open<ComplaintPage>(Role.Auditor, auditor, page => page.Add(shown => shown.Number, complaint)), "已调大");
        var board = Open<CasesPage>(Role.Auditor, auditor);
        board.Until(() => Assert.NotEmpty(board.Page.FindAll($".one[href$='{number}']")));
        ReadsOnly(board, complaint);
    }

    private static void ReadsOnly(Opened page, string shows)
    {
        page.Until(() => Assert.Contains(shows, page.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("2831234", page.Page.Markup, StringComparison.Ordinal);

        // Another order of a table and other days are no acts.
        Assert.DoesNotContain(page.Page.FindAll("main button, main input, main select, main textarea, main form"),
            part => part.Closest(".day-span, thead, .mud-table-pagination") is null);
    }

    private static string Said(string key) => Words.For(Words.Chinese)[key];

    private Opened OpenCase(string role, string staff, string number) =>
        Open<CasePage>(role, staff, page => page.Add(shown => shown.Number, number));

    // The duty manager helps out at a window, and is the one who is rated there.
    private async Task<string> BadReviewAsync(bool named = false)
    {
        CounterId one = new("1");
        await DoAsync(new OpenCounter(one, new(Role.DutyManager)));
        var ticket = (await DoAsync(new IssueTicket([new("A01")], PriorityCode.None))).Ticket!.Ticket.Id;
        await DoAsync(new CallNext(one));
        await DoAsync(new StartService(one));
        await DoAsync(new CompleteService(one));
        await DoAsync(new PressPad(one, FeedbackLevel.VeryDissatisfied, [], "p1"));
        await Hub.Get<CaseMonitor>().OpenCasesAsync(Hub.Hall);
        if (named)
        {
            Assert.True(await Hub.Get<CaseService>().LeaveContactAsync(Hub.Hall, ticket, 1, new("王女士", "0562-2831234")));
        }

        return (await Hub.Get<CaseService>().FindCaseAsync(Hub.Hall.Id, ticket, 1))!.Number;
    }

    private async Task<HallOutcome> DoAsync(HallCommand command)
    {
        var outcome = await Hub.Hall.ExecuteAsync(command, null, TestContext.Current.CancellationToken);
        Assert.Null(outcome.Rejection);
        return outcome;
    }

    private async Task StepAsync(string number, Func<ReviewCase, CaseAnswer<ReviewCase>> step) =>
        Assert.Null(await Hub.Get<CaseService>().StepAsync(Hub.Hall.Id, number, step));
}
