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
        var page = await fixture.Browser.NewPageAsync();
        await page.GotoAsync(fixture.Hub.At("/tongling/manager/configuration?lang=en"));
        var cell = page.GetByLabel("Counter 21 serves zone B general matters");
        await Touch.UntilVisibleAsync(() => cell.ClickAsync(), page.Locator(".configuration-publish"));
        await Assertions.Expect(page.Locator(".configuration-changes")).ToContainTextAsync("counters[21].serves");
        await page.FillAsync("#why", "Zone B was short of hands");
        await Shots.KeepAsync(page, "configuration");
        await page.Locator(".configuration-publish button").ClickAsync();

        var newest = page.Locator(".configuration-versions li").First;
        await Assertions.Expect(newest).ToContainTextAsync("Zone B was short of hands");
        await Assertions.Expect(cell).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(page.Locator(".configuration-publish")).ToHaveCountAsync(0);
    }
}
