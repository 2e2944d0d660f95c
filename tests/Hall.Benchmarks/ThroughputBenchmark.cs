using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Hall.Benchmarks;

/// <summary>Issues against those of a bare program, then issue and call over HTTP, at 1, 8 and 32 clients at once, in halls with 21 and 64
/// counters; a counter is worked by one client at a time.</summary>
internal static class ThroughputBenchmark
{
    private static readonly int[] Clients = [1, 8, 32];

    // One general service of each zone, so that every counter has somebody to call.
    private static readonly string[] Matters = ["A01", "B01", "C01"];

    public static async Task<object> RunAsync(double seconds)
    {
        // An ordinary morning, and more than a hall has ever seen.
        var ratios = new List<object> { await RatioBenchmark.RunAsync(32, 600, seconds),
            await RatioBenchmark.RunAsync(32, 8_000, seconds) };
        var runs = new List<object>();
        foreach (var counters in new[] { 21, 64 })
        {
            var data = Directory.CreateTempSubdirectory("hall-bench-").FullName;
            await using var hub = await HubProcess.StartAsync(data, BenchmarkHall.Tongling(counters));
            using var client = hub.Client(await HubProcess.KeyAsync(data));
            for (var i = 1; i <= counters; i++)
            {
                using var opened = await PostAsync(client, $"counters/{i}/open", new { teller = $"t{i}" });
                opened.EnsureSuccessStatusCode();
            }

            foreach (var clients in Clients)
            {
                runs.Add(await RunAsync(client, hub, counters, clients, seconds));
            }
        }

        return new { benchmark = "throughput", processors = Environment.ProcessorCount, ratios, runs };
    }

    private static async Task<object> RunAsync(HttpClient client, HubProcess hub, int counters, int clients, double seconds)
    {
        var numbers = new ConcurrentBag<string>();
        var called = new ConcurrentBag<string>();
        var before = hub.ProcessorTime;
        var turn = 0;
        var issue = await ForAsync(clients, seconds, async _ =>
        {
            var service = Matters[Interlocked.Increment(ref turn) % Matters.Length];
            var watch = Stopwatch.GetTimestamp();
            using var answer = await PostAsync(client, "tickets", new { service });
            var took = Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
            numbers.Add(await FieldAsync(answer, "number"));
            return took;
        });
        var call = await ForAsync(Math.Min(clients, counters), seconds, async worker =>
        {
            var counter = worker + 1;
            var watch = Stopwatch.GetTimestamp();
            using var answer = await PostAsync(client, $"counters/{counter}/call-next", new { });
            var took = Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
            if (answer.StatusCode == HttpStatusCode.NoContent)
            {
                return double.NaN;
            }

            called.Add(await FieldAsync(answer, "ticketId"));
            foreach (var verb in new[] { "start", "complete" })
            {
                using var done = await PostAsync(client, $"counters/{counter}/{verb}", new { });
                done.EnsureSuccessStatusCode();
            }

            return took;
        });
        return new
        {
            counters, clients, issue, call,
            numbersGivenTwice = numbers.Count - numbers.Distinct().Count(),
            ticketsCalledTwice = called.Count - called.Distinct().Count(),
            hubProcessorSeconds = Math.Round((hub.ProcessorTime - before).TotalSeconds, 2),
        };
    }

    private static async Task<Latencies> ForAsync(int workers, double seconds, Func<int, Task<double>> step)
    {
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, workers).Select(async worker =>
        {
            var took = new List<double>();
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                var one = await step(worker);
                if (double.IsNaN(one))
                {
                    break;
                }

                took.Add(one);
            }

            return took;
        }));
        return Latencies.Of(all.SelectMany(took => took), watch.Elapsed.TotalSeconds);
    }

    private static Task<HttpResponseMessage> PostAsync<TBody>(HttpClient client, string path, TBody body) =>
        client.PostAsJsonAsync(new Uri($"/api/v1/halls/{BenchmarkHall.Name}/{path}", UriKind.Relative), body);

    private static async Task<string> FieldAsync(HttpResponseMessage answer, string name)
    {
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        return json.RootElement.GetProperty(name).ToString();
    }
}
