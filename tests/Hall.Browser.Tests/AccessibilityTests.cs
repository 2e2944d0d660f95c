using Hall.Browser.Tests.Hosting;

namespace Hall.Browser.Tests;

/// <summary>A scan of each surface by axe-core: no serious or critical violation.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class AccessibilityTests(BrowserFixture fixture)
{
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
    [InlineData("/sign-in")]
    [InlineData("/tongling/board/all/month")]
    [InlineData("/tongling/issue")]
    [InlineData("/tongling/my-figures")]
    [InlineData("/tongling/manager/audit")]
    [InlineData("/tongling/manager/balance")]
    [InlineData("/tongling/manager/cases")]
    [InlineData("/tongling/manager/configuration")]
    [InlineData("/tongling/manager/configuration?section=hall")]
    [InlineData("/tongling/manager/configuration?section=hours")]
    [InlineData("/tongling/manager/configuration?section=services")]
    [InlineData("/tongling/manager/configuration?section=ticket")]
    [InlineData("/tongling/manager/devices")]
    [InlineData("/tongling/manager/dispatch")]
    [InlineData("/tongling/manager/people")]
    [InlineData("/tongling/manager/satisfaction")]
    [InlineData("/tongling/manager/satisfaction/rows")]
    [InlineData("/tongling/manager/screens")]
    [InlineData("/tongling/manager/staffing")]
    [InlineData("/tongling/manager/tickets")]
    public async Task Surface_ScannedInLightAndDark_HasNoSeriousViolation(string path)
    {
        var page = await BrowserFixture.PageAsync(fixture.Browser);
        await page.GotoAsync(fixture.Hub.At(path));
        await page.Locator("h1, h2, main").First.WaitForAsync();
        if (await page.Locator("#components-reconnect-modal").CountAsync() > 0)
        {
            await Touch.AwakeAsync(page);
        }

        await Axe.ScanAsync(page, path);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Kiosk_EveryStep_HasNoSeriousViolation()
    {
        var kiosk = await BrowserFixture.PageAsync(fixture.Browser);
        await kiosk.GotoAsync(fixture.Hub.At("/tongling/kiosk/1"));
        var axe = new Axe();
        var steps = (string[])[".kiosk-zone", ".kiosk-service", ".kiosk-confirm", ".kiosk-number"];
        await kiosk.Locator(steps[0]).First.WaitForAsync();
        foreach (var (step, next) in steps.Zip(steps.Skip(1)))
        {
            await axe.KeepAsync(kiosk, step);
            await Touch.UntilVisibleAsync(() => kiosk.Locator(step).First.ClickAsync(), kiosk.Locator(next));
        }

        await axe.KeepAsync(kiosk, "the ticket");
        await axe.ScanAsync(kiosk.Context);
        await kiosk.Context.CloseAsync();
    }

    [Fact]
    public async Task Scan_ButtonWithoutAName_IsFound()
    {
        var page = await BrowserFixture.PageAsync(fixture.Browser);
        await page.GotoAsync(fixture.Hub.At("/t/unknown"));
        await page.EvaluateAsync("() => document.body.append(document.createElement('button'))");

        var found = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Axe.ScanAsync(page, "a page"));

        Assert.Contains("button-name", found.Message, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }
}
