using Bunit;
using Hall.Web.Surfaces;
using Hall.Web.Surfaces.Help;
using Hall.Web.Surfaces.Kiosk;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces;

/// <summary>The short help on screens for citizens: opened by one touch, gone by itself.</summary>
public sealed class PublicHelpTests : SurfaceTest
{
    [Theory]
    [InlineData("kiosk")]
    [InlineData("pad")]
    [InlineData("board")]
    [InlineData("window")]
    public async Task Help_Asked_IsShownInBothLanguagesAndClosesBeforeAKioskForgets(string surface)
    {
        var help = Render<PublicHelp>(parameters => parameters.Add(p => p.Words, Words.For("en")).Add(p => p.Surface, surface));
        Assert.Empty(help.FindAll("[role=dialog]"));
        await help.TapAsync(".public-help-ask");

        Assert.Equal(["en", "zh-CN"], help.FindAll("[role=dialog] [lang]").Select(part => part.GetAttribute("lang")));
        Assert.DoesNotContain("help.public", help.Find("[role=dialog]").TextContent, StringComparison.Ordinal);
        Clock.Advance(TimeSpan.FromSeconds(PublicHelp.OpenSeconds - 1));
        Assert.Single(help.FindAll("[role=dialog]"));
        Clock.Advance(TimeSpan.FromSeconds(1));
        help.WaitForAssertion(() => Assert.Empty(help.FindAll("[role=dialog]")));
    }

    [Fact]
    public async Task Help_ClosedByHand_StaysClosedAndOpensAgain()
    {
        var help = Render<PublicHelp>(parameters => parameters.Add(p => p.Words, Words.For("zh-CN")).Add(p => p.Surface, "kiosk"));
        await help.TapAsync(".public-help-ask");
        await help.TapAsync(".public-help-close");
        Assert.Empty(help.FindAll("[role=dialog]"));
        await help.TapAsync(".public-help-ask");
        Clock.Advance(TimeSpan.FromSeconds(PublicHelp.OpenSeconds / 2));
        Assert.Single(help.FindAll("[role=dialog]"));
    }

    [Fact]
    public async Task Help_OfAKioskThatSpeaksEnglishNow_FollowsIt()
    {
        var shown = new ShownLanguage();
        var told = 0;
        shown.Changed += () => told++;
        var page = Render<KioskPage>(kiosk => kiosk.Add(it => it.Hall, "demo-small").Add(it => it.Id, "1").AddCascadingValue(shown));

        await page.TapAsync(".kiosk-foot button", 2);
        Assert.Equal(("en", 1), (shown.Current, told));

        Pass(KioskPage.IdleSeconds + 1);
        page.WaitForAssertion(() => Assert.Null(shown.Current));
    }

    [Theory]
    [InlineData("/tongling/kiosk/1?lang=en", "kiosk")]
    [InlineData("/tongling/board/all", "board")]
    [InlineData("/tongling/board/all/month", "board")]
    [InlineData("/tongling/Window/3", "window")]
    [InlineData("/tongling/manager", null)]
    [InlineData("/", null)]
    public void PublicSurface_OfAnAddress_IsOnlyThatOfCitizens(string path, string? surface) =>
        Assert.Equal(surface, HelpPages.PublicSurfaceOf(path));
}
