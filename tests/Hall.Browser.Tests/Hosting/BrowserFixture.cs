using Microsoft.Playwright;

namespace Hall.Browser.Tests.Hosting;

/// <summary>One Chromium and one quiet hub (no crowd, all counters closed) for the tests that share them.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
    ];

    // Chromium without its own window, where it is installed: the same engine, and no tab strip to be drawn for each page.
    private static readonly string Program = new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium" }.First(File.Exists);
    private IPlaywright? _playwright;

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <summary>The hub.</summary>
    public HubProcess Hub { get; private set; } = null!;

    /// <summary>Starts a browser as the tests use it, or with other options.</summary>
    public static async Task<(IPlaywright Playwright, IBrowser Browser)> LaunchAsync(BrowserTypeLaunchOptions? options = null)
    {
        Assertions.SetDefaultExpectTimeout(Wait.LongestMs);
        var playwright = await Playwright.CreateAsync();
        options ??= new() { Args = Flags };
        options.ExecutablePath = Program;
        var browser = await playwright.Chromium.LaunchAsync(options);
        return (playwright, browser);
    }

    /// <summary>A page, in a window of its own, that has patience with a busy machine. Every page of the tests is opened here.</summary>
    public static async Task<IPage> PageAsync(IBrowser browser, BrowserNewContextOptions? options = null)
    {
#pragma warning disable RS0030 // Banned everywhere else, so that every page has this patience.
        var context = await browser.NewContextAsync(options);
#pragma warning restore RS0030
        context.SetDefaultTimeout(Wait.LongestMs);
        return await context.NewPageAsync();
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        (_playwright, Browser) = await LaunchAsync();
        Hub = await HubProcess.StartAsync("--demo --speed 0");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright?.Dispose();
        await Hub.DisposeAsync();
    }
}
