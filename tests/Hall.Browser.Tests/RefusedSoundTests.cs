using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>A browser that lets no page sound before somebody has touched it, as browsers do unless they are told otherwise.</summary>
public sealed class RefusedSoundTests
{
    private const string Hall = "tongling";

    [Fact]
    public async Task Board_BrowserRefusesSound_TheManagerHearsOfItUntilSomebodyTouchesTheBoard()
    {
        var (playwright, browser) = await BrowserFixture.LaunchAsync(new()
        {
            Args = ["--no-sandbox", "--disable-gpu", "--autoplay-policy=document-user-activation-required"],
            IgnoreDefaultArgs = ["--mute-audio"],
        });
        using var ended = playwright;
        await using var closed = browser;
        await using var hub = await HubProcess.StartAsync("--demo --speed 0");
        var (board, manager, teller) = (await BrowserFixture.PageAsync(browser), await BrowserFixture.PageAsync(browser),
            await BrowserFixture.PageAsync(browser));
        await board.GotoAsync(hub.At($"/{Hall}/board/all?lang=en"));
        await manager.GotoAsync(hub.At($"/{Hall}/manager?lang=en"));
        await Teller.SignInAsync(teller, hub, Hall, "1");
        var kiosk = await BrowserFixture.PageAsync(browser);
        await Kiosk.TakeTicketAsync(kiosk, hub, Hall);
        await Teller.PressSpaceAsync(teller, "calling");

        // The board itself is not looked at before: to the browser, Playwright's questions are touches, after which it lets pages sound.
        var alert = manager.GetByText("A board may not make a sound");
        await Assertions.Expect(alert).ToBeVisibleAsync();

        await board.Locator(".board-sound").ClickAsync();
        await Assertions.Expect(board.Locator(".board-sound")).ToHaveCountAsync(0);
        await Assertions.Expect(alert).ToHaveCountAsync(0);
    }
}
