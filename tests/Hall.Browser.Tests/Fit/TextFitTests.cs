using System.Text.Json;
using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests.Fit;

/// <summary>
/// No text of a hall's file is cut, hidden or printed over another on any surface, however long it is: it is whole, or says that there is
/// more and shows it. The texts are exchanged inside one loaded page and measured where the browser has laid them out. About 200 seeded
/// combinations; HALL_LONG=25 in the environment tries twenty-five times as many. A failure names its seed and leaves a picture.
/// </summary>
[Collection(nameof(BrowserFixture))]
public sealed class TextFitTests(BrowserFixture fixture)
{
    private static readonly int Times = int.TryParse(Environment.GetEnvironmentVariable("HALL_LONG"), out var asked)
        ? Math.Max(1, asked)
        : 1;
    private const int MostTold = 12;
    private static readonly string[] Languages = ["zh-CN", "en"];
    private static readonly (int Width, int Height)[] KioskSizes = [(1080, 1920), (1920, 1080)];
    private readonly List<string> _faults = [];

    [Theory]
    [InlineData("start")]
    [InlineData("services")]
    [InlineData("search")]
    [InlineData("details")]
    [InlineData("ticket")]
    public async Task Kiosk_AnyText_IsWholeOrShowsThatThereIsMore(string step)
    {
        var page = await BrowserFixture.PageAsync(fixture.Browser, new() { ViewportSize = new() { Width = 1080, Height = 1920 } });
        await using var context = page.Context;
        var seed = 1_000;
        foreach (var language in Languages)
        {
            foreach (var (large, low) in new[] { (false, false), (true, false), (false, true), (true, true) })
            {
                await page.GotoAsync(fixture.Hub.At($"/tongling/kiosk/2?lang={language}"));
                await ReachAsync(page, large, low);
                await StepAsync(page, step);
                foreach (var (width, height) in KioskSizes)
                {
                    await page.SetViewportSizeAsync(width, height);
                    await TryAsync(page, $"kiosk-{step}-{language[..2]}{(large ? "-large" : "")}{(low ? "-low" : "")}-{width}",
                        seed += 10_000, 2, language == "en", SurfaceTexts.Kiosk);
                }

                await page.SetViewportSizeAsync(1080, 1920);
            }
        }

        Assert.True(_faults.Count == 0, string.Join('\n', _faults));
    }

    [Theory]
    [InlineData("/tongling/board/all", 1920, 1080)]
    [InlineData("/tongling/board/all", 1080, 1920)]
    [InlineData("/tongling/board/all/plain", 1920, 1080)]
    public async Task Board_AnyText_IsWhole(string path, int width, int height)
    {
        await CallSomebodyAsync("1");
        await OfBothLanguagesAsync(path, width, height, 10,
            path.EndsWith("plain", StringComparison.Ordinal) ? SurfaceTexts.PlainBoard : SurfaceTexts.Board, ".board-zone, .zone");
    }

    // Whole is not enough: what is read from the back of the hall is large.
    [Theory]
    [InlineData("/tongling/board/all", ".board-where")]
    [InlineData("/tongling/board/all/plain", "#hero .where")]
    public async Task Board_OrdinaryCall_KeepsItsLargeType(string path, string where)
    {
        await CallSomebodyAsync("1");
        var page = await BrowserFixture.PageAsync(fixture.Browser, new() { ViewportSize = new() { Width = 1920, Height = 1080 } });
        await using var context = page.Context;
        foreach (var language in Languages)
        {
            await page.GotoAsync(fixture.Hub.At($"{path}?lang={language}"));
            await page.Locator(where).WaitForAsync();
            Assert.Equal("", await page.EvaluateAsync<string>(
                "where => { window.hallFit.fit(); return document.querySelector(where).style.getPropertyValue('--fit'); }", where));
        }
    }

    [Fact]
    public async Task Window_AnyText_IsWhole()
    {
        await CallSomebodyAsync("3");
        await OfBothLanguagesAsync("/tongling/window/3", 1280, 720, 10, SurfaceTexts.Window, ".window-side li");
    }

    [Fact]
    public Task Pad_AnyText_IsWhole() => OfBothLanguagesAsync("/tongling/pad/3", 1280, 800, 6, SurfaceTexts.Pad, ".pad");

    [Fact]
    public async Task Phone_AnyText_IsWhole()
    {
        var kiosk = await BrowserFixture.PageAsync(fixture.Browser);
        await using var context = kiosk.Context;
        var link = TicketLinks.PathOf(fixture.Hub, "tongling", await Kiosk.TakeTicketAsync(kiosk, fixture.Hub, "tongling"));
        await OfBothLanguagesAsync(link, 360, 780, 10, SurfaceTexts.Phone, ".top", scrolls: true);
    }

    private async Task OfBothLanguagesAsync(
        string path, int width, int height, int times, Func<TextMaker, TextPlace[]> texts, string ready, bool scrolls = false)
    {
        var page = await BrowserFixture.PageAsync(fixture.Browser, new() { ViewportSize = new() { Width = width, Height = height } });
        await using var context = page.Context;
        foreach (var language in Languages)
        {
            await page.GotoAsync(fixture.Hub.At($"{path}?lang={language}"));
            await page.Locator(ready).First.WaitForAsync();
            var name = $"{path.Trim('/').Replace('/', '-')[..Math.Min(24, path.Length - 1)]}-{language[..2]}-{width}";
            await TryAsync(page, name, language == "en" ? 2_000 : 3_000, times, language == "en", texts, scrolls);
        }

        Assert.True(_faults.Count == 0, string.Join('\n', _faults));
    }

    private async Task TryAsync(
        IPage page, string name, int seed, int times, bool english, Func<TextMaker, TextPlace[]> texts, bool scrolls = false)
    {
        await page.EvaluateAsync($"() => {{ {await MeasureAsync()} }}");
        for (var i = 0; i < times * Times; i++)
        {
            var places = texts(new(seed + i, english));
            var faults = await page.EvaluateAsync<string[]>(
                "given => window.hallMeasure(JSON.parse(given.places), given.scrolls)",
                new { places = JsonSerializer.Serialize(places), scrolls });
            if (faults.Length > 0 && _faults.Count < MostTold)
            {
                var picture = Path.Combine(AppContext.BaseDirectory, $"fit-{name}-{seed + i}.png");
                await page.ScreenshotAsync(new() { Path = picture });
                _faults.Add($"{name}, seed {seed + i}, picture {Path.GetFileName(picture)}:\n  {string.Join("\n  ", faults)}");
            }
        }
    }

    // Evaluated and not put in as an element: the policy of the pages allows no script without their nonce.
    private static Task<string> MeasureAsync() => File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Fit", "measure.js"));

    private static async Task ReachAsync(IPage page, bool large, bool low)
    {
        var foot = page.Locator(".kiosk-foot button");
        if (large)
        {
            await Touch.UntilVisibleAsync(() => foot.Nth(0).ClickAsync(), page.Locator(".kiosk.is-large"));
        }

        if (low)
        {
            await Touch.UntilVisibleAsync(() => foot.Nth(1).ClickAsync(), page.Locator(".kiosk.is-low"));
        }
    }

    private static async Task StepAsync(IPage page, string step)
    {
        switch (step)
        {
            case "start":
                await page.Locator(".kiosk-zone").First.WaitForAsync();
                return;
            case "search":
                await Touch.UntilVisibleAsync(() => OnceAsync(page.Locator(".kiosk-find")), page.Locator(".kiosk-keys"));
                await Touch.UntilVisibleAsync(() => page.Locator(".kiosk-input input").FillAsync("A"),
                    page.Locator(".kiosk-found .kiosk-service"));
                return;
        }

        await Touch.UntilVisibleAsync(() => OnceAsync(page.Locator(".kiosk-zone")), page.Locator(".kiosk-list .kiosk-service"));
        if (step != "services")
        {
            await Touch.UntilVisibleAsync(() => OnceAsync(page.Locator(".kiosk-list .kiosk-service")), page.Locator(".kiosk-confirm"));
        }

        if (step == "ticket")
        {
            await Touch.UntilVisibleAsync(() => OnceAsync(page.Locator(".kiosk-confirm")), page.Locator(".kiosk-number"));
        }
    }

    private static async Task OnceAsync(ILocator button)
    {
        if (await button.CountAsync() > 0)
        {
            await button.First.ClickAsync();
        }
    }

    // Each test of a counter's surfaces needs somebody called there; the one before may have left the counter open and calling.
    private async Task CallSomebodyAsync(string counter)
    {
        await Kiosk.TakeTicketAsync(await BrowserFixture.PageAsync(fixture.Browser), fixture.Hub, "tongling");
        var teller = await BrowserFixture.PageAsync(fixture.Browser);
        await Teller.SignInAsync(teller, fixture.Hub, "tongling", counter, maybeOpen: true);
        if (await teller.Locator(".state-idle").CountAsync() > 0)
        {
            await Teller.PressSpaceAsync(teller, "calling");
        }

        await teller.CloseAsync();
    }
}
