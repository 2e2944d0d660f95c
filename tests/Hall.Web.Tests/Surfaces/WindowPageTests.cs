using Bunit;
using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Web.Surfaces.Window;

namespace Hall.Web.Tests.Surfaces;

/// <summary>Where a pad has no keys for reasons, the window says where they can be given, and says nothing of what was pressed.</summary>
public sealed class WindowPageTests : SurfaceTest
{
    [Fact]
    public void Page_InThePadsMinute_SendsToTheSlipsCodeAndTellsNoRating()
    {
        var page = Render<WindowPage>(window => window.Add(it => it.Hall, "demo-small").Add(it => it.Counter, "1"));
        Assert.Empty(page.FindAll(".window-why"));
        Serve("1");
        Pass(1);
        page.WaitForAssertion(() => Assert.Contains("扫您小票上的二维码", page.Find(".window-why").TextContent, StringComparison.Ordinal));

        var before = page.Find(".window-side").TextContent;
        Hall.Carry(new PressPad(new CounterId("1"), FeedbackLevel.VeryDissatisfied, [], "p1"));
        Pass(1);
        Assert.Equal(before, page.Find(".window-side").TextContent);
        Assert.DoesNotContain("不满意", page.Markup, StringComparison.Ordinal);

        Pass(20);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".window-why")));
    }
}
