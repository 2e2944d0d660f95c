using Bunit;
using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Web.Surfaces.Teller;
using Microsoft.AspNetCore.Components.Web;

namespace Hall.Web.Tests.Surfaces.Teller;

/// <summary>A teller who is free: what was last, and who comes.</summary>
public sealed partial class CounterPageTests
{
    [Fact]
    public async Task Idle_SomebodyComes_IsToldOnceAndCountedInTheTitle()
    {
        var keys = JSInterop.SetupModule("./assets/counter-keys.js");
        keys.Mode = JSRuntimeMode.Loose;
        var page = Open();
        await PressAsync(page, "space");
        Assert.Empty(keys.Invocations["arrived"]);
        Issue(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Single(keys.Invocations["arrived"]));
        Assert.Contains("(1) 有人来了", TitleOf(page), StringComparison.Ordinal);

        Issue(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Contains("(2)", TitleOf(page), StringComparison.Ordinal));
        Assert.Single(keys.Invocations["arrived"]);
        await PressAsync(page, "space");
        Assert.Contains("A001", TitleOf(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Idle_AfterAVisit_SaysWhatItWasAndWhatUndoWouldDo()
    {
        Issue(1);
        var page = await ServingAsync();
        await PressAsync(page, "space");
        Assert.Contains("A001", page.Find(".last-visit").TextContent, StringComparison.Ordinal);
        Assert.Contains("撤销：A001 回到办理中", page.Find(".last-visit button").TextContent, StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromSeconds(1));
        await page.TapAsync(".last-visit button");
        Assert.Equal(CounterState.Serving, _hall.Snapshot.Counter(One)!.Counter.State);
    }

    [Fact]
    public async Task Hold_SeveralPutAside_AreCalledBackByADigit()
    {
        Issue(2);
        var page = await ServingAsync();
        await PressAsync(page, "h");
        await PressAsync(page, "space");
        await PressAsync(page, "h");
        await PressAsync(page, "h");
        await AnswerAsync(page, "2");
        Assert.Equal("A002", _hall.Snapshot.Counter(One)!.Number);
        AssertNothingIsAsked();
    }

    [Fact]
    public async Task PickList_ArrowsAndEnter_TakeWhatIsLitAndSayHowManyMore()
    {
        Issue(1);
        var page = await ServingAsync();
        await PressAsync(page, "t");
        Assert.Contains("下面还有", Dialog.Find(".pick-more").TextContent, StringComparison.Ordinal);
        foreach (var _ in Enumerable.Range(0, 9))
        {
            await Dialog.InvokeAsync(() => Dialog.Find("#transfer-to").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowDown" }));
        }

        var lit = Assert.Single(Dialog.FindAll("[role=option][aria-selected=true]"));
        Assert.Equal("10", lit.GetAttribute("aria-posinset"));
        Assert.Equal(lit.Id, Dialog.Find("#transfer-to").GetAttribute("aria-activedescendant"));
        await Dialog.InvokeAsync(() => Dialog.Find("#transfer-to").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" }));
        _time.Advance(TimeSpan.FromSeconds(1));
        await Dialog.TapAsync(".dialog .go");
        Assert.Equal(_hall.Snapshot.Plan.Configuration.Services[9].Code, Assert.IsType<TransferTicket>(_hall.Commands[^1]).Service);
    }

    [Theory]
    [InlineData("社保卡", "社会保障卡")]
    [InlineData("7", "7 号窗口")]
    [InlineData("B", "B 区")]
    public async Task PickList_WordsThatPeopleUse_FindWhatIsMeantFirst(string typed, string meant)
    {
        Issue(1);
        var page = await ServingAsync();
        await PressAsync(page, "t");
        await Dialog.InvokeAsync(() => Dialog.Find("#transfer-to").InputAsync(typed));
        Assert.Contains(meant, Dialog.FindAll("[role=option]")[0].TextContent, StringComparison.Ordinal);
    }

    private string TitleOf(IRenderedComponent<CounterPage> page) =>
        Render(page.FindComponent<PageTitle>().Instance.ChildContent!).Markup;
}
