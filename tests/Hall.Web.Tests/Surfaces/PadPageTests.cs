using Bunit;
using Hall.Core.Engine;
using Hall.Core.Feedback;
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
    public async Task Send_WithAReason_PressesOnceWithIt()
    {
        var page = OpenAsking();

        await page.FindAll(".pad-face")[3].ClickAsync(new());
        await page.FindAll(".pad-reasons button")[0].ClickAsync(new());
        await page.Find(".pad-send").ClickAsync(new());

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

        await page.FindAll(".pad-face")[0].ClickAsync(new());
        Pass(13.5);

        page.WaitForAssertion(() => Assert.Single(Hall.Commands.OfType<PressPad>()));
        Assert.Equal(1, Hall.Snapshot.Today.Ratings[0]);
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
    public async Task Send_PressThatCountsForNothing_SaysSoAndWhereToRate()
    {
        var page = OpenAsking();
        await page.FindAll(".pad-face")[4].ClickAsync(new());
        Hall.Carry(new PressPad(new("1"), FeedbackLevel.Satisfied, [], "another pad's"));

        await page.Find(".pad-send").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("扫小票上的二维码", page.Find(".pad-thanks").TextContent, StringComparison.Ordinal));
        Assert.Equal([0, 1, 0, 0, 0], Hall.Snapshot.Today.Ratings);
    }
}
