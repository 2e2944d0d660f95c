using Microsoft.Playwright;

namespace Hall.Browser.Tests.Hosting;

/// <summary>Touches as a person does: again, when a page that was still waking up did not react.</summary>
public static class Touch
{
    private const int Tries = 8;
    private const float PatienceMs = 2_000;

    /// <summary>Repeats an action until something is visible.</summary>
    public static async Task UntilVisibleAsync(Func<Task> action, ILocator expected)
    {
        for (var attempt = 1; ; attempt++)
        {
            await action();
            try
            {
                await expected.First.WaitForAsync(new() { Timeout = PatienceMs });
                return;
            }
            catch (TimeoutException) when (attempt < Tries)
            {
            }
        }
    }
}
