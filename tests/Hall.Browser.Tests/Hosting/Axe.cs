using System.Diagnostics;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Hall.Browser.Tests.Hosting;

/// <summary>
/// What axe-core finds on pages, in light and in dark. It looks at copies that have no script and are kept until the end of a story: a
/// scan takes its time on a busy machine, and a page goes on meanwhile, by its clock and by the hub.
/// </summary>
internal sealed partial class Axe
{
    private static readonly string Source = new BundledAxeScriptProvider().GetScript();

    // The library's own driver opens a further window for each scan to gather what frames say, which takes longer than the scan; no page
    // has frames.
    private const string Run = """
        async () => {
          const { violations } = await axe.run(document, { resultTypes: ['violations'] });
          return violations.filter(one => one.impact === 'serious' || one.impact === 'critical')
            .map(one => `${one.impact} ${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map(node => node.html).join(' | ')}`);
        }
        """;

    private static readonly ColorScheme[] Schemes = [ColorScheme.Dark, ColorScheme.Light];
    private readonly List<Still> _stills = [];

    /// <summary>Fails when the page as it stands has a serious or critical violation in light or in dark, or a field that nobody could
    /// name.</summary>
    public static async Task ScanAsync(IPage page, string what)
    {
        var axe = new Axe();
        await axe.KeepAsync(page, what);
        await axe.ScanAsync(page.Context);
    }

    /// <summary>Keeps the page as it stands, in both, to be looked at later.</summary>
    public async Task KeepAsync(IPage page, string what)
    {
        foreach (var scheme in Schemes)
        {
            await TurnAsync(page, scheme);
            _stills.Add(new(what, page.Url, Script().Replace(await page.ContentAsync(), ""), scheme, page.ViewportSize));
        }

        // By its name a field is known again when the page is painted anew while somebody types.
        var unnamed = await page.EvaluateAsync<string[]>("window.hallTyped ? hallTyped.unnamed() : []");
        Assert.True(unnamed.Length == 0, $"{what}: fields without a name of their own: {string.Join('\n', unnamed)}");
    }

    // The component library asks the browser for its scheme first and listens for changes after that: one between the two is never heard.
    private static async Task TurnAsync(IPage page, ColorScheme scheme)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            try
            {
                await page.WaitForFunctionAsync("""
                    dark => {
                      const ground = getComputedStyle(document.documentElement).getPropertyValue('--mud-palette-background').trim();
                      return ground === '' || (ground.startsWith('rgba(11,') === dark);
                    }
                    """, scheme == ColorScheme.Dark, new() { Timeout = 3_000 });
                return;
            }
            catch (TimeoutException) when (Stopwatch.GetElapsedTime(since) < Wait.Longest)
            {
                // Two changes within one frame are none to a page: it is painted once in between.
                await page.EmulateMediaAsync(new() { ColorScheme = Schemes.First(other => other != scheme),
                    ReducedMotion = ReducedMotion.Reduce });
                await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            }
        }
    }

    /// <summary>Looks at everything that was kept.</summary>
    public async Task ScanAsync(IBrowserContext context)
    {
        foreach (var still in _stills)
        {
            var copy = await context.NewPageAsync();
            if (still.Size is { } size)
            {
                await copy.SetViewportSizeAsync(size.Width, size.Height);
            }

            await copy.RouteAsync(still.Address,
                route => route.FulfillAsync(new() { Body = still.Html, ContentType = "text/html; charset=utf-8" }));
            await copy.EmulateMediaAsync(new() { ColorScheme = still.Scheme, ReducedMotion = ReducedMotion.Reduce });
            await copy.GotoAsync(still.Address);
            await copy.EvaluateAsync(Source);
            var grave = await copy.EvaluateAsync<string[]>(Run);
            Assert.True(grave.Length == 0, string.Join('\n', grave.Select(violation => $"{still.What}, {still.Scheme}: {violation}")));
            await copy.CloseAsync();
        }
    }

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Script();

    private sealed record Still(string What, string Address, string Html, ColorScheme Scheme, PageViewportSizeResult? Size);
}
