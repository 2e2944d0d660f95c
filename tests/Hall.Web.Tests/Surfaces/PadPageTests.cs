using Bunit;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Web.Surfaces.Pad;

namespace Hall.Web.Tests.Surfaces;

public sealed class PadPageTests : SurfaceTest
{
    private IRenderedComponent<PadPage> OpenAsking()
    {
        var page = Render<PadPage>(pad => pad.Add(it => it.Hall, "demo-small").Add(it => it.Counter, "1"));
        Serve("1");
        Pass(1);
        page.WaitForElement(".pad-face");
        return page;
    }

    [Fact]
    public void Page_BeforeAnyService_ShowsNoFaces()
    {
        var page = Render<PadPage>(pad => pad.Add(it => it.Hall, "demo-small").Add(it => it.Counter, "1"));

        Assert.Empty(page.FindAll(".pad-face"));
        Assert.NotEmpty(page.FindAll(".pad-idle"));
    }

    [Fact]
    public void Page_InThePadsMinute_ShowsFiveFaces() => Assert.Equal(5, OpenAsking().FindAll(".pad-face").Count);

    [Fact]
    public void Page_ServedAndTransferredToAnotherMatter_AsksAboutWhatWasDoneHere()
    {
        Hall.Carry(new OpenCounter(new("1"), new("1001")));
        Hall.Carry(new IssueTicket([new("A01")], PriorityCode.None));
        Hall.Carry(new CallNext(new("1")));
        Hall.Carry(new StartService(new("1")));
        var page = Render<PadPage>(pad => pad.Add(it => it.Hall, "demo-small").Add(it => it.Counter, "1"));
        Assert.Empty(page.FindAll(".pad-face"));

        Hall.Carry(new TransferTicket(new("1"), new("A02"), null, null));
        Pass(1);
        page.WaitForAssertion(() => Assert.Equal(5, page.FindAll(".pad-face").Count));
        Assert.Contains("参保证明打印", page.Find(".pad-foot").TextContent, StringComparison.Ordinal);

        Hall.Carry(new UndoLastAction(new("1")));
        Pass(1);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".pad-face")));
    }

    [Fact]
    public async Task Send_WithAReason_PressesOnceWithIt()
    {
        var page = OpenAsking();

        await page.TapAsync(".pad-face", 3);
        await page.TapAsync(".pad-reasons button");
        await page.TapAsync(".pad-send");

        var press = Assert.Single(Hall.Commands.OfType<PressPad>());
        Assert.Equal(FeedbackLevel.Dissatisfied, press.Level);
        Assert.Single(press.Reasons);
        Assert.NotEqual("", press.PressId);
        page.WaitForElement(".pad-thanks");
    }

    [Fact]
    public async Task Tick_AtTheEndOfTheMinute_SendsTheFaceThatWasChosen()
    {
        var page = OpenAsking();

        await page.TapAsync(".pad-face");
        Pass(13.5);

        page.WaitForAssertion(() => Assert.Single(Hall.Commands.OfType<PressPad>()));
        Assert.Equal(1, Hall.Snapshot.Today.Ratings[0]);
    }

    [Fact]
    public async Task Look_TheNextServiceIsCompletedBeforeTheChoiceWasSent_IsTheFirstCitizensRatingAndTheNextIsAsked()
    {
        var page = OpenAsking();
        var first = Hall.Snapshot.Counter(new("1"))!.Counter.Feedback!.Ticket;
        await page.TapAsync(".pad-face", 4);

        Pass(1);
        foreach (var command in (HallCommand[])[new IssueTicket([new("A01")], new("none")), new CallNext(new("1")), new StartService(new("1")), new CompleteService(new("1"))])
        {
            Hall.Carry(command);
        }

        Pass(1);
        page.WaitForAssertion(() => Assert.Single(Hall.Commands.OfType<PressPad>()));
        Assert.Equal([0, 0, 0, 0, 1], Hall.Snapshot.Today.Ratings);
        Assert.Equal(FeedbackLevel.VeryDissatisfied, (await Hall.AskAsync(new TicketById(first), Xunit.TestContext.Current.CancellationToken))!.Ticket.Legs[0].Rating);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".pad-face[aria-pressed=true]")));
        page.WaitForElement(".pad-face");

        await page.TapAsync(".pad-face");
        await page.TapAsync(".pad-send");
        page.WaitForAssertion(() => Assert.Equal([1, 0, 0, 0, 1], Hall.Snapshot.Today.Ratings));
    }

    [Fact]
    public void Tick_AfterTheMinuteWithoutAChoice_IsIdleAgain()
    {
        var page = OpenAsking();

        Pass(17);

        page.WaitForElement(".pad-idle");
        Assert.Empty(Hall.Commands.OfType<PressPad>());
    }

    [Fact]
    public async Task Send_SecondPressOfAVisit_SaysThatItWasRatedAlready()
    {
        var page = OpenAsking();
        await page.TapAsync(".pad-face", 4);

        await SendAfterAsync(page, () => Hall.Carry(new PressPad(new("1"), FeedbackLevel.Satisfied, [], "another pad's")));

        Says(page, "已经评价过了", "时间已过");
        Assert.Equal([0, 1, 0, 0, 0], Hall.Snapshot.Today.Ratings);
    }

    [Fact]
    public async Task Send_AfterTheServiceWasTakenBack_SaysThatThereIsNothingToRateNow()
    {
        var page = OpenAsking();
        await page.TapAsync(".pad-face", 4);

        await SendAfterAsync(page, () => Hall.Carry(new UndoLastAction(new("1"))));

        Says(page, "现在没有可以评价的服务", "时间已过");
        Assert.Equal([0, 0, 0, 0, 0], Hall.Snapshot.Today.Ratings);
    }

    [Fact]
    public async Task Send_WhileTheNextVisitIsAskedAbout_IsLateAndDoesNotRateThatVisit()
    {
        var page = OpenAsking();
        await page.TapAsync(".pad-face", 4);

        await SendAfterAsync(page, () => Serve("1"));

        Says(page, "扫小票上的二维码", "已经评价过");
        Assert.Equal([0, 0, 0, 0, 0], Hall.Snapshot.Today.Ratings);
    }

    // In one step of the page, which would otherwise hear of it and ask no more.
    private static Task SendAfterAsync(IRenderedComponent<PadPage> page, Action happens) => page.InvokeAsync(() =>
    {
        happens();
        return page.TapAsync(".pad-send");
    });

    private static void Says(IRenderedComponent<PadPage> page, string what, string not)
    {
        page.WaitForAssertion(() => Assert.Contains(what, page.Find(".pad-thanks").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(not, page.Find(".pad-thanks").TextContent, StringComparison.Ordinal);
    }
}
