using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>An administrator paints a skill, sees what it changes, publishes it with a reason and finds it among the versions.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class ConfigurationTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Configuration_ASkillIsPaintedAndPublished_IsInForceAndInTheVersions()
    {
        var page = await BrowserFixture.PageAsync(fixture.Browser);
        await page.GotoAsync(fixture.Hub.At("/tongling/manager/configuration?lang=en"));
        var cell = page.GetByLabel("Counter 21 serves zone B general matters");
        await Touch.UntilVisibleAsync(() => cell.ClickAsync(), page.Locator(".configuration-publish"));
        await Assertions.Expect(page.Locator(".configuration-changes")).ToContainTextAsync("counters[21].serves");
        await page.FillAsync("#why", "Zone B was short of hands");
        await Shots.KeepAsync(page, "configuration");
        await page.Locator(".configuration-publish button").ClickAsync();

        var newest = page.Locator(".configuration-versions tbody tr").First;
        await Assertions.Expect(newest).ToContainTextAsync("Zone B was short of hands");
        await Assertions.Expect(cell).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(page.Locator(".configuration-publish")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Configuration_AServiceRenamedPublishedAndRolledBack_TheKioskFollows()
    {
        await using var hub = await HubProcess.StartAsync("");
        var (playwright, browser) = await BrowserFixture.LaunchAsync();
        using var ended = playwright;
        await using var closed = browser;
        await Administrator.SetUpAsync(await BrowserFixture.PageAsync(browser), hub);
        var page = await Administrator.SignInAsync(browser, hub, "/demo-small/manager/configuration?section=services&lang=en");
        var kiosk = await page.Context.NewPageAsync();
        await kiosk.GotoAsync(hub.At("/demo-small/kiosk/1?lang=en"));
        var offered = kiosk.Locator(".kiosk-service").First;
        await Assertions.Expect(offered).ToContainTextAsync("Participation certificate");

        await Touch.UntilVisibleAsync(() => page.Locator(".draft-line").First.ClickAsync(), page.Locator("#f-services-0--names-en"));
        await page.FillAsync("#f-services-0--names-en", "Proof of insurance");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".configuration-changes tbody tr")).ToContainTextAsync("Proof of insurance");
        await Assertions.Expect(offered).ToContainTextAsync("Participation certificate");
        await PublishAsync(page, "visitors ask for it by this name");
        await Assertions.Expect(offered).ToContainTextAsync("Proof of insurance");

        await page.Locator(".configuration-versions tbody tr").Nth(1).GetByRole(AriaRole.Button).ClickAsync();
        await PublishAsync(page, "the law calls it otherwise");
        await Assertions.Expect(offered).ToContainTextAsync("Participation certificate");
        await Shots.KeepAsync(page, "configuration-rolled-back");
    }

    private static async Task PublishAsync(IPage page, string why)
    {
        await page.FillAsync("#why", why);
        await page.Locator(".configuration-publish button").ClickAsync();
        await Assertions.Expect(page.Locator(".configuration-versions tbody tr").First).ToContainTextAsync(why);
    }
}
