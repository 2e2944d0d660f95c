namespace Hall.Web.Tests.Support;

/// <summary>Waits for what happens on other threads; the one patience of these tests.</summary>
internal static class Eventually
{
    /// <summary>How long anything may take: a busy machine has a minute.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Looks again and again, letting others run; a real minute without it is a failure.</summary>
    public static async Task HoldsAsync(Func<bool> holds, Action? between = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Longest, "It did not happen within a minute.");
            between?.Invoke();
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The same for what has to be asked for.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Longest, "It did not happen within a minute.");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
