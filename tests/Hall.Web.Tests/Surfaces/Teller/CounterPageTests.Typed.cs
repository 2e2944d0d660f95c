using Bunit;
using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Web.Surfaces.Teller;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Surfaces.Teller;

public sealed partial class CounterPageTests
{
    [Theory]
    [InlineData("space", typeof(CompleteService))]
    [InlineData("h", typeof(HoldTicket))]
    [InlineData("ctrl+z", typeof(UndoLastAction))]
    public async Task Note_TypedAndNotSavedYet_IsSavedByWhateverIsDoneNext(string key, Type command)
    {
        Issue(2);
        var page = await ServingAsync();
        await page.InvokeAsync(() => page.Find("#note").Input("brings the form tomorrow"));
        await page.InvokeAsync(() => page.Instance.PressAsync(key));

        Assert.Equal(command, _hall.Commands[^1].GetType());
        Assert.Equal("brings the form tomorrow", Assert.IsType<TakeNote>(_hall.Commands[^2]).Text);
    }

    [Fact]
    public async Task Note_TheTellerRestsOrLeavesTheField_IsSavedWithoutAKey()
    {
        Issue(1);
        var page = await ServingAsync();
        await page.InvokeAsync(() => page.Find("#note").Input("brings"));
        Assert.Contains("正在保存", page.Find(".note-state").TextContent, StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Equal(["brings"], _hall.Snapshot.Counter(One)!.Current!.Notes));
        page.WaitForAssertion(() => Assert.Contains("已自动保存", page.Find(".note-state").TextContent, StringComparison.Ordinal));

        await page.InvokeAsync(() => page.Find("#note").Input("brings the form"));
        await page.InvokeAsync(() => page.Find("#note").Change("brings the form"));
        Assert.Equal(["brings the form"], _hall.Snapshot.Counter(One)!.Current!.Notes);
    }

    [Fact]
    public async Task Note_WrittenHeldAndTakenUpOnAnotherPage_StandsInTheField()
    {
        Issue(1);
        var page = await ServingAsync();
        await page.InvokeAsync(() => page.Find("#note").Input("fetches a copy"));
        await PressAsync(page, "h");
        await PressAsync(page, "h");
        var again = Render<CounterPage>(parameters => parameters.Add(p => p.Hall, "tongling").Add(p => p.Counter, "1"));
        Assert.Equal("fetches a copy", again.Find("#note").GetAttribute("value"));
        Assert.Empty(again.FindAll(".noted"));
    }

    [Fact]
    public async Task Note_CannotBeWritten_SaysSoAndStaysTyped()
    {
        Issue(1);
        var page = await ServingAsync();
        _hall.BeforeNext = () => throw new JournalUnavailableException("The disk is full.");
        await page.InvokeAsync(() => page.Find("#note").Input("brings"));
        await page.InvokeAsync(() => page.Find("#note").Change("brings"));
        Assert.Contains("没有保存", page.Find(".note-state.bad").TextContent, StringComparison.Ordinal);
        Assert.Equal("brings", page.Find("#note").GetAttribute("value"));
    }

    [Fact]
    public async Task Papers_TickedByDigitOrClick_AreKeptOverHoldAndReload()
    {
        Issue(1);
        var page = await ServingAsync();
        var papers = page.FindAll(".docs input").Count;
        Assert.True(papers > 1);
        await page.InvokeAsync(() => page.Instance.PressAsync("1"));
        await page.InvokeAsync(() => page.FindAll(".docs input")[1].Change(true));
        await PressAsync(page, "h");
        await PressAsync(page, "h");

        var again = Render<CounterPage>(parameters => parameters.Add(p => p.Hall, "tongling").Add(p => p.Counter, "1"));
        Assert.Equal([true, true], again.FindAll(".docs input").Take(2).Select(box => box.HasAttribute("checked")));
        Assert.Equal(papers == 2 ? 1 : 0, again.FindAll("h3 .pill.all").Count);
    }

    [Fact]
    public async Task Change_TypedAndEntered_IsAnotherServiceWithoutANewCall()
    {
        Issue(1);
        var page = await ServingAsync();
        await PressAsync(page, "e");
        await ChooseAsync("A02", "#correct-to");
        AssertNothingIsAsked();
        Assert.Equal(new CorrectService(One, new("A06"), new("A02")), _hall.Commands[^1]);
        Assert.Equal((CounterState.Serving, "A02"),
            (_hall.Snapshot.Counter(One)!.Counter.State, _hall.Snapshot.Counter(One)!.Current!.Service.Value));
        page.WaitForAssertion(() => Assert.Contains("改回", page.Find("footer").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Change_ToWhatThisWindowDoesNot_OffersToSendItThere()
    {
        Issue(1);
        var page = await ServingAsync();
        await PressAsync(page, "e");
        await ChooseAsync("B02", "#correct-to");
        Assert.Contains("本窗口不能办", Dialog.Find(".dialog p").TextContent, StringComparison.Ordinal);
        await Dialog.TapAsync(".dialog .go");
        Assert.Equal(new TransferTicket(One, new ServiceCode("B02"), null, null), _hall.Commands[^1]);
    }

    [Fact]
    public async Task AddAndDrop_ByKeys_ChangeTheVisitsMatters()
    {
        Issue(1);
        var page = await ServingAsync();
        await PressAsync(page, "a");
        await ChooseAsync("B02", "#correct-to");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".matters li").Count));
        await PressAsync(page, "d");
        await AnswerAsync(page, "2");
        Assert.Equal(new CorrectService(One, new("B02"), null), _hall.Commands[^1]);
        Assert.Equal("A06", Assert.Single(_hall.Snapshot.Counter(One)!.Current!.Services).Service.Value);
    }

    [Fact]
    public async Task CallNumber_DigitsAndAReasonByItsDigit_CallsItWithThat()
    {
        Issue(2);
        var page = Open();
        await PressAsync(page, "/");
        await Dialog.InvokeAsync(() => Dialog.Find("#call-number").Input("2"));
        _time.Advance(TimeSpan.FromSeconds(1));
        await Dialog.InvokeAsync(() =>
            Dialog.Find(".reasons").KeyDownAsync(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Key = "1" }));
        Assert.Equal(new CallTicket(One, "A002", "过号回来"), _hall.Commands[^1]);
        Assert.Equal("A002", _hall.Snapshot.Counter(One)!.Number);
    }

    private async Task<IRenderedComponent<CounterPage>> ServingAsync()
    {
        var page = Open();
        await PressAsync(page, "space");
        await PressAsync(page, "space");
        _time.Advance(TimeSpan.FromSeconds(1));
        return page;
    }

    [Fact]
    public async Task CallNumber_ItIsRefused_WhatWasTypedStandsThereWithTheReason()
    {
        var page = Open();
        await PressAsync(page, "/");
        await Dialog.InvokeAsync(() => Dialog.Find("#call-number").Input("A999"));
        await Dialog.InvokeAsync(() => Dialog.Find("#call-reason").Input("asked at the desk"));
        _time.Advance(TimeSpan.FromSeconds(1));
        await Dialog.InvokeAsync(() => Dialog.Find("[role=dialog] .go").Click());

        Assert.Equal(("A999", "asked at the desk"),
            (Dialog.Find("#call-number").GetAttribute("value"), Dialog.Find("#call-reason").GetAttribute("value")));
        Assert.NotEmpty(Dialog.Find("[role=dialog] [role=alert]").TextContent);
    }
}
