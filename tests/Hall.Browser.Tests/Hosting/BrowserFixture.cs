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

    private IPlaywright? _playwright;

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <summary>The hub.</summary>
    public HubProcess Hub { get; private set; } = null!;

    /// <summary>Starts a browser as the tests use it.</summary>
    public static async Task<(IPlaywright Playwright, IBrowser Browser)> LaunchAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Flags });
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
