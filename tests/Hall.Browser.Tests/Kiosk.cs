using System.Diagnostics;
using Hall.Browser.Tests.Hosting;
using Hall.Web.Wording;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>A citizen at a kiosk, as they would touch it.</summary>
internal static class Kiosk
{
    /// <summary>
    /// Takes a ticket for the first matter of a zone and returns its number. A kiosk at which many were taken within a minute asks for a
    /// few seconds of patience (<see cref="Hall.Hub.Kiosks.KioskPace"/>): then it is tried again, as a citizen does.
    /// </summary>
    public static async Task<string> TakeTicketAsync(IPage page, HubProcess hub, string hall, int zone = 0)
    {
        await page.SetViewportSizeAsync(1080, 1920);
        var number = page.Locator(".kiosk-number");
        for (var since = Stopwatch.GetTimestamp(); ;)
        {
            await page.GotoAsync(hub.At($"/{hall}/kiosk/1"));
            await page.Locator(".kiosk-zone, .kiosk-service").First.WaitForAsync();
            var services = page.Locator("main:not(:has(.kiosk-zone)) .kiosk-service, body:not(:has(.kiosk-zone)) .kiosk-service");
            await Touch.UntilVisibleAsync(() => ClickIfThereAsync(page.Locator(".kiosk-zone"), zone), services);
            await Touch.UntilVisibleAsync(() => ClickIfThereAsync(services), page.Locator(".kiosk-confirm"));
            await Touch.UntilVisibleAsync(
                () => ClickIfThereAsync(page.Locator(".kiosk-confirm")), page.Locator(".kiosk-number, .kiosk-refused"));
            if (await number.CountAsync() > 0)
            {
                return (await number.InnerTextAsync()).Trim();
            }

            var refusal = (await page.Locator(".kiosk-refused p").InnerTextAsync()).Trim();
            var isTooFast = refusal == Words.For(Words.Chinese)["reject.too-many-requests"];
            Assert.True(isTooFast && Stopwatch.GetElapsedTime(since) < Wait.Longest, refusal);
        }
    }

    private static async Task ClickIfThereAsync(ILocator button, int which = 0)
    {
        if (await button.CountAsync() > 0)
        {
            await button.Nth(which).ClickAsync();
        }
    }
}
