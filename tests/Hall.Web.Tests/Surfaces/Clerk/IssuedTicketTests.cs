using Bunit;
using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Devices.Slips;
using Hall.Web.Surfaces.Staff;

namespace Hall.Web.Tests.Surfaces.Clerk;

/// <summary>What a clerk does with a number that is there already.</summary>
public sealed class IssuedTicketTests : ClerkDesk
{
    [Fact]
    public async Task Number_TypedInSmallLetters_IsFound()
    {
        Waiting("A01");
        var page = Open();
        await FindAsync(page, " a001 ");

        Assert.Contains("A001", page.Find(".slip").TextContent, StringComparison.Ordinal);
        await FindAsync(page, "A099");
        Assert.Single(page.FindAll(".side .refused"));
    }

    [Fact]
    public async Task Issue_WithAPrinterAtTheDesk_PrintsThereInTheCitizensLanguage()
    {
        Printing.PlaceNames.AddRange(["desk1", "1"]);
        Printing.Printer = new();
        Printing.Printer.SetResult(PrintOutcome.Printed);
        var page = Open();
        await IssueAsync(page);

        Assert.Equal(("A001", "desk1"), (Assert.Single(Printing.Printed), Assert.Single(Printing.PrintedAt)));
        Assert.Contains("A001 已打印", page.Find(".side .said").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issue_WithoutAPrinter_SaysToTellTheNumber()
    {
        var page = Open();
        await IssueAsync(page);

        Assert.Empty(Printing.Printed);
        Assert.Contains("口头告知", page.Find(".side .said").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PrintOutcome.Printed, "已打印", 0)]
    [InlineData(PrintOutcome.Sent, "已送到打印机", 0)]
    [InlineData(PrintOutcome.NotPrinted, "没有打印成功", 1)]
    [InlineData(PrintOutcome.Unknown, "不能确定是否打印好", 1)]
    public async Task LostSlip_Reprinted_ComesOutWhereTheClerkChoseAndStaysTheSameNumber(PrintOutcome outcome, string said, int alerts)
    {
        var lost = Waiting("A01");
        Printing.PlaceNames.AddRange(["desk1", "1"]);
        Printing.Printer = new();
        Printing.Printer.SetResult(outcome);
        var page = Open();
        await page.InvokeAsync(() => page.FindComponents<ChoiceField<string>>().Single(field => field.Instance.InputId == "issue-printer")
            .Instance.ValueChanged.InvokeAsync("1"));
        await FindAsync(page, "A001");
        await PressAsync(page, "补打");

        Assert.Equal(("A001", "1", 1), (Assert.Single(Printing.Printed), Assert.Single(Printing.PrintedAt), Now(lost).Reprints));
        Assert.Contains(said, page.Find(".side").TextContent, StringComparison.Ordinal);
        Assert.Equal(alerts, page.FindAll(".side [role=alert]").Count);
    }

    [Fact]
    public async Task Matter_WrongOne_IsChangedUnderTheSameNumber()
    {
        var ticket = Waiting("A01");
        var page = Open();
        await FindAsync(page, "A001");
        await PressAsync(page, "改办业务");
        await ChooseAsync(page, "#issue-into", "A02");

        Assert.Equal(("A001", "A02"), (Now(ticket).Number, Now(ticket).Service.Value));
        Assert.Contains(Said, said => said.Contains("号码和次序不变", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Matter_OneOfTwo_IsTheOneThatWasPointedAt()
    {
        var ticket = Waiting("A01", "A02");
        var page = Open();
        await FindAsync(page, "A001");
        await PressAsync(page, "改办业务");
        await page.TapAsync(".side .fields .also button", 1);
        await ChooseAsync(page, "#issue-into", "A03");

        Assert.Equal(["A01", "A03"], Now(ticket).Services.Select(service => service.Service.Value));
    }

    [Fact]
    public async Task Matter_ThatIsBeingServed_IsTheWindowsAndHasNoButton()
    {
        Waiting("A01");
        Hall.Carry(new OpenCounter(new CounterId("1"), new StaffNumber("1001")));
        Hall.Carry(new CallNext(new CounterId("1")));
        var page = Open();
        await FindAsync(page, "A001");

        Assert.Empty(page.FindAll(".side .change"));
    }

    [Fact]
    public async Task Matter_ASecondOne_GoesOnTheSameVisit()
    {
        var ticket = Waiting("A01");
        var page = Open();
        await FindAsync(page, "A001");
        await PressAsync(page, "加办一项");
        await ChooseAsync(page, "#issue-more", "A02");

        Assert.Equal(["A01", "A02"], Now(ticket).Services.Select(service => service.Service.Value));
    }

    [Fact]
    public async Task Priority_ByHand_WaitsForItsReasonAndNamesWhoGaveIt()
    {
        var ticket = Waiting("A01");
        var page = Open();
        await FindAsync(page, "A001");
        await PressAsync(page, "人工优先");
        Assert.All(page.FindAll(".side .offers button"), button => Assert.True(button.HasAttribute("disabled")));
        await page.InvokeAsync(() => page.Find(".side .fields input").InputAsync(new() { Value = "行动不便" }));
        await page.TapAsync(there => there.FindAll(".side .offers button")[^1]);

        var change = Assert.Single(Hall.Commands.OfType<ChangePriority>());
        Assert.Equal(("行动不便", "3001"), (change.Reason, change.By));
        Assert.Equal(change.Priority, Now(ticket).Priority);
    }

    [Fact]
    public async Task Hall_ClosedInAnEmergency_IsSaidAndIssuesNothing()
    {
        Hall.Carry(new CloseHall("三楼漏水", WaitingAtClosing.ServeOn, "2001"));
        var page = Open();
        Assert.Contains("三楼漏水", page.Find(".closing-band").TextContent, StringComparison.Ordinal);
        await IssueAsync(page);

        Assert.Single(page.FindAll("p.refused"));
        Assert.Empty(page.FindAll(".slip"));
    }

    [Fact]
    public async Task Cancel_PressedTwice_EndsTheNumber()
    {
        var ticket = Waiting("A01");
        var page = Open();
        await FindAsync(page, "A001");
        await PressAsync(page, "取消号码");
        Assert.True(Now(ticket).IsAlive);
        await PressAsync(page, "确认取消");

        Assert.Equal(TicketState.Abandoned, Now(ticket).State);
    }

    [Fact]
    public async Task NoShow_ThatComesAfterAll_IsInLineAgain()
    {
        var ticket = Waiting("A01");
        Hall.Carry(new OpenCounter(new CounterId("1"), new StaffNumber("1001")));
        Hall.Carry(new CallNext(new CounterId("1")));
        Hall.Carry(new MarkNoShow(new CounterId("1")));
        var page = Open();
        await FindAsync(page, "A001");
        await PressAsync(page, "重新排队");

        Assert.Equal(TicketState.Waiting, Now(ticket).State);
    }
}
