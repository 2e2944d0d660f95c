using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>A kiosk that lies has a layout of its own: what is touched is large, what is read is not small, nothing is cut off.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class KioskLyingTests(BrowserFixture fixture)
{
    private const string Measure = """
        () => {
          const faults = [], seen = element => element.getClientRects().length && !element.closest('[hidden], .sr-only, script');
          for (const button of document.querySelectorAll('.kiosk button, .public-help-ask')) {
            const box = button.getBoundingClientRect();
            if (seen(button) && (box.width < 63.5 || box.height < 63.5)) {
              faults.push(`${button.className} is ${Math.round(box.width)} x ${Math.round(box.height)}`);
            }
            if (seen(button) && (box.right > innerWidth + 1 || box.bottom > innerHeight + 1)) {
              faults.push(`${button.className} ends at ${Math.round(box.right)}, ${Math.round(box.bottom)}`);
            }
          }
          const texts = document.createTreeWalker(document.querySelector('.kiosk'), NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            const size = parseFloat(getComputedStyle(texts.currentNode.parentElement).fontSize);
            if (texts.currentNode.textContent.trim() && seen(texts.currentNode.parentElement) && size < 19.5) {
              faults.push(`"${texts.currentNode.textContent.trim()}" is ${size} px`);
            }
          }
          if (document.documentElement.scrollWidth > innerWidth) { faults.push('it is wider than the screen'); }
          return faults;
        }
        """;

    [Theory]
    [InlineData(1366, 768, "zh-CN")]
    [InlineData(1920, 1080, "en")]
    public async Task Kiosk_Lying_HasTargetsOf64PixelsAndNoSmallTextInEverySize(int width, int height, string language)
    {
        var page = await BrowserFixture.PageAsync(fixture.Browser);
        await page.SetViewportSizeAsync(width, height);
        await page.GotoAsync(fixture.Hub.At($"/tongling/kiosk/1?lang={language}"));
        await Touch.AwakeAsync(page);
        foreach (var (large, low) in new[] { (false, false), (true, false), (true, true), (false, true) })
        {
            await SetAsync(page, 0, large);
            await SetAsync(page, 1, low);
            var size = $"{width} x {height}, large {large}, low {low}";
            await AssertSoundAsync(page, $"start, {size}");
            await Touch.UntilVisibleAsync(() => page.Locator(".kiosk-zone").Nth(1).ClickAsync(), page.Locator(".kiosk-list"));
            await AssertSoundAsync(page, $"zone, {size}");
            await Touch.UntilVisibleAsync(() => page.Locator(".kiosk-service").First.ClickAsync(), page.Locator(".kiosk-confirm"));
            await AssertSoundAsync(page, $"matter, {size}");
            await Touch.UntilVisibleAsync(() => page.Locator(".kiosk-nav button").Nth(1).ClickAsync(), page.Locator(".kiosk-zone").First);
        }

        await page.Context.CloseAsync();
    }

    private static async Task SetAsync(IPage page, int which, bool on)
    {
        var button = page.Locator(".kiosk-foot button").Nth(which);
        if (await button.GetAttributeAsync("aria-pressed") != (on ? "true" : "false"))
        {
            await button.ClickAsync();
            await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", on ? "true" : "false");
        }
    }

    // The page is laid out anew by a script after each change.
    private static async Task AssertSoundAsync(IPage page, string where)
    {
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        var faults = await page.EvaluateAsync<string[]>(Measure);
        Assert.True(faults.Length == 0, $"{where}: {string.Join("; ", faults)}");
    }
}
