using Bunit;
using Hall.Core.Configuration;
using Hall.Hub.Kiosks;
using Hall.Web.Surfaces.Kiosk;
using Hall.Web.Wording;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Surfaces;

public sealed class KioskSearchTests : SurfaceTest
{
    private readonly FakeHall _tongling;
    private string _query = "";
    private Service? _chosen;

    public KioskSearchTests() => _tongling = new FakeHall(FakeHall.Shipped("tongling"), Clock);

    private UnfoundWords Unfound => Services.GetRequiredService<UnfoundWords>();

    [Fact]
    public async Task Key_Initials_ShowTheOfficialNameWithTheWordThatPeopleSaySmaller()
    {
        var page = Open();

        await PressAsync(page, "SBK");

        var first = page.FindAll(".kiosk-hit")[0];
        Assert.Equal("社会保障卡挂失与补换", first.QuerySelector("b")!.TextContent.Trim());
        Assert.Equal("社保卡", first.QuerySelector("small mark")!.TextContent);
        Assert.Contains("社保卡", page.Find(".kiosk-meaning").TextContent, StringComparison.Ordinal);
        await page.TapAsync(".kiosk-hit");
        Assert.Equal("A31", _chosen!.Code.Value);
    }

    [Fact]
    public async Task More_ThanAreShown_AreCountedAndOpened()
    {
        var page = Open();

        await TypeAsync(page, "报销");

        Assert.Equal(KioskSearch.First, page.FindAll(".kiosk-hit").Count);
        var more = page.Find(".kiosk-more").TextContent;
        await page.TapAsync(".kiosk-more");
        Assert.Contains($"{page.FindAll(".kiosk-hit").Count - KioskSearch.First}", more, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".kiosk-more"));
    }

    [Fact]
    public async Task NineKeys_Digits_FindWhatTheirLettersMean()
    {
        var page = Open();
        await page.TapAsync(".is-layout");

        await PressAsync(page, "725");

        Assert.Contains(page.FindAll(".kiosk-hit b"), name => name.TextContent.Contains("社会保障卡", StringComparison.Ordinal));
        Assert.Contains("社保卡", page.Find(".kiosk-meaning").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Space_BetweenWords_AndDelete_AreKeys()
    {
        var page = Open();

        await PressAsync(page, "LOST");
        await page.TapAsync(".is-space");
        await PressAsync(page, "CARDX");
        await page.TapAsync(".is-wide");

        Assert.Equal("LOST CARD", _query);
        Assert.Contains("社会保障卡挂失与补换", page.Find(".kiosk-hit").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_Found_SaysSoOffersHelpAndIsCountedOnceWhenGivenUp()
    {
        var page = Open();

        await TypeAsync(page, "取暖费补发");

        Assert.Contains("没有找到「取暖费补发」", page.Find(".kiosk-none").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll(".kiosk-none button").Count);
        Assert.Empty(Unfound.Of(_tongling.Id));
        await TypeAsync(page, "");
        Assert.Equal(("取暖费补发", 1, 0), Counted());
    }

    [Fact]
    public async Task Left_WithoutChoosing_IsCountedApart_AndChosenIsNot()
    {
        var left = Open();
        await TypeAsync(left, "退休");
        await DisposeComponentsAsync();
        Assert.Equal(("退休", 0, 1), Counted());

        var chosen = Open();
        await TypeAsync(chosen, "报销");
        await chosen.TapAsync(".kiosk-hit");
        await DisposeComponentsAsync();

        Assert.Single(Unfound.Of(_tongling.Id));
    }

    [Theory]
    [InlineData("😀😀😀")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("q", 200)]
    public async Task Bad_Input_IsAClearNothing(string part, int times = 1)
    {
        var typed = string.Concat(Enumerable.Repeat(part, times));
        var page = Open();

        await TypeAsync(page, typed);

        Assert.Single(page.FindAll(".kiosk-none"));
        Assert.InRange(_query.Length, 1, 60);
    }

    private (string, int, int) Counted()
    {
        var word = Assert.Single(Unfound.Of(_tongling.Id));
        return (word.Words, word.Nothing, word.Left);
    }

    private IRenderedComponent<KioskSearch> Open()
    {
        _query = "";
        IRenderedComponent<KioskSearch>? page = null;
        page = Render<KioskSearch>(search => search.Add(one => one.Snapshot, _tongling.Snapshot).Add(one => one.Words, Words.For("zh-CN"))
            .Add(one => one.Query, "").Add(one => one.ServiceChosen, service => _chosen = service)
            .Add(one => one.QueryChanged, query =>
            {
                _query = query;
                page!.Render(again => again.Add(one => one.Query, query));
            }));
        return page;
    }

    private static Task TypeAsync(IRenderedComponent<KioskSearch> page, string text) =>
        page.InvokeAsync(() => page.Find(".kiosk-input input").InputAsync(text));

    private static async Task PressAsync(IRenderedComponent<KioskSearch> page, string keys)
    {
        foreach (var key in keys)
        {
            await page.TapAsync(there =>
                there.FindAll(".kiosk-keys button b").First(letter => letter.TextContent == $"{key}").ParentElement!);
        }
    }
}
