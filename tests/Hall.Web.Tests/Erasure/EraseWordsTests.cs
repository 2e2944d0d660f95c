using Bunit;
using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Cases;
using Hall.Hub.Erasure;
using Hall.Storage.Audit;
using Hall.Storage.People;
using Hall.Web.Surfaces.Manager;
using Hall.Web.Surfaces.Manager.Cases;
using Hall.Web.Tests.Surfaces;
using Hall.Web.Wording;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TestContext = Xunit.TestContext;

namespace Hall.Web.Tests.Erasure;

/// <summary>
/// Where people of the hall erase what was written: whoever supervises cases, after a question, and never about their own work.
/// </summary>
public sealed class EraseWordsTests : HubPages
{
    private const string Supervisor = "9302";

    protected override void Register() => Services.AddSingleton(Hub.Get<ErasureService>());

    [Fact]
    public async Task Erase_AtTheBadReview_AsksFirstAndThenTheCommentIsGoneFromThePageAndTheAuditSaysWho()
    {
        var (_, number) = await BadReviewAsync();
        var page = Open<CasePage>(Role.DutyManager, Supervisor, shown => shown.Add(one => one.Number, number));
        page.Until(() => Assert.Contains("排队太久", page.Text, StringComparison.Ordinal));

        page.Do(() => page.Page.Find(".erase-ask").Click());
        page.Until(() =>
            Assert.Contains(Words.For(Words.Chinese)["erase.visit.sure"], page.Page.Find(".question").TextContent,
                StringComparison.Ordinal));
        Assert.Contains("排队太久", page.Text, StringComparison.Ordinal);
        page.Do(() => page.Page.Find(".question-do").Click());

        page.Until(() => Assert.DoesNotContain("排队太久", page.Text, StringComparison.Ordinal));
        page.Until(() =>
            Assert.Contains(Words.For(Words.Chinese)["erase.done"], page.Page.Find(".mud-snackbar").TextContent, StringComparison.Ordinal));
        Assert.Equal([Supervisor], await ByAsync());
    }

    [Fact]
    public async Task Erase_WhoeverWasRatedOrDoesNotSupervise_IsNotOffered()
    {
        var (ticket, number) = await BadReviewAsync();
        foreach (var role in new[] { Role.Reviewer, Role.Auditor })
        {
            var page = Open<CasePage>(role, "9399", shown => shown.Add(one => one.Number, number));
            page.Until(() => Assert.Contains("排队太久", page.Text, StringComparison.Ordinal));
            Assert.Empty(page.Page.FindAll(".erase-ask"));
        }

        // The teller of the visit, who also supervises, at the ticket's own page.
        foreach (var (staff, offered) in new[] { (Role.DutyManager, 0), (Supervisor, 1) })
        {
            var page = Open<TicketsPage>(Role.DutyManager, staff);
            page.Do(() => page.Page.Find("#number").Input(ticket.Number));
            page.Do(() => page.Page.Find("form.find").Submit());
            page.Until(() => Assert.NotEmpty(page.Page.FindAll(".story .ticket-number")));
            Assert.Equal(offered, page.Page.FindAll(".erase-ask").Count);
        }

        Assert.Empty(await ByAsync());
    }

    [Fact]
    public async Task Erase_AtTheComplaint_TakesItsWordsAndContactAndLeavesHowItWent()
    {
        var desk = Hub.Get<CaseService>();
        var number = (await desk.RegisterAsync(Hub.Hall, "字太小", "看不清屏幕", ComplaintChannel.Desk, null, new("王女士", "0562-2831234"),
            null)).After!.Number;
        var page = Open<ComplaintPage>(Role.DutyManager, Supervisor, shown => shown.Add(one => one.Number, number));
        page.Until(() => Assert.Contains("看不清屏幕", page.Text, StringComparison.Ordinal));

        page.Do(() => page.Page.Find(".erase-ask").Click());
        page.Until(() => Assert.NotEmpty(page.Page.FindAll(".question-do")));
        page.Do(() => page.Page.Find(".question-do").Click());

        page.Until(() => Assert.DoesNotContain("看不清屏幕", page.Text, StringComparison.Ordinal));
        Assert.Contains(number, page.Text, StringComparison.Ordinal);
        Assert.Null(await desk.ContactAsync(Hub.Hall.Id, number));
        Assert.Equal([Supervisor], await ByAsync());
    }

    private Task<List<string>> ByAsync() => Hub.Get<PeopleStore>().ReadAsync(people =>
        people.Audit.Where(row => row.Kind == AuditKind.TextErased).Select(row => row.Actor).Distinct().ToListAsync());

    // The duty manager helps out at a window, and is the one who is rated there.
    private async Task<(Hall.Core.Tickets.Ticket Ticket, string Case)> BadReviewAsync()
    {
        CounterId one = new("1");
        await DoAsync(new OpenCounter(one, new(Role.DutyManager)));
        var ticket = (await DoAsync(new IssueTicket([new("A01")], PriorityCode.None))).Ticket!.Ticket;
        await DoAsync(new CallNext(one));
        await DoAsync(new StartService(one));
        await DoAsync(new CompleteService(one));
        await DoAsync(new GiveFeedback(ticket.Id, 1, FeedbackLevel.Dissatisfied, [], "排队太久", FeedbackChannel.QrCode));
        await Hub.Get<CaseMonitor>().OpenCasesAsync(Hub.Hall);
        return (ticket, (await Hub.Get<CaseService>().FindCaseAsync(Hub.Hall.Id, ticket.Id, 1))!.Number);
    }

    private async Task<HallOutcome> DoAsync(HallCommand command)
    {
        var outcome = await Hub.Hall.ExecuteAsync(command, null, TestContext.Current.CancellationToken);
        Assert.Null(outcome.Rejection);
        return outcome;
    }
}
