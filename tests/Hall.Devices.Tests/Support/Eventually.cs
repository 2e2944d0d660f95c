using Microsoft.Extensions.Time.Testing;

namespace Hall.Devices.Tests.Support;

/// <summary>Waits on a condition, never for a span of time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task Holds(Func<bool> condition, string what)
    {
        // Looks often instead of spinning: other test programs share the processors.
        using var glance = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            Assert.False(patience.IsCancellationRequested, $"Waited in vain for: {what}");
            await glance.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>Moves the clock in small steps until the condition holds.</summary>
    public static Task Holds(FakeTimeProvider time, TimeSpan step, Func<bool> condition, string what) => Holds(
        () =>
        {
            if (condition())
            {
                return true;
            }

            time.Advance(step);
            return false;
        },
        what);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Patience);

    public static Task Soon(this Task task) => task.WaitAsync(Patience);
}
