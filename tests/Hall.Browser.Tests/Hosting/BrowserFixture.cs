using Microsoft.Playwright;

namespace Hall.Browser.Tests.Hosting;

/// <summary>One Chromium and one quiet hub (no crowd, all counters closed) for the tests that share them.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--autoplay-policy=no-user-gesture-required",
    ];

    // What a page shows comes through a hub, a circuit and at times a voice; a busy machine takes its time over them.
    private const float PatienceMs = 30_000;

    private IPlaywright? _playwright;

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <summary>The hub.</summary>
    public HubProcess Hub { get; private set; } = null!;

    /// <summary>Starts a browser as the tests use it, or with other options.</summary>
    public static async Task<(IPlaywright Playwright, IBrowser Browser)> LaunchAsync(BrowserTypeLaunchOptions? options = null)
    {
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        var playwright = await Playwright.CreateAsync();
        options ??= new() { Args = Flags };
        options.ExecutablePath = "/usr/bin/chromium";
        var browser = await playwright.Chromium.LaunchAsync(options);
        return (playwright, browser);
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
