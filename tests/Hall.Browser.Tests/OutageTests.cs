using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>Unattended pages say that they have lost the hub, and come back by themselves.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task UnattendedPages_HubGoneAndBack_SayStaleThenComeBackByThemselves()
    {
        var data = Directory.CreateTempSubdirectory("hall-outage-").FullName;
        var (playwright, browser) = await BrowserFixture.LaunchAsync();
        using var ended = playwright;
        await using var closed = browser;
        var first = await HubProcess.StartAsync("--demo --speed 0", data);
        var pages = new List<IPage>();
        foreach (var path in new[] { "/tongling/board/all", "/tongling/kiosk/1", "/tongling/pad/3", "/tongling/window/3" })
        {
            var page = await BrowserFixture.PageAsync(browser);
            await page.GotoAsync(first.At(path));
            await Assertions.Expect(page.Locator("#hall-stale")).ToBeHiddenAsync();
            pages.Add(page);
        }

        var port = first.Address.Port;
        await first.KillAsync();
        foreach (var page in pages)
        {
            await Assertions.Expect(page.Locator("#hall-stale")).ToBeVisibleAsync();
        }

        await using var second = await HubProcess.StartAsync("--demo --speed 0", data, port);
        foreach (var page in pages)
        {
            await Assertions.Expect(page.Locator("#hall-stale")).ToBeHiddenAsync();
        }

        await pages[1].Locator(".kiosk-zone").First.ClickAsync();
        await Assertions.Expect(pages[1].Locator(".kiosk-service").First).ToBeVisibleAsync();
    }
}
