using Bunit;
using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Web.Surfaces.Window;

namespace Hall.Web.Tests.Surfaces;

/// <summary>What hangs over a window asks for the rating when it is asked, tells no rating, and is worth a look at rest.</summary>
public sealed class WindowPageTests : SurfaceTest
{
    [Fact]
    public void Page_InThePadsMinute_AsksForTheRatingAndTellsNone()
    {
        var page = Open();
        Assert.Empty(page.FindAll(".window-ask"));
        Serve("1");
        Pass(1);
        page.WaitForAssertion(() => Assert.Contains("请评价这次服务", page.Find(".window-ask").TextContent, StringComparison.Ordinal));
        Assert.Contains("Please rate this service", page.Find(".window-ask").TextContent, StringComparison.Ordinal);
        Assert.Contains("A001", page.Find(".window-of").TextContent, StringComparison.Ordinal);
        Assert.Contains("只点一次", page.Find(".window-left").TextContent, StringComparison.Ordinal);

        var before = page.Find(".window-ask").TextContent;
        Hall.Carry(new PressPad(new CounterId("1"), FeedbackLevel.VeryDissatisfied, [], "p1"));
        Pass(1);
        Assert.Equal(before, page.Find(".window-ask").TextContent);

        Pass(20);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".window-ask")));
    }

    [Fact]
    public void Page_AtRest_ShowsWhoIsNextAndWhatToHaveReadyInBothLanguages()
    {
        Hall.Carry(new OpenCounter(new CounterId("1"), new StaffNumber("1001")));
        Hall.Carry(new IssueTicket([new("A02")], PriorityCode.None, "zh-CN", null));
        var page = Open();

        var said = page.Find("main").TextContent;
        Assert.Contains("请留意叫号", said, StringComparison.Ordinal);
        Assert.Contains("Identity card", said, StringComparison.Ordinal);
        Assert.DoesNotContain("—", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfAClosedWindow_SaysSoInBothLanguages()
    {
        var said = Open().Find(".window-now").TextContent;

        Assert.Contains("本窗口未开放", said, StringComparison.Ordinal);
        Assert.Contains("This counter is closed", said, StringComparison.Ordinal);
    }

    private IRenderedComponent<WindowPage> Open() =>
        Render<WindowPage>(window => window.Add(it => it.Hall, "demo-small").Add(it => it.Counter, "1"));
}
