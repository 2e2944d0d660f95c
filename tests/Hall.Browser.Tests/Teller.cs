using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>A teller at a counter, hands on the keyboard.</summary>
internal static class Teller
{
    /// <summary>Opens the counter's console and signs in, with the staff number that it proposes or, without a list of tellers, one
    /// typed.</summary>
    /// <param name="maybeOpen">Whether somebody may sit there already, who is then left in peace.</param>
    public static async Task SignInAsync(IPage page, HubProcess hub, string hall, string counter, bool maybeOpen = false)
    {
        await page.SetViewportSizeAsync(1440, 900);
        await page.GotoAsync(hub.At($"/{hall}/counter/{counter}"));
        await Assertions.Expect(page.Locator(maybeOpen ? "#teller, .state-idle, .state-calling" : "#teller").First).ToBeVisibleAsync();
        if (await page.Locator("#teller").CountAsync() == 0)
        {
            return;
        }

        await Touch.UntilVisibleAsync(() => OpenAsync(page), page.Locator(".state-idle"));
    }

    /// <summary>The one obvious next action: the space bar, once the console is ready for it.</summary>
    public static Task PressSpaceAsync(IPage page, string expectState) =>
        Touch.UntilVisibleAsync(() => PressAsync(page, " "), page.Locator($".state-{expectState}"));

    /// <summary>Presses a key of the console, once it listens to keys and is not carrying out an action.</summary>
    public static async Task PressAsync(IPage page, string key)
    {
        await page.Locator("body[data-keys]").WaitForAsync();
        await Assertions.Expect(page.Locator(".acts .primary")).ToBeEnabledAsync();
        await page.Keyboard.PressAsync(key);
    }

    private static async Task OpenAsync(IPage page)
    {
        await Assertions.Expect(page.Locator(".acts .primary")).ToBeEnabledAsync();
        if (await page.Locator("input#teller").CountAsync() > 0)
        {
            await page.FillAsync("#teller", "1001");
        }

        await page.Locator(".acts .primary").ClickAsync();
    }
}
