namespace Hall.Browser.Tests.Hosting;

/// <summary>
/// The one patience of these tests: whatever is waited for is a condition, and a busy machine has a minute for it. Nothing here
/// measures how fast anything is.
/// </summary>
public static class Wait
{
    /// <summary>How long anything may take.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>The same in milliseconds, as the browser wants it.</summary>
    public const float LongestMs = 60_000;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when the condition holds; fails after a minute, saying what did not happen.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="what">What is waited for.</param>
    /// <param name="longer">For what takes more than a minute by itself.</param>
    public static async Task UntilAsync(Func<bool> holds, string what, TimeSpan? longer = null)
    {
        var limit = longer ?? Longest;
        using var timer = new PeriodicTimer(Between);
        using var cancel = new CancellationTokenSource(limit);
        try
        {
            while (!holds())
            {
                await timer.WaitForNextTickAsync(cancel.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Within {limit.TotalSeconds:0} s it did not happen that {what}.");
        }
    }
}
