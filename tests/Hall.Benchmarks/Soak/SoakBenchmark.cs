using System.Diagnostics;
using System.Text.Json;
using Hall.Core.Configuration;
using Microsoft.Playwright;

namespace Hall.Benchmarks.Soak;

/// <summary>
/// Business days in compressed time: every device of the demonstration on the hub's lines, real pages in a browser, phones and event
/// streams open all the time, six thousand tickets a day. After each day, at night: what the hub holds.
/// </summary>
internal static class SoakBenchmark
{
    private const int Streams = 10;
    private static readonly string[] Pages = ["board/all", "board/all/plain", "kiosk/1", "counter/1", "window/1", "pad/2", "manager",
        "manager/devices"];

    public static async Task<object> RunAsync(int days, int tickets)
    {
        var data = Directory.CreateTempSubdirectory("hall-soak-").FullName;
        var hall = BenchmarkHall.Tongling();
        hall = hall with { Tellers = [.. hall.Counters.Select(counter => new TellerDefinition(new($"t{counter.Counter}")))] };
        var address = new Uri($"http://127.0.0.1:{HubProcess.FreePort()}");
        using var process = Start(data, address, BenchmarkHall.WriteTo(data, hall));
        try
        {
            var key = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The hub did not start.");
            using var client = HubProcess.ClientOf(address, key);
            var streams = new List<Task>();
            for (var i = 0; i < Streams; i++)
            {
                streams.Add(DrainAsync(client, $"/api/v1/halls/{BenchmarkHall.Name}/events"));
            }

            using var playwright = await Playwright.CreateAsync();
            await using var browser = await Chromium.LaunchAsync(playwright);
            await OpenPagesAsync(browser, address);
            var after = new List<object> { await ReportAsync(process, 0, TimeSpan.Zero, 0, 0) };
            Console.Error.WriteLine(JsonSerializer.Serialize(after[0]));
            for (var day = 1; day <= days; day++)
            {
                var watch = Stopwatch.StartNew();
                var one = new SoakDay(client, hall, line => TellAsync(process, line), day);
                await one.RunAsync(tickets);
                await SleepAsync(process);
                after.Add(await ReportAsync(process, day, watch.Elapsed, one.Issued, one.Completed));
                Console.Error.WriteLine(JsonSerializer.Serialize(after[^1]));
            }

            return new { benchmark = "soak", days, tickets, pages = Pages.Length, streams = Streams,
                streamsEnded = streams.Count(stream => stream.IsCompleted), after,
                loadAverage = await File.ReadAllTextAsync("/proc/loadavg") };
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    // From the evening to the next morning in half hours, so that what is done at night is done.
    private static async Task SleepAsync(Process process)
    {
        for (var halfHours = 0; halfHours < 31; halfHours++)
        {
            await TellAsync(process, "leap 1800");
            await Task.Delay(50);
        }

        await Task.Delay(TimeSpan.FromSeconds(3));
    }

    private static async Task<object> ReportAsync(Process process, int day, TimeSpan took, int issued, int completed)
    {
        await process.StandardInput.WriteLineAsync("report");
        var report =
            JsonSerializer.Deserialize<SoakReport>(await process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException("The hub ended."));
        return new { day, seconds = Math.Round(took.TotalSeconds, 1), issued, completed, report };
    }

    private static async Task TellAsync(Process process, string line)
    {
        await Gate.WaitAsync();
        try
        {
            await process.StandardInput.WriteLineAsync(line);
            if (await process.StandardOutput.ReadLineAsync() != "done")
            {
                throw new InvalidOperationException("The hub ended.");
            }
        }
        finally
        {
            Gate.Release();
        }
    }

    private static readonly SemaphoreSlim Gate = new(1);

    private static async Task OpenPagesAsync(IBrowser browser, Uri address)
    {
        foreach (var path in Pages)
        {
            var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 800, Height = 600 } });
            var answer = await page.GotoAsync(new Uri(address, $"/{BenchmarkHall.Name}/{path}").ToString());
            if (answer is not { Ok: true })
            {
                throw new InvalidOperationException($"{path}: {answer?.Status}");
            }
        }
    }

    private static async Task DrainAsync(HttpClient client, string path)
    {
        var buffer = new byte[64 * 1024];
        await using var stream = await client.GetStreamAsync(new Uri(path, UriKind.Relative));
        while (await stream.ReadAsync(buffer) > 0)
        {
        }
    }

    private static Process Start(string data, Uri address, string hall)
    {
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Hall.Benchmarks.dll"), "soak-hub", data, address.ToString().TrimEnd('/'), hall])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        start.Environment["Logging__LogLevel__Default"] = "None";
        start.Environment["DOTNET_gcServer"] = "1";
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }
}
