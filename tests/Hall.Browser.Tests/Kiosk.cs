using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>A citizen at a kiosk, as they would touch it.</summary>
internal static class Kiosk
{
    /// <summary>Takes a ticket for the first matter of a zone and returns its number.</summary>
    public static async Task<string> TakeTicketAsync(IPage page, HubProcess hub, string hall, int zone = 0)
    {
        await page.SetViewportSizeAsync(1080, 1920);
        await page.GotoAsync(hub.At($"/{hall}/kiosk/1"));
        await page.Locator(".kiosk-zone, .kiosk-service").First.WaitForAsync();
        var services = page.Locator("main:not(:has(.kiosk-zone)) .kiosk-service, body:not(:has(.kiosk-zone)) .kiosk-service");
        await Touch.UntilVisibleAsync(() => ClickIfThereAsync(page.Locator(".kiosk-zone"), zone), services);
        await Touch.UntilVisibleAsync(() => ClickIfThereAsync(services), page.Locator(".kiosk-confirm"));
        await Touch.UntilVisibleAsync(() => ClickIfThereAsync(page.Locator(".kiosk-confirm")), page.Locator(".kiosk-number"));
        return (await page.Locator(".kiosk-number").InnerTextAsync()).Trim();
    }

    private static async Task ClickIfThereAsync(ILocator button, int which = 0)
    {
        if (await button.CountAsync() > 0)
        {
            await button.Nth(which).ClickAsync();
        }
    }
}
