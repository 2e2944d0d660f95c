using System.Net.Http.Json;
using Microsoft.Playwright;

namespace Hall.Benchmarks;

/// <summary>
/// From a teller's key press to the number on a board: a console and a board at 1920×1080 in a real browser, and other boards
/// beside them, small ones, because in a hall each is drawn by a machine of its own. Both clocks are the browser's.
/// </summary>
internal static class BoardBenchmark
{
    private const string Counter = "1";
    private const int WarmUp = 10;

    // The console takes two presses in quick succession for one.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(500);

    private const string NotePresses =
        "() => document.addEventListener('keydown', () => { window.pressedAt = performance.timeOrigin + performance.now(); }, true)";

    // The frame after the change is the one that is seen.
    private const string NoteNumbers = """
        () => {
          const shown = () => document.querySelector('.board-hero .board-number')?.textContent ?? '';
          let last = shown();
          window.numbers = {};
          new MutationObserver(() => {
            const now = shown();
            if (now === last) { return; }
            last = now;
            requestAnimationFrame(() => { window.numbers[now] = performance.timeOrigin + performance.now(); });
          }).observe(document.body, { childList: true, subtree: true, characterData: true });
        }
        """;

    public static async Task<object> RunAsync(int boards, int calls)
    {
        var data = Directory.CreateTempSubdirectory("hall-bench-").FullName;
        await using var hub = await HubProcess.StartAsync(data, BenchmarkHall.Tongling(21));
        using var client = hub.Client(await HubProcess.KeyAsync(data));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var board = await OpenAsync(browser, hub, "board/all", 1920, 1080);
        for (var i = 1; i < boards; i++)
        {
            await OpenAsync(browser, hub, "board/all", 320, 180);
        }

        var console = await OpenAsync(browser, hub, $"counter/{Counter}", 1440, 900);
        await SignInAsync(console);
        await console.EvaluateAsync(NotePresses);
        await board.EvaluateAsync(NoteNumbers);
        var took = new List<double>();
        for (var i = 0; i < WarmUp + calls; i++)
        {
            using var issued =
                await client.PostAsJsonAsync(new Uri($"/api/v1/halls/{BenchmarkHall.Name}/tickets", UriKind.Relative),
                    new { service = "A01" });
            issued.EnsureSuccessStatusCode();
            took.Add(await CallAsync(console, board));
        }

        return new
        {
            benchmark = "board", boards, machineProcessors = Environment.ProcessorCount,
            keyToNumber = Latencies.Of(took.Skip(WarmUp), 1) with { PerSecond = 0 },
            worstMilliseconds = Math.Round(took.Skip(WarmUp).Max(), 1),
        };
    }

    private static async Task<double> CallAsync(IPage console, IPage board)
    {
        await console.Locator(".state-idle").WaitForAsync();
        await Task.Delay(Breath);
        await console.Keyboard.PressAsync(" ");
        var pressed = await console.EvaluateAsync<double>("() => window.pressedAt");
        await console.Locator(".state-calling").WaitForAsync();
        var shown = await board.WaitForFunctionAsync("pressed => Object.values(window.numbers).find(at => at > pressed)", pressed);
        var at = await shown.JsonValueAsync<double>();
        await Task.Delay(Breath);
        await console.Keyboard.PressAsync(" ");
        await console.Locator(".state-serving").WaitForAsync();
        await Task.Delay(Breath);
        await console.Keyboard.PressAsync(" ");
        return at - pressed;
    }

    private static async Task<IPage> OpenAsync(IBrowser browser, HubProcess hub, string path, int width, int height)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(hub.Address, $"/{BenchmarkHall.Name}/{path}").ToString());
        return page;
    }

    private static async Task SignInAsync(IPage console)
    {
        await console.Locator("#teller").WaitForAsync();

        // The page is drawn before it listens: the first touches may be lost.
        while (await console.Locator(".state-idle").CountAsync() == 0)
        {
            if (await console.Locator("input#teller").CountAsync() > 0)
            {
                await console.FillAsync("#teller", "1001");
                await console.Locator(".acts .primary").ClickAsync();
            }

            await Task.Delay(200);
        }
    }
}
