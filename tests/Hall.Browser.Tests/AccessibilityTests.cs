using Deque.AxeCore.Playwright;
using Hall.Browser.Tests.Hosting;

namespace Hall.Browser.Tests;

/// <summary>A scan of each surface by axe-core: no serious or critical violation.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class AccessibilityTests(BrowserFixture fixture)
{
    private static readonly string[] Grave = ["serious", "critical"];

    [Theory]
    [InlineData("/")]
    [InlineData("/tongling/kiosk/1")]
    [InlineData("/tongling/board/all")]
    [InlineData("/tongling/board/all/plain")]
    [InlineData("/tongling/window/3")]
    [InlineData("/tongling/counter/3")]
    [InlineData("/tongling/pad/3")]
    [InlineData("/tongling/manager")]
    [InlineData("/t/unknown")]
    public async Task Surface_Scanned_HasNoSeriousViolation(string path)
    {
        var page = await fixture.Browser.NewPageAsync();
        await page.GotoAsync(fixture.Hub.At(path));
        await page.Locator("h1, h2, main").First.WaitForAsync();

        var result = await page.RunAxe();

        var grave = result.Violations.Where(violation => Grave.Contains(violation.Impact)).ToList();
        Assert.True(grave.Count == 0, string.Join('\n', grave.Select(violation =>
            $"{violation.Impact} {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}")));
        await page.CloseAsync();
    }
}
