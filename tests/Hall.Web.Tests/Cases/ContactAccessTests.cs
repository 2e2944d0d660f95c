using Bunit;
using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Hub.Accounts;
using Hall.Hub.Cases;
using Hall.Storage.Audit;
using Hall.Storage.People;
using Hall.Web.Surfaces.Manager.Cases;
using Hall.Web.Tests.Surfaces;
using Hall.Web.Wording;
using Microsoft.EntityFrameworkCore;
using TestContext = Xunit.TestContext;

namespace Hall.Web.Tests.Cases;

/// <summary>How a citizen can be reached is seen by those who call back and by nobody else, and each look is on record.</summary>
public sealed class ContactAccessTests : HubPages
{
    private const string Telephone = "0562-2831234";
    private const string Rated = Role.DutyManager;
    private const string Second = "9302";
    private static readonly StaffNumber Handler = new(Role.Reviewer);

    [Fact]
    public async Task Case_OpenedByEveryone_ShowsTheContactToTheOneNamedAlone()
    {
        var number = await BadReviewAsync();
        await StepAsync(number, one => one.Assign(new(Second), Handler, Hub.Hall.Now));

        foreach (var (role, staff) in new[] { (Role.Reviewer, "9301"), (Role.DutyManager, Second) })
        {
            var other = OpenCase(role, staff, number);
            Assert.Contains(Said("care.contact.others"), other.Page.Find(".contact").TextContent, StringComparison.Ordinal);
            Assert.Empty(other.Page.FindAll(".look"));
        }

        // The one who was rated does not even learn that there is a case.
        Assert.Contains(Said("care.unknown"), OpenCase(Role.DutyManager, Rated, number).Text, StringComparison.Ordinal);
        Assert.Empty(await LooksAsync());

        var named = OpenCase(Role.Reviewer, Handler.Value, number);
        Assert.DoesNotContain(Telephone, named.Page.Markup, StringComparison.Ordinal);
        Look(named);
        var look = Assert.Single(await LooksAsync());
        Assert.Equal((Handler.Value, $"demo-small/{number}"), (look.Actor, look.Subject));
        Assert.DoesNotContain("2831234", look.Detail, StringComparison.Ordinal);
        Look(OpenCase(Role.Reviewer, Handler.Value, number));
        Assert.Equal(2, (await LooksAsync()).Count);
    }

    [Fact]
    public async Task Case_GivenToSomebodyElse_CoversTheContactAgain()
    {
        var number = await BadReviewAsync();
        await StepAsync(number, one => one.Assign(new(Second), Handler, Hub.Hall.Now));
        var named = OpenCase(Role.Reviewer, Handler.Value, number);
        Look(named);
        await StepAsync(number, one => one.Assign(new(Second), new("9301"), Hub.Hall.Now));
        named.Until(() => Assert.DoesNotContain(Telephone, named.Page.Markup, StringComparison.Ordinal));
        Assert.Null(await Hub.Get<ContactAccess>().AtCaseAsync(Hub.Hall.Id, number, Handler, false));
        Assert.Single(await LooksAsync());
    }

    [Fact]
    public async Task Case_AtTheSecondCallBack_ShowsTheContactToTheSupervisorWhoCalls()
    {
        var number = await BadReviewAsync();
        var (now, desk) = (Hub.Hall.Now, Hub.Get<CaseService>());
        var (rules, days) = (desk.Rules, desk.DaysOf(Hub.Hall.Snapshot.Plan));
        await StepAsync(number, one => one.Assign(new(Second), Handler, now));
        Assert.Null(await Hub.Get<ContactAccess>().AtCaseAsync(Hub.Hall.Id, number, new(Second), true));
        await StepAsync(number, one => one.Hear(Handler, "已核实", now, rules, days));
        await StepAsync(number, one => one.Classify(Handler, ReviewClass.MendNow, "马上改", now, rules, days));
        await StepAsync(number, one => one.Mend(Handler, "已改", now, rules, days));
        await StepAsync(number, one => one.CallBack(Handler, "已回访", now));
        await StepAsync(number, one => one.Confirm(null, true, "", now, rules, days));

        Look(OpenCase(Role.DutyManager, Second, number));
        Assert.Equal(Second, Assert.Single(await LooksAsync()).Actor);
        Assert.Null(await Hub.Get<ContactAccess>().AtCaseAsync(Hub.Hall.Id, number, new(Rated), true));
        await StepAsync(number, one => one.CallBackAgain(new(Second), "二次回访", now));
        await StepAsync(number, one => one.Close(new(Second), now));
        Assert.Null(await Hub.Get<ContactAccess>().AtCaseAsync(Hub.Hall.Id, number, Handler, false));
        Assert.Single(await LooksAsync());
    }

    [Fact]
    public async Task Complaint_OpenedByEveryone_ShowsTheContactToTheInvestigatorAlone()
    {
        var about = await ServedAsync();
        var answer = await Hub.Get<CaseService>()
            .RegisterAsync(Hub.Hall, "态度", "态度生硬", ComplaintChannel.Letter, about, new("王女士", Telephone), new(Second));
        var number = answer.After!.Number;
        Assert.Null(await Hub.Get<CaseService>()
            .StepAsync(Hub.Hall.Id, number, (Complaint one) => one.Assign(new(Second), Handler, Hub.Hall.Now)));

        foreach (var (role, staff) in new[] { (Role.Reviewer, "9301"), (Role.DutyManager, Second) })
        {
            var other = OpenComplaint(role, staff, number);
            Assert.Contains(Said("care.contact.others"), other.Page.Find(".contact").TextContent, StringComparison.Ordinal);
            Assert.Empty(other.Page.FindAll(".look"));
        }

        Assert.Contains(Said("care.unknown"), OpenComplaint(Role.DutyManager, Rated, number).Text, StringComparison.Ordinal);
        Assert.Empty(await LooksAsync());
        Look(OpenComplaint(Role.Reviewer, Handler.Value, number));
        Assert.Equal((Handler.Value, $"demo-small/{number}"), (await LooksAsync()).Select(row => (row.Actor, row.Subject)).Single());

        // Once it is answered, a supervisor asks the citizen whether it is settled; whoever answered does not.
        Assert.Null(await Hub.Get<CaseService>().StepAsync(Hub.Hall.Id, number, (Complaint one) => one.Reply(Handler, "已道歉", Hub.Hall.Now)));
        Assert.Empty(OpenComplaint(Role.Reviewer, Handler.Value, number).Page.FindAll("[data-verb=settled]"));
        var supervisor = OpenComplaint(Role.DutyManager, Second, number);
        Look(supervisor);
        Assert.Single(supervisor.Page.FindAll("[data-verb=settled]"));
    }

    private static string Said(string key) => Words.For(Words.Chinese)[key];

    private static void Look(Opened page)
    {
        page.Do(() => page.Page.Find(".look").Click());
        page.Until(() => Assert.Contains(Telephone, page.Page.Find(".contact").TextContent, StringComparison.Ordinal));
    }

    private Opened OpenCase(string role, string staff, string number) =>
        Open<CasePage>(role, staff, page => page.Add(shown => shown.Number, number));

    private Opened OpenComplaint(string role, string staff, string number) =>
        Open<ComplaintPage>(role, staff, page => page.Add(shown => shown.Number, number));

    private async Task<string> BadReviewAsync()
    {
        var about = await ServedAsync();
        await DoAsync(new PressPad(about.Counter, FeedbackLevel.VeryDissatisfied, [], "p1"));
        await Hub.Get<CaseMonitor>().OpenCasesAsync(Hub.Hall);
        Assert.True(await Hub.Get<CaseService>().LeaveContactAsync(Hub.Hall, about.Ticket, 1, new("王女士", Telephone)));
        return (await Hub.Get<CaseService>().FindCaseAsync(Hub.Hall.Id, about.Ticket, 1))!.Number;
    }

    // The duty manager helps out at a window, and is the one who is rated there.
    private async Task<ServedLeg> ServedAsync()
    {
        CounterId one = new("1");
        await DoAsync(new OpenCounter(one, new(Rated)));
        var ticket = (await DoAsync(new IssueTicket([new("A01")], PriorityCode.None))).Ticket!.Ticket;
        await DoAsync(new CallNext(one));
        await DoAsync(new StartService(one));
        await DoAsync(new CompleteService(one));
        return new(ticket.Id, ticket.Number, 1, one, new(Rated), new("A01"));
    }

    private async Task<HallOutcome> DoAsync(HallCommand command)
    {
        var outcome = await Hub.Hall.ExecuteAsync(command, null, TestContext.Current.CancellationToken);
        Assert.Null(outcome.Rejection);
        return outcome;
    }

    private async Task StepAsync(string number, Func<ReviewCase, CaseAnswer<ReviewCase>> step) =>
        Assert.Null(await Hub.Get<CaseService>().StepAsync(Hub.Hall.Id, number, step));

    private Task<List<AuditEntry>> LooksAsync() =>
        Hub.Get<PeopleStore>().ReadAsync(context => context.Audit.Where(row => row.Kind == AuditKind.ContactSeen).ToListAsync());
}
