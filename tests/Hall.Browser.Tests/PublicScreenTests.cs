using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>Screens for citizens are light, and their policy allows no style that stands in the page.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class PublicScreenTests(BrowserFixture fixture)
{
    private const string Listen = """
        window.hallViolations = [];
        addEventListener('securitypolicyviolation', seen =>
          window.hallViolations.push(`${seen.effectiveDirective} ${seen.sourceFile}:${seen.lineNumber}`));
        """;

    private static readonly string[] Circuits =
        ["/tongling/kiosk/1", "/tongling/board/all", "/tongling/board/all/month", "/tongling/window/3", "/tongling/pad/3"];

    private static readonly string[] Documents =
        ["/tongling/board/all/plain", "/t/unknown", "/screen?to=%2Ftongling%2Fboard%2Fall", "/sign-in"];

    [Theory]
    [InlineData("kiosk", "/tongling/kiosk/1", 100)]
    [InlineData("window", "/tongling/window/3", 100)]
    [InlineData("pad", "/tongling/pad/3", 100)]
    [InlineData("board without sound", "/tongling/board/all", 100)]
    [InlineData("plain board", "/tongling/board/all/plain", 50)]
    [InlineData("phone", null, 50)]
    public async Task Screen_OpenedForTheFirstTime_LoadsFewBytes(string surface, string? path, int kilobytes)
    {
        path ??= await PhoneAsync();
        var page = await BrowserFixture.PageAsync(fixture.Browser);
        var start = ColdStart.Watch(page);
        await page.GotoAsync(fixture.Hub.At(path), new() { WaitUntil = WaitUntilState.Load });
        if (Circuits.Contains(path))
        {
            await Touch.AwakeAsync(page);
        }

        var files = await start.CountAsync();
        var bytes = files.Sum(file => file.Bytes);
        var told = $"{surface}: {bytes / 1000.0:F1} KB ({string.Join(", ", files.Select(file => $"{file.Path} {file.Bytes}"))})";
        TestContext.Current.TestOutputHelper!.WriteLine(told);
        Assert.Contains(files, file => file.Path.EndsWith(".css", StringComparison.Ordinal));
        Assert.True(bytes <= kilobytes * 1000, $"{kilobytes} KB are allowed. {told}");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task PublicPages_HubGoneAndBack_ViolateTheirPolicyNeverAndComeBack()
    {
        var data = Directory.CreateTempSubdirectory("hall-policy-").FullName;
        var first = await HubProcess.StartAsync("--demo --speed 0", data);
        var pages = new List<(string Path, IPage Page)>();
        foreach (var path in Circuits.Concat(Documents))
        {
            var page = await BrowserFixture.PageAsync(fixture.Browser);
            await page.AddInitScriptAsync(Listen);
            await page.GotoAsync(first.At(path));
            pages.Add((path, page));
        }

        foreach (var (_, page) in pages.Take(Circuits.Length))
        {
            await Touch.AwakeAsync(page);
        }

        var port = first.Address.Port;
        await first.KillAsync();
        foreach (var (_, page) in pages.Take(Circuits.Length))
        {
            await Assertions.Expect(page.Locator("#hall-stale")).ToBeVisibleAsync();
            await AssertNoViolationAsync(page);
        }

        await using var second = await HubProcess.StartAsync("--demo --speed 0", data, port);
        foreach (var (_, page) in pages.Take(Circuits.Length))
        {
            await Assertions.Expect(page.Locator("#hall-stale")).ToBeHiddenAsync();
            await Touch.AwakeAsync(page);
        }

        foreach (var (_, page) in pages)
        {
            await AssertNoViolationAsync(page);
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task Link_FromAPageOfStaffToAScreen_LoadsTheWholeDocumentWithItsOwnPolicy()
    {
        var page = await BrowserFixture.PageAsync(fixture.Browser);
        await page.GotoAsync(fixture.Hub.At("/"));
        await Touch.AwakeAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("() => window.hallOld = !!document.querySelector('link[href*=MudBlazor]')"));

        await page.Locator("a[href='/tongling/kiosk/1']").First.ClickAsync();
        await page.Locator(".kiosk-zone").First.WaitForAsync();

        Assert.False(await page.EvaluateAsync<bool>("() => !!window.hallOld || !!document.querySelector('link[href*=MudBlazor], style')"));
        await page.GoBackAsync();
        await page.Locator(".landing").WaitForAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => !!document.querySelector('link[href*=MudBlazor]')"));
        await page.Context.CloseAsync();
    }

    private static async Task AssertNoViolationAsync(IPage page)
    {
        var seen = await page.EvaluateAsync<string[]>("() => window.hallViolations");
        Assert.True(seen.Length == 0, $"{page.Url}: {string.Join(", ", seen)}");
    }

    private async Task<string> PhoneAsync()
    {
        var kiosk = await BrowserFixture.PageAsync(fixture.Browser, new() { ViewportSize = new() { Width = 1080, Height = 1920 } });
        await kiosk.GotoAsync(fixture.Hub.At("/tongling/kiosk/1"));
        var number = await Kiosk.TakeTicketAsync(kiosk, fixture.Hub, "tongling");
        await kiosk.Context.CloseAsync();
        return TicketLinks.PathOf(fixture.Hub, "tongling", number);
    }
}
