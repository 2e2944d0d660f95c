using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Hall.Browser.Tests.Hosting;

/// <summary>What axe-core finds on a page as it stands, in light and in dark.</summary>
internal static class Axe
{
    private static readonly string[] Grave = ["serious", "critical"];

    /// <summary>Light and dark.</summary>
    public static IReadOnlyList<ColorScheme> Schemes { get; } = [ColorScheme.Dark, ColorScheme.Light];

    /// <summary>Fails when the page as it stands has a serious or critical violation, in light or in dark.</summary>
    public static async Task ScanAsync(IPage page, string what)
    {
        foreach (var scheme in Schemes)
        {
            await ScanAsync(page, what, scheme);
        }
    }

    /// <summary>Fails when the page has a serious or critical violation in one of them.</summary>
    public static async Task ScanAsync(IPage page, string what, ColorScheme scheme)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });

        // The component library follows by way of the circuit.
        await page.WaitForFunctionAsync("""
            dark => {
              const ground = getComputedStyle(document.documentElement).getPropertyValue('--mud-palette-background').trim();
              return ground === '' || (ground.startsWith('rgba(11,') === dark);
            }
            """, scheme == ColorScheme.Dark, new() { Timeout = 30_000 });
        var result = await page.RunAxe();
        var grave = result.Violations.Where(violation => Grave.Contains(violation.Impact)).ToList();
        Assert.True(grave.Count == 0, string.Join('\n', grave.Select(violation =>
            $"{what}, {scheme}: {violation.Impact} {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}")));
    }
}
