using Bunit;
using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Surfaces.Teller;

public sealed partial class CounterPageTests
{
    [Fact]
    public async Task Press_PauseAndChooseReason_PausesWithIt()
    {
        var page = Open();
        await PressAsync(page, "p");
        await Dialog.TapAsync(".picks button", 1);
        Assert.Equal("午餐", _hall.Commands.OfType<PauseCounter>().Single().Reason);
        Assert.Equal(CounterState.Paused, _hall.Snapshot.Counter(One)!.Counter.State);
    }

    [Fact]
    public async Task Press_Close_AsksOnceAndIsTakenBackByUndo()
    {
        var page = Open();
        await PressAsync(page, "c");
        Assert.Empty(_hall.Commands.OfType<CloseCounter>());
        await AnswerAsync(page, "1");
        Assert.Equal(new CloseCounter(One), _hall.Commands[^1]);
        AssertNothingIsAsked();

        await PressAsync(page, "ctrl+z");
        Assert.Equal((CounterState.Idle, "1001"),
            (_hall.Snapshot.Counter(One)!.Counter.State, _hall.Snapshot.Counter(One)!.Counter.Teller?.Value));
    }

    [Fact]
    public async Task Press_NoShowBeforeItsTime_AsksOnceAndAfterwardsDoesNot()
    {
        Issue(2);
        var page = Open();
        await PressAsync(page, "space");
        await PressAsync(page, "n");
        Assert.Contains("120 秒", Dialog.Find(".dialog p").TextContent, StringComparison.Ordinal);
        Assert.Empty(_hall.Commands.OfType<MarkNoShow>());
        await PressAsync(page, "escape");
        AssertNothingIsAsked();
        await PressAsync(page, "n");
        await AnswerAsync(page, "1");
        Assert.Equal(1, _hall.Snapshot.Today.NoShow);

        await PressAsync(page, "space");
        _time.Advance(TimeSpan.FromSeconds(120));
        await PressAsync(page, "n");
        Assert.Equal(2, _hall.Snapshot.Today.NoShow);
    }

    [Theory]
    [InlineData("1", SentTickets.GiveBack)]
    [InlineData("2", SentTickets.Keep)]
    public async Task Press_CloseWhileSomebodyWasSentHere_AsksWhoCallsThem(string key, SentTickets sent)
    {
        var page = Open();
        Send();
        await PressAsync(page, "c");
        Assert.Contains("A001", Dialog.Find(".dialog p").TextContent, StringComparison.Ordinal);
        Assert.Empty(_hall.Commands.OfType<CloseCounter>());

        await page.InvokeAsync(() =>
            Dialog.Find(".dialog").KeyDownAsync(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Key = key }));
        Assert.Equal(new CloseCounter(One, sent), _hall.Commands[^1]);
        Assert.Equal(sent == SentTickets.Keep, _hall.Snapshot.Counter(One)!.Sent is not null);
    }

    [Fact]
    public async Task Press_CloseAndThenEscape_LeavesTheCounterOpen()
    {
        var page = Open();
        Send();
        await PressAsync(page, "c");
        await PressAsync(page, "escape");

        AssertNothingIsAsked();
        Assert.Equal(CounterState.Idle, _hall.Snapshot.Counter(One)!.Counter.State);
    }

    [Theory]
    [InlineData("1", false)]
    [InlineData("2", true)]
    public async Task Press_APauseWhileSomebodyWasSentHere_AsksOnlyForALongOne(string reason, bool asks)
    {
        var page = Open();
        Send();
        await PressAsync(page, "p");
        await page.InvokeAsync(() =>
            Dialog.Find(".dialog").KeyDownAsync(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Key = reason }));
        Assert.Equal(!asks, _hall.Commands[^1] is PauseCounter);
        if (asks)
        {
            await Dialog.TapAsync(".dialog .go");
            Assert.Equal(new PauseCounter(One, "午餐", 60), _hall.Commands[^1]);
            Assert.Null(_hall.Snapshot.Counter(One)!.Sent);
        }
    }

    [Fact]
    public async Task Press_TransferToAWindowWhereNobodyIs_SaysWhoGetsItBeforeItIsSent()
    {
        Issue(1);
        var page = Open();
        await PressAsync(page, "space");
        await PressAsync(page, "t");
        await ChooseAsync("2");
        Assert.Contains("没有人", Dialog.Find(".dialog .notice").TextContent, StringComparison.Ordinal);

        await Dialog.TapAsync(".end button", 1);
        Assert.Contains("已交给所有能办的窗口", page.Find(".notice").TextContent, StringComparison.Ordinal);
        await PressAsync(page, "space");
        Assert.Equal("A001", _hall.Snapshot.Counter(One)!.Number);
    }
}
