using Bunit;
using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Hub.Accounts;
using Hall.Hub.Cases;
using Hall.Storage.Cases;
using Hall.Web.Surfaces.Manager.Cases;
using Hall.Web.Tests.Surfaces;
using Hall.Web.Wording;
using Microsoft.EntityFrameworkCore;
using TestContext = Xunit.TestContext;

namespace Hall.Web.Tests.Cases;

/// <summary>Complaints that come in person, by telephone or by letter are registered on the board, and the overdue ones are counted
/// there.</summary>
public sealed class ComplaintBookTests : HubPages
{
    [Theory]
    [InlineData(ComplaintChannel.Desk, "care.channel.Desk")]
    [InlineData(ComplaintChannel.Telephone, "care.channel.Telephone")]
    [InlineData(ComplaintChannel.Letter, "care.channel.Letter")]
    public async Task Register_ByEveryWayThatIsWrittenDown_GetsItsNumberAndStandsOnTheBoard(ComplaintChannel channel, string words)
    {
        var number = await ServedNumberAsync();
        var board = Open<CasesPage>(Role.Reviewer);
        Fill(board, channel, "等候时间太长", "等了两个小时", number.ToLowerInvariant(), "王女士", "0562-2831234");
        board.Until(() =>
            Assert.Contains($"TS{Hub.Hall.Snapshot.Plan.DayOf(Hub.Hall.Now).Year}-00001", board.Page.Find(".mud-snackbar").TextContent,
                StringComparison.Ordinal));

        board.Until(() => Assert.Single(board.Page.FindAll(".care-table tbody tr")));
        board.Until(() => Assert.Equal("", board.Page.Find("#complaint-title").GetAttribute("value") ?? ""));
        var row = board.Page.Find(".care-table tbody tr");
        Assert.Contains(Said(words), row.TextContent, StringComparison.Ordinal);
        Assert.Contains("等候时间太长", row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("2831234", board.Page.Markup, StringComparison.Ordinal);
        var complaint = Assert.Single(await ComplaintsAsync());
        Assert.Equal((channel, true, number, Role.Reviewer),
            (complaint.Channel, complaint.Named, complaint.About!.Number, complaint.Steps[0].By!.Value.Value));
        Assert.NotNull(complaint.PromisedBy);
    }

    [Theory]
    [InlineData("Z999", "", "", "manager.tickets.none")]
    [InlineData("", "王", "<script>", "care.contact.odd")]
    [InlineData("", "王", "", "care.contact.odd")]
    public async Task Register_WithSomethingOdd_SaysWhatAndKeepsWhatWasTyped(string about, string name, string telephone, string words)
    {
        var board = Open<CasesPage>(Role.Reviewer);
        Fill(board, ComplaintChannel.Letter, "等候时间太长", "等了两个小时", about, name, telephone);
        board.Until(() => Assert.Contains(Said(words), board.Page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("等候时间太长", board.Page.Find("#complaint-title").GetAttribute("value"));
        Assert.Empty(await ComplaintsAsync());
    }

    [Fact]
    public async Task Register_WithATextOfTenThousandCharacters_SaysSoAndKeepsIt()
    {
        var board = Open<CasesPage>(Role.Reviewer);
        Fill(board, ComplaintChannel.Desk, "x", new string('好', 10_000), "", "", "");
        board.Until(() =>
            Assert.Contains(Said("care.rule.needs-a-text"), board.Page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal(10_000, board.Page.Find("#complaint-content").GetAttribute("value")!.Length);
        Assert.Empty(await ComplaintsAsync());
    }

    [Fact]
    public async Task Board_ComplaintsAfterTheirDeadline_AreCountedAndSayByHowMuch()
    {
        var desk = Hub.Get<CaseService>();
        foreach (var title in new[] { "late", "near", "in time" })
        {
            Assert.NotNull((await desk.RegisterAsync(Hub.Hall, title, title, ComplaintChannel.Letter, null, null, null)).After);
        }

        await DueAsync("TS%-00001", TimeSpan.FromDays(-3));
        await DueAsync("TS%-00002", TimeSpan.FromMinutes(90));
        var board = Open<CasesPage>(Role.Reviewer);
        var missed = board.Page.FindAll(".key-figures .card")
            .Single(card => card.TextContent.Contains(Said("care.missed"), StringComparison.Ordinal));
        Assert.Equal("1", missed.QuerySelector("b.bad")!.TextContent);
        Assert.Contains(Words.For(Words.Chinese)["care.near", 1], missed.TextContent, StringComparison.Ordinal);
        var late = Assert.Single(board.Page.FindAll(".care-table .pill.Missed"));
        Assert.Contains("3", late.TextContent, StringComparison.Ordinal);
        Assert.Single(board.Page.FindAll(".care-table .pill.Near"));
        Assert.Single(board.Page.FindAll(".care-table .pill.InTime"));

        // A missed deadline is not extended away: the file does not offer it.
        var handler = new StaffNumber(Role.Reviewer);
        Assert.Null(
            await desk.StepAsync(Hub.Hall.Id, await NumberAsync("TS%-00001"),
                (Complaint one) => one.Assign(new("9302"), handler, Hub.Hall.Now)));
        var number = await NumberAsync("TS%-00001");
        var file = Open<ComplaintPage>(Role.Reviewer, Role.Reviewer, page => page.Add(shown => shown.Number, number));
        Assert.Empty(file.Page.FindAll("[data-verb=extend]"));
        Assert.Single(file.Page.FindAll("[data-verb=answer]"));

        // Once it is answered, the board waits for the citizen and does not call it done.
        Assert.Null(await desk.StepAsync(Hub.Hall.Id, number, (Complaint one) => one.Reply(handler, "已道歉", Hub.Hall.Now)));
        var row = Open<CasesPage>(Role.Reviewer).Page.FindAll(".care-table tbody tr")
            .Single(found => found.TextContent.Contains(number, StringComparison.Ordinal));
        Assert.Contains(Said("care.standing.waiting"), row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Said("care.standing.Done"), row.TextContent, StringComparison.Ordinal);
    }

    private static string Said(string key) => Words.For(Words.Chinese)[key];

    private static void Fill(Opened board, ComplaintChannel channel, string title, string content, string about, string name,
        string telephone)
    {
        board.Choose("complaint-channel", channel);
        board.Do(() => board.Page.Find("#complaint-content").Change(content));
        foreach (var (id, value) in new[]
        {
            ("complaint-about", about), ("citizen-name", name), ("citizen-telephone", telephone), ("complaint-title", title),
        })
        {
            board.Do(() => board.Page.Find($"#{id}").Change(value));
        }

        board.Do(() => board.Page.Find(".care-form").Submit());
    }

    private async Task<string> ServedNumberAsync()
    {
        CounterId one = new("1");
        await DoAsync(new OpenCounter(one, new(Role.Teller)));
        var ticket = (await DoAsync(new IssueTicket([new("A01")], PriorityCode.None))).Ticket!.Ticket;
        await DoAsync(new CallNext(one));
        await DoAsync(new StartService(one));
        await DoAsync(new CompleteService(one));
        return ticket.Number;
    }

    private async Task<HallOutcome> DoAsync(HallCommand command)
    {
        var outcome = await Hub.Hall.ExecuteAsync(command, null, TestContext.Current.CancellationToken);
        Assert.Null(outcome.Rejection);
        return outcome;
    }

    private Task<IReadOnlyList<Complaint>> ComplaintsAsync() =>
        Hub.Get<CaseService>().ComplaintsAsync(Hub.Hall.Id, Hub.Hall.Now.AddDays(-1));

    private Task<string> NumberAsync(string like) =>
        Hub.Get<CaseStore>()
            .ReadAsync(care => care.Complaints.Where(row => EF.Functions.Like(row.Number, like)).Select(row => row.Number).SingleAsync());

    private async Task DueAsync(string like, TimeSpan left) => await Hub.Get<CaseStore>().ChangeAsync(async care =>
    {
        var row = await care.Complaints.SingleAsync(found => EF.Functions.Like(found.Number, like));
        var at = Hub.Hall.Now + left;
        row.Body =
            System.Text.Json.JsonSerializer.Serialize(StoredCases.ComplaintOf(row) with { Due = new(at.AddDays(-15), at), PromisedBy = at },
                CaseJson.Default.Complaint);
        return true;
    });
}
