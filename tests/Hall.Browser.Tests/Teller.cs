using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>A teller at a counter, hands on the keyboard.</summary>
internal static class Teller
{
    /// <summary>Opens the counter's console and signs in, with the staff number that it proposes or, without a list of tellers, one typed.</summary>
    public static async Task SignInAsync(IPage page, HubProcess hub, string hall, string counter)
    {
        await page.SetViewportSizeAsync(1440, 900);
        await page.GotoAsync(hub.At($"/{hall}/counter/{counter}"));
        await Assertions.Expect(page.Locator("#teller")).ToBeVisibleAsync();
        await Touch.UntilVisibleAsync(() => OpenAsync(page), page.Locator(".state-idle"));
    }

    /// <summary>The one obvious next action: the space bar, again where the console took it for an eager finger and forgot it.</summary>
    public static Task PressSpaceAsync(IPage page, string expectState) =>
        Touch.UntilVisibleAsync(() => page.Keyboard.PressAsync(" "), page.Locator($".state-{expectState}"));

    private static async Task OpenAsync(IPage page)
    {
        if (await page.Locator("input#teller").CountAsync() > 0)
        {
            await page.FillAsync("#teller", "1001");
        }

        await page.Locator(".acts .p").ClickAsync();
    }
}
