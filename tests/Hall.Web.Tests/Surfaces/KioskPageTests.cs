using Bunit;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Devices.Slips;
using Hall.Hub.Kiosks;
using Hall.Storage.Alerts;
using Hall.Web.Devices;
using Hall.Web.Surfaces.Kiosk;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Surfaces;

public sealed class KioskPageTests : SurfaceTest
{
    private IRenderedComponent<KioskPage> Open() =>
        Render<KioskPage>(page => page.Add(kiosk => kiosk.Hall, "demo-small").Add(kiosk => kiosk.Id, "1"));

    private async Task<IRenderedComponent<KioskPage>> OpenAtConfirm()
    {
        var page = Open();
        Pass(1);
        await page.TapAsync(".kiosk-zone");
        Pass(1);
        await page.TapAsync(".kiosk-service");
        page.WaitForElement(".kiosk-confirm");
        Pass(1);
        return page;
    }

    [Fact]
    public async Task Confirm_TappedTwice_IssuesOneTicket()
    {
        var page = await OpenAtConfirm();

        await page.TapAsync(".kiosk-confirm");
        await page.InvokeAsync(() => Task.WhenAll(page.FindAll(".kiosk-confirm").Select(stillThere => stillThere.ClickAsync(new()))));

        page.WaitForElement(".kiosk-number");

        Assert.Single(Hall.Commands.OfType<IssueTicket>());
        Assert.Equal("A001", page.Find(".kiosk-number").TextContent);
    }

    [Fact]
    public async Task Confirm_ScriptedOverAndOver_IsSlowedDownWithWordsAndGoesOnAfterASecondOrFive()
    {
        var page = await OpenAtConfirm();
        for (var i = 0; i < KioskPace.Plausible; i++)
        {
            Assert.Null(Services.GetRequiredService<KioskPace>().TryGive(Hall.Id, "1"));
        }

        await page.TapAsync(".kiosk-confirm");
        page.WaitForAssertion(() => Assert.Contains("取号太快", page.Find(".kiosk-refused").TextContent, StringComparison.Ordinal));
        Assert.Empty(Hall.Commands.OfType<IssueTicket>());
        Assert.Equal(["12"], Services.GetRequiredService<HubAlerts>().All.Single(alert => alert.Kind == AlertKind.KioskFast).Arguments);

        Pass(5);
        page = await OpenAtConfirm();
        await page.TapAsync(".kiosk-confirm");
        page.WaitForElement(".kiosk-number");
        Assert.Single(Hall.Commands.OfType<IssueTicket>());
    }

    [Theory]
    [InlineData(PrintOutcome.Printed, 1, "已打印，请取走小票")]
    [InlineData(PrintOutcome.Printed, 2, "第 2 联")]
    [InlineData(PrintOutcome.Sent, 1, "已送到打印机")]
    [InlineData(PrintOutcome.NotPrinted, 0, "没有打印成功")]
    [InlineData(PrintOutcome.Unknown, 2, "不能确定小票是否打印好")]
    public async Task Ticket_SlipEnds_NumberStaysAndTheCitizenIsTold(PrintOutcome outcome, int copies, string said)
    {
        (Printing.Printer, Printing.Copies) = (new(), copies);
        var page = await OpenAtConfirm();

        await page.TapAsync(".kiosk-confirm");
        page.WaitForElement(".kiosk-number");
        Assert.Contains("正在打印", page.Find(".kiosk-top").TextContent, StringComparison.Ordinal);
        Printing.Printer.SetResult(outcome);

        page.WaitForAssertion(() => Assert.Contains(said, page.Find(".kiosk-top").TextContent, StringComparison.Ordinal));
        Assert.Equal(["A001"], Printing.Printed);
        Assert.Equal("A001", page.Find(".kiosk-number").TextContent);
    }

    [Theory]
    [InlineData(PrinterTrouble.NoPaper, "没有纸")]
    [InlineData(PrinterTrouble.NotReady, "暂时不能打印")]
    public async Task Ticket_PrinterKnownNotToPrint_SaysSoAtOnceAndTakesItBackWhenTheSlipComes(PrinterTrouble trouble, string said)
    {
        (Printing.Printer, Printing.Trouble) = (new(), trouble);
        var page = await OpenAtConfirm();

        await page.Find(".kiosk-confirm").ClickAsync(new());
        page.WaitForElement(".kiosk-number");

        Assert.Contains(said, page.Find(".kiosk-top").TextContent, StringComparison.Ordinal);
        Assert.Contains("请记住您的号码", page.Find(".kiosk-top").TextContent, StringComparison.Ordinal);
        Printing.Printer.SetResult(PrintOutcome.Printed);
        page.WaitForAssertion(() => Assert.Contains("已打印", page.Find(".kiosk-top").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Zone_TappedTwice_ChoosesNothingOnTheNextPage()
    {
        var page = Open();
        Pass(1);

        await page.TapAsync(".kiosk-zone");
        await page.TapAsync(".kiosk-service");

        Assert.Empty(page.FindAll(".kiosk-confirm"));
        Assert.NotEmpty(page.FindAll(".kiosk-list"));
    }

    [Fact]
    public async Task Tick_AfterAMinuteWithoutATouch_ReturnsToTheStart()
    {
        var page = await OpenAtConfirm();

        Pass(KioskPage.IdleSeconds - 5);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".kiosk-idle")));
        Pass(6);

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".kiosk-zone")));
        Assert.Empty(page.FindAll(".kiosk-idle"));
    }

    [Fact]
    public async Task More_AfterATicket_AddsToTheSameNumber()
    {
        var page = await OpenAtConfirm();
        await page.TapAsync(".kiosk-confirm");
        page.WaitForElement(".kiosk-number");
        Pass(1);

        await page.TapAsync(".kiosk-slip-buttons .is-quiet");
        page.WaitForElements(".kiosk-service", 2);
        Pass(1);
        page.WaitForElements(".kiosk-service", 2);
        await page.TapAsync(".kiosk-service", 1);
        page.WaitForElement(".kiosk-confirm");
        Pass(1);
        await page.TapAsync(".kiosk-confirm");
        page.WaitForElement(".kiosk-number");

        Assert.Single(Hall.Commands.OfType<AddService>());
        Assert.Equal("A001", page.Find(".kiosk-number").TextContent);
    }

    [Fact]
    public async Task More_InAnotherZone_SaysThatTheNumberIsCalledFirstThereAndTellsOnlyTheOwnZones()
    {
        Hall.AddZoneB();
        var page = await OpenAtConfirm();
        await page.TapAsync(".kiosk-confirm");
        page.WaitForElement(".kiosk-number");
        Pass(1);
        await page.TapAsync(".kiosk-slip-buttons .is-quiet");
        Pass(1);
        await page.TapAsync(".kiosk-zone", 1);
        Pass(1);
        await page.TapAsync(".kiosk-service");

        Assert.Contains("不用重新排队", page.Find(".kiosk-sub").TextContent, StringComparison.Ordinal);
        Assert.Contains("下一个就叫您", page.Find(".kiosk-fact").TextContent, StringComparison.Ordinal);
        Assert.Contains("二楼", page.Find(".kiosk-fact").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("分钟", page.Find(".kiosk-fact").TextContent, StringComparison.Ordinal);
        Pass(1);
        await page.TapAsync(".kiosk-confirm");
        page.WaitForElement(".kiosk-number");
        Assert.Contains("办完后到B 区（二楼）办“医药费报销”", page.Find(".kiosk-slip-foot").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_Touched_AsksForAPersonAndSaysSo()
    {
        var page = Open();

        await page.TapAsync(".kiosk-ask");

        Assert.Single(Hall.Commands.OfType<RequestHelp>());
        Assert.NotEmpty(page.FindAll("[role=alertdialog]"));
    }

    [Fact]
    public async Task Language_Touched_ShowsEnglish()
    {
        var page = Open();

        await page.TapAsync(".kiosk-foot button", 2);

        Assert.Equal("What would you like to do?", page.Find("h1").TextContent);
    }

    [Fact]
    public async Task DisposeAsync_WhenThePageIsLeft_StopsListening()
    {
        var page = Open();
        page.WaitForAssertion(() => Assert.Equal(1, Hall.Listeners));

        await DisposeComponentsAsync();

        Assert.Equal(0, Hall.Listeners);
    }
}
