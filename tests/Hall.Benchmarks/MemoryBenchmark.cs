using Microsoft.Playwright;

namespace Hall.Benchmarks;

/// <summary>
/// What the hub holds with screens connected: event streams as a plain board has them, then as many real Blazor boards, each
/// with a circuit. Anonymous memory is what the hub itself took; resident memory counts shared program files as well.
/// </summary>
internal static class MemoryBenchmark
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);

    public static async Task<object> RunAsync(int screens)
    {
        var data = Directory.CreateTempSubdirectory("hall-bench-").FullName;
        await using var hub = await HubProcess.StartAsync(data, BenchmarkHall.Tongling());
        using var client = hub.Client(await HubProcess.KeyAsync(data));
        await Task.Delay(Settle);
        var alone = hub.Memory;
        var streams = await StreamAsync(client, screens);
        await Task.Delay(Settle);
        var streaming = hub.Memory;
        streams.ForEach(stream => stream.Dispose());
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        for (var i = 0; i < screens; i++)
        {
            var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 160, Height = 90 } });
            await page.GotoAsync(new Uri(hub.Address, $"/{BenchmarkHall.Name}/board/all").ToString());
        }

        await Task.Delay(Settle);
        return new { benchmark = "memory", screens, alone, withEventStreams = streaming, withBlazorBoards = hub.Memory };
    }

    private static async Task<List<HttpResponseMessage>> StreamAsync(HttpClient client, int screens)
    {
        var streams = new List<HttpResponseMessage>();
        for (var i = 0; i < screens; i++)
        {
            var stream =
                await client.GetAsync(new Uri($"/api/v1/halls/{BenchmarkHall.Name}/events", UriKind.Relative),
                    HttpCompletionOption.ResponseHeadersRead);
            stream.EnsureSuccessStatusCode();
            streams.Add(stream);
        }

        return streams;
    }
}
