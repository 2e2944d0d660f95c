using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>A citizen at a kiosk, as they would touch it.</summary>
internal static class Kiosk
{
    /// <summary>Takes a ticket for the first matter of the first zone and returns its number.</summary>
    public static async Task<string> TakeTicketAsync(IPage page, HubProcess hub, string hall)
    {
        await page.SetViewportSizeAsync(1080, 1920);
        await page.GotoAsync(hub.At($"/{hall}/kiosk/1"));
        await page.Locator(".kiosk-zone").First.ClickAsync();
        await Assertions.Expect(page.Locator(".kiosk-zone")).ToHaveCountAsync(0);
        await page.Locator(".kiosk-service").First.ClickAsync();
        await page.Locator(".kiosk-confirm").DblClickAsync();
        return (await page.Locator(".kiosk-number").InnerTextAsync()).Trim();
    }
}
