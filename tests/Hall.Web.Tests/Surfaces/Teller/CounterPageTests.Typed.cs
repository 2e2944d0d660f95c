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
    public async Task Complete_ANoteIsTypedAndNotSaved_IsNotedFirst()
    {
        Issue(2);
        var page = Open();
        await PressAsync(page, "space");
        await PressAsync(page, "space");
        await page.InvokeAsync(() => page.Find("#note").Input("brings the form tomorrow"));
        await PressAsync(page, "space");

        Assert.Equal([new TakeNote(One, "brings the form tomorrow"), new CompleteService(One)], _hall.Commands[^2..]);
        await PressAsync(page, "space");
        await PressAsync(page, "space");
        await PressAsync(page, "space");
        Assert.Single(_hall.Commands.OfType<TakeNote>());
    }

    [Fact]
    public async Task Note_ItsButtonIsPressedTooSoon_StandsThereStill()
    {
        Issue(1);
        var page = Open();
        await PressAsync(page, "space");
        await PressAsync(page, "space");
        await page.InvokeAsync(() => page.Find("#note").Input("brings the form"));
        await page.InvokeAsync(() => page.Find(".note button").Click());
        Assert.Empty(_hall.Commands.OfType<TakeNote>());
        Assert.Equal("brings the form", page.Find("#note").GetAttribute("value"));

        _time.Advance(TimeSpan.FromSeconds(1));
        await page.InvokeAsync(() => page.Find(".note button").Click());
        Assert.Single(_hall.Commands.OfType<TakeNote>());
        page.WaitForAssertion(() => Assert.Equal("", page.Find("#note").GetAttribute("value") ?? ""));
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
