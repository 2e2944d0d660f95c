using System.Diagnostics;
using Microsoft.Playwright;

namespace Hall.Browser.Tests.Hosting;

/// <summary>
/// Touches as a person does who sees that the page is there: once. A second touch would undo the first on a machine that is slow to
/// answer. Kiosk and console take a touch within half a second of another for an eager finger, so the finger rests that long.
/// </summary>
public static class Touch
{
    private const int RestMs = 600;
    private const float FollowMs = 10_000;

    /// <summary>Waits until the page listens.</summary>
    public static Task AwakeAsync(IPage page) =>
        page.Locator("#hall-awake").WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = Wait.LongestMs });

    /// <summary>Does something on a page that listens, and waits until something is visible.</summary>
    public static async Task UntilVisibleAsync(Func<Task> action, ILocator expected)
    {
        var page = expected.Page;
        await AwakeAsync(page);
        await page.WaitForFunctionAsync(
            "rest => performance.now() - (window.hallTouched ?? -rest) >= rest", RestMs, new() { Timeout = Wait.LongestMs });
        await action();
        await expected.First.WaitForAsync(new() { Timeout = Wait.LongestMs });
        await page.EvaluateAsync("() => { window.hallTouched = performance.now(); }");
    }

    /// <summary>
    /// Follows a link to what stands behind it. A page that is painted anew may take a link away under the finger; followed twice it leads
    /// to the same.
    /// </summary>
    public static async Task FollowAsync(ILocator link, ILocator expected)
    {
        await AwakeAsync(link.Page);
        for (var since = Stopwatch.GetTimestamp(); ;)
        {
            if (await link.CountAsync() > 0)
            {
                await link.ClickAsync();
            }

            try
            {
                await expected.First.WaitForAsync(new() { Timeout = FollowMs });
                return;
            }
            catch (TimeoutException) when (Stopwatch.GetElapsedTime(since) < Wait.Longest)
            {
                // Once more.
            }
        }
    }

    /// <summary>Waits until nothing moves on a page any more, so that a picture of it is the same each time.</summary>
    public static Task StillAsync(IPage page) => page.WaitForFunctionAsync("""
        () => document.fonts.status === 'loaded'
          && document.getAnimations().every(moves => moves.playState !== 'running' || moves.effect.getComputedTiming().endTime === Infinity)
        """, null, new() { Timeout = Wait.LongestMs });
}
