namespace Hall.Browser.Tests.Hosting;

/// <summary>Waits for a condition of another process, which has no event to wait for.</summary>
public static class Wait
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when the condition holds; fails after the limit, saying what did not happen.</summary>
    public static async Task UntilAsync(Func<bool> holds, TimeSpan limit, string what)
    {
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
