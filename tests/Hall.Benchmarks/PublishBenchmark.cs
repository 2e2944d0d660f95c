using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Hall.Core.Configuration;

namespace Hall.Benchmarks;

/// <summary>
/// A configuration of 500 services takes effect while 600 tickets wait and clients go on issuing, over HTTP: how long commands wait.
/// The publication is ordered for a time, by the file that the hub keeps such orders in.
/// </summary>
internal static class PublishBenchmark
{
    private const int Waiting = 600;
    private const int Services = 500;
    private const int Clients = 4;

    public static async Task<object> RunAsync(double secondsUntilDue)
    {
        var data = Directory.CreateTempSubdirectory("hall-bench-").FullName;
        var before = BenchmarkHall.Tongling();
        var after = WithServices(before, Services);
        var due = DateTimeOffset.UtcNow.AddSeconds(secondsUntilDue);
        Directory.CreateDirectory(Path.Combine(data, "drafts"));
        await File.WriteAllTextAsync(Path.Combine(data, "drafts", $"{BenchmarkHall.Name}.scheduled.json"), JsonSerializer.Serialize(new
        {
            Due = due, By = "2001", Why = "benchmark", Before = HallConfigurationReader.Write(before),
            Text = HallConfigurationReader.Write(after), Gone = new Dictionary<string, string?>(),
        }));
        await using var hub = await HubProcess.StartAsync(data, before);
        using var client = hub.Client(await HubProcess.KeyAsync(data));
        for (var i = 0; i < Waiting; i++)
        {
            await IssueAsync(client);
        }

        var waited = DateTimeOffset.UtcNow < due.AddSeconds(-3);
        var took = new ConcurrentBag<(double At, double Milliseconds)>();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (DateTimeOffset.UtcNow < due.AddSeconds(6))
            {
                var at = (DateTimeOffset.UtcNow - due).TotalSeconds;
                took.Add((at, await IssueAsync(client)));
                await Task.Delay(5);
            }
        }));
        using var services =
            JsonDocument.Parse(await client.GetStringAsync(new Uri($"/api/v1/halls/{BenchmarkHall.Name}/services", UriKind.Relative)));
        return new
        {
            benchmark = "publish", processors = Environment.ProcessorCount, waiting = Waiting,
            services = services.RootElement.GetArrayLength(), clients = Clients,
            readyInTime = waited,
            before = Latencies.Of(took.Where(one => one.At is > -3 and < -1).Select(one => one.Milliseconds), 2),
            around = Latencies.Of(took.Where(one => one.At is >= -1 and < 4).Select(one => one.Milliseconds), 5),
            longestBeforeMilliseconds = Math.Round(took.Where(one => one.At is > -3 and < -1).Select(one => one.Milliseconds)
                .DefaultIfEmpty().Max(), 1),
            longestAroundMilliseconds = Math.Round(took.Where(one => one.At is >= -1 and < 4).Select(one => one.Milliseconds)
                .DefaultIfEmpty().Max(), 1),
        };
    }

    private static HallConfiguration WithServices(HallConfiguration hall, int count) => hall with
    {
        Services = [.. hall.Services,
            .. Enumerable.Range(0, count - hall.Services.Count)
                .Select(i => hall.Services[i % hall.Services.Count] with { Code = new($"X{i:000}") })],
    };

    private static async Task<double> IssueAsync(HttpClient client)
    {
        var watch = Stopwatch.GetTimestamp();
        using var answer =
            await client.PostAsJsonAsync(new Uri($"/api/v1/halls/{BenchmarkHall.Name}/tickets", UriKind.Relative), new { service = "A01" });
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
    }
}
