using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>Pictures of every surface for people to look at; run by <c>shots.sh</c>, not by the ordinary tests.</summary>
public sealed class Shots
{
    private static readonly (string Name, string Path, int Width, int Height)[] Screens =
    [
        ("landing", "/", 1440, 900),
        ("landing-small", "/", 360, 780),
        ("kiosk", "/tongling/kiosk/1", 1080, 1920),
        ("board", "/tongling/board/all", 1920, 1080),
        ("board-a", "/tongling/board/a", 1920, 1080),
        ("board-plain", "/tongling/board/all/plain", 1920, 1080),
        ("window", "/tongling/window/3", 1920, 1080),
        ("counter", "/tongling/counter/3", 1440, 900),
        ("pad", "/tongling/pad/3", 1280, 800),
        ("phone-unknown", "/t/unknown", 390, 844),
    ];

    // Read at a desk and, as often, on a telephone while walking through the hall.
    private static readonly (string Name, string Path)[] Office =
    [
        ("sign-in", "/sign-in"),
        ("manager", "/tongling/manager"),
        ("tickets", "/tongling/manager/tickets"),
        ("balance", "/tongling/manager/balance"),
        ("staffing", "/tongling/manager/staffing"),
        ("devices", "/tongling/manager/devices"),
        ("satisfaction", "/tongling/manager/satisfaction"),
        ("cases", "/tongling/manager/cases"),
        ("configuration", "/tongling/manager/configuration"),
        ("people", "/tongling/manager/people"),
        ("screens", "/tongling/manager/screens"),
        ("audit", "/tongling/manager/audit"),
        ("issue", "/tongling/issue"),
    ];

    private static IEnumerable<(string Name, string Path, int Width, int Height)> Surfaces =>
    [
        .. Screens,
        .. Office.Select(page => (page.Name, page.Path, 1440, 900)),
        .. Office.Select(page => ($"{page.Name}-small", page.Path, 390, 844)),
    ];

    private static readonly string[] InReadme = ["kiosk", "board", "counter", "manager", "devices"];

    private static bool ForReadme => Environment.GetEnvironmentVariable("HALL_SHOTS_README") == "true";

    [Fact(Explicit = true)]
    public async Task EverySurface_InBothLanguagesAndThemes_IsRendered()
    {
        var folder = Environment.GetEnvironmentVariable("HALL_SHOTS") ?? throw new InvalidOperationException("HALL_SHOTS names no folder.");
        await using var hub = await HubProcess.StartAsync("--demo --demo-devices --speed 20 --seed 7");
        var (playwright, browser) = await BrowserFixture.LaunchAsync();
        using var ended = playwright;
        await using var closed = browser;
        await WaitUntilBusyAsync(browser, hub);
        foreach (var language in new[] { "zh-CN", "en" })
        {
            foreach (var scheme in ForReadme ? [ColorScheme.Light] : new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                foreach (var (name, path, width, height) in Surfaces.Where(surface => !ForReadme || InReadme.Contains(surface.Name)))
                {
                    var file = Path.Combine(folder, $"{name}-{language[..2]}-{scheme.ToString().ToLowerInvariant()}.png");
                    await ShootAsync(browser, hub.At($"{path}?lang={language}"), width, height, scheme, file);
                }
            }
        }
    }

    /// <summary>Keeps a picture of a page as a test has brought it about, when pictures are wanted.</summary>
    internal static async Task KeepAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("HALL_SHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }

    private static async Task WaitUntilBusyAsync(IBrowser browser, HubProcess hub)
    {
        var page = await BrowserFixture.PageAsync(browser);
        await page.GotoAsync(hub.At("/tongling/board/all"));
        await page.Locator(".board-at").Nth(3).WaitForAsync(new() { Timeout = 3 * Wait.LongestMs });
        await page.Context.CloseAsync();
    }

    private static async Task ShootAsync(IBrowser browser, string address, int width, int height, ColorScheme scheme, string file)
    {
        var page = await BrowserFixture.PageAsync(browser, new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
        });
        await page.GotoAsync(address);
        // A board confirms twice a second that it may sound: its network is never idle.
        await page.WaitForLoadStateAsync(LoadState.Load);
        await Touch.StillAsync(page);
        await page.ScreenshotAsync(new() { Path = file });
        await page.Context.CloseAsync();
    }
}
