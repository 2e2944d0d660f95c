using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>What the console asks is answered with the keys alone.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class TransferTests(BrowserFixture fixture)
{
    private const string Hall = "tongling";

    [Fact]
    public async Task Transfer_TypedChosenAndSentWithKeys_LeavesTheWindowFree()
    {
        await using var hub = await HubProcess.StartAsync("--demo --speed 0");
        var teller = await BrowserFixture.PageAsync(fixture.Browser);
        await Teller.SignInAsync(teller, hub, Hall, "1");
        var number = await Kiosk.TakeTicketAsync(await BrowserFixture.PageAsync(fixture.Browser), hub, Hall);
        await Teller.PressSpaceAsync(teller, "calling");
        await Teller.PressSpaceAsync(teller, "serving");

        var field = teller.Locator("#transfer-to");
        await Touch.UntilVisibleAsync(() => Teller.PressAsync(teller, "t"), field);
        await Assertions.Expect(field).ToBeFocusedAsync();

        // Letters that are keys of the console are text here.
        await teller.Keyboard.TypeAsync("A02", new() { Delay = 40 });
        await Assertions.Expect(field).ToHaveValueAsync("A02");
        await Assertions.Expect(teller.Locator("[role=option]").First).ToContainTextAsync("A02");
        await teller.Keyboard.PressAsync("Enter");
        await Assertions.Expect(teller.Locator(".dialog .go")).ToBeFocusedAsync();
        await teller.Keyboard.PressAsync("Enter");

        await Assertions.Expect(teller.Locator("[role=dialog]")).ToHaveCountAsync(0);
        await Assertions.Expect(teller.Locator(".state-idle")).ToBeVisibleAsync();
        Assert.Equal(1, TicketLinks.Ask(hub, "SELECT count(*) FROM tickets WHERE Number = $number AND Services LIKE '%A02'", number));
        await teller.Context.CloseAsync();
    }

    [Fact]
    public async Task Dialogs_EscapeOnceWhileAListIsOpen_AreGoneAndTheNextKeyActs()
    {
        await using var hub = await HubProcess.StartAsync("--demo --speed 0");
        var teller = await BrowserFixture.PageAsync(fixture.Browser);
        await Teller.SignInAsync(teller, hub, Hall, "1");
        await Kiosk.TakeTicketAsync(await BrowserFixture.PageAsync(fixture.Browser), hub, Hall);
        await Teller.PressSpaceAsync(teller, "calling");
        await Touch.UntilVisibleAsync(() => Teller.PressAsync(teller, "t"), teller.Locator("[role=option]").First);

        await teller.Keyboard.PressAsync("Escape");

        await Assertions.Expect(teller.Locator("[role=dialog], .mud-popover-open")).ToHaveCountAsync(0);
        await Teller.PressSpaceAsync(teller, "serving");
        await Touch.UntilVisibleAsync(() => Teller.PressAsync(teller, "?"), teller.Locator("[role=dialog] .keys"));
        await teller.Keyboard.PressAsync("Escape");
        await Assertions.Expect(teller.Locator("[role=dialog]")).ToHaveCountAsync(0);
        await Teller.PressSpaceAsync(teller, "idle");
        await teller.Context.CloseAsync();
    }

    [Fact]
    public async Task Pause_ReasonByItsDigit_PausesWithoutAnyOtherKey()
    {
        await using var hub = await HubProcess.StartAsync("--demo --speed 0");
        var teller = await BrowserFixture.PageAsync(fixture.Browser);
        await Teller.SignInAsync(teller, hub, Hall, "1");

        await Touch.UntilVisibleAsync(() => Teller.PressAsync(teller, "p"), teller.Locator("[role=dialog] .picks"));
        await Assertions.Expect(teller.Locator(".dialog")).ToBeFocusedAsync();
        await Touch.UntilVisibleAsync(() => teller.Keyboard.PressAsync("2"), teller.Locator(".state-paused"));

        await Assertions.Expect(teller.Locator("[role=dialog]")).ToHaveCountAsync(0);
        await Teller.PressSpaceAsync(teller, "idle");
        await teller.Context.CloseAsync();
    }
}
