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
        var (teller, board, pad, window, manager) = (await PageAsync(), await PageAsync(), await PageAsync(), await PageAsync(), await PageAsync());
        await board.GotoAsync(fixture.Hub.At($"/{Hall}/board/all"));
        await pad.GotoAsync(fixture.Hub.At($"/{Hall}/pad/1"));
        await window.GotoAsync(fixture.Hub.At($"/{Hall}/window/1"));
        await Teller.SignInAsync(teller, fixture.Hub, Hall, "1");

        var kiosk = await PageAsync();
        var number = await Kiosk.TakeTicketAsync(kiosk, fixture.Hub, Hall);
        var phone = await PageAsync();
        await phone.SetViewportSizeAsync(390, 844);
        await phone.GotoAsync(fixture.Hub.At(TicketLinks.PathOf(fixture.Hub, Hall, number)));
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

        await manager.GotoAsync(fixture.Hub.At($"/{Hall}/manager"));
        await Assertions.Expect(manager.GetByText("100.0%")).ToBeVisibleAsync();
        Assert.Equal(1, TicketsCompleted(number));
    }

    private Task<IPage> PageAsync() => fixture.Browser.NewPageAsync();

    private long TicketsCompleted(string number) =>
        TicketLinks.Ask(fixture.Hub, "SELECT count(*) FROM tickets WHERE Number = $number AND State = 'Completed'", number);
}
