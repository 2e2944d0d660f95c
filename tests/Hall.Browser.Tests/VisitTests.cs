using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>One visit through every surface: kiosk, phone, board, teller, window, pad and manager.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class VisitTests(BrowserFixture fixture)
{
    private const string Hall = "tongling";

    [Fact]
    public async Task Visit_FromKioskToManager_IsSeenOnEverySurface()
    {
        // A hub of its own: a ticket that another test left waiting would be called first.
        await using var hub = await HubProcess.StartAsync("--demo --speed 0 --hall \"" + HallFiles.WithAWholeMinuteForThePad(Hall) + "\"");
        var (teller, board, pad, window, manager) = (await PageAsync(), await PageAsync(), await PageAsync(), await PageAsync(),
            await PageAsync());
        await board.GotoAsync(hub.At($"/{Hall}/board/all"));
        await pad.GotoAsync(hub.At($"/{Hall}/pad/1"));
        await window.GotoAsync(hub.At($"/{Hall}/window/1"));
        await Teller.SignInAsync(teller, hub, Hall, "1");

        var kiosk = await PageAsync();
        var number = await Kiosk.TakeTicketAsync(kiosk, hub, Hall);
        var phone = await PageAsync();
        await phone.SetViewportSizeAsync(390, 844);
        await phone.GotoAsync(hub.At(TicketLinks.PathOf(hub, Hall, number)));
        await Assertions.Expect(phone.GetByText(number).First).ToBeVisibleAsync();

        await Teller.PressSpaceAsync(teller, "calling");
        await Assertions.Expect(board.Locator(".board-hero .board-number")).ToHaveTextAsync(number);
        await Assertions.Expect(phone.Locator(".called .window")).ToHaveTextAsync("1");
        await Assertions.Expect(window.GetByText(number).First).ToBeVisibleAsync();
        await Teller.PressSpaceAsync(teller, "serving");
        await Teller.PressSpaceAsync(teller, "idle");

        await pad.Locator(".pad-faces button").First.ClickAsync();
        await pad.Locator(".pad-send").ClickAsync();
        await Assertions.Expect(pad.Locator(".pad-thanks")).ToBeVisibleAsync();

        await manager.GotoAsync(hub.At($"/{Hall}/manager"));
        await Assertions.Expect(manager.Locator(".live-figures .card").Last.GetByText("100%").First).ToBeVisibleAsync();
        Assert.Equal(1, TicketLinks.Ask(hub, "SELECT count(*) FROM tickets WHERE Number = $number AND State = 'Completed'", number));
    }

    private Task<IPage> PageAsync() => BrowserFixture.PageAsync(fixture.Browser);
}
