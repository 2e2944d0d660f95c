using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Hall.Core.Configuration;

namespace Hall.Benchmarks;

/// <summary>
/// Issues a second at the hub by those at <see cref="BareProgram"/>, three times one after the other in the same run, so that whatever
/// else the machine does meets both. So many wait all the time: what a slice of issues added leaves again before the next one.
/// </summary>
internal static class RatioBenchmark
{
    private const int Rounds = 3;
    private const int Slice = 500;
    private const int WarmUp = 20_000;

    // Those who wait have the classes that citizens have, spread over every service of the hall.
    private static readonly string[] Classes = [.. Enumerable.Repeat("none", 17), "elderly", "elderly", "disabled"];

    /// <param name="Took">The answers.</param>
    /// <param name="ProcessorMicroseconds">Processor time of the program for each, all its threads.</param>
    private sealed record Issues(Latencies Took, double ProcessorMicroseconds);

    public static async Task<object> RunAsync(int clients, int waiting, double seconds)
    {
        var data = Directory.CreateTempSubdirectory("hall-bench-").FullName;
        var hall = BenchmarkHall.Tongling();
        await using var hub = await HubProcess.StartAsync(data, hall);
        await using var bare = await HubProcess.StartBareAsync(data);
        using var hubClient = hub.Client(await HubProcess.KeyAsync(data));
        using var bareClient = bare.Client(null);
        foreach (var counter in hall.Counters)
        {
            using var opened =
                await hubClient.PostAsJsonAsync(Path($"counters/{counter.Counter}/open"), new { teller = $"t{counter.Counter}" });
            opened.EnsureSuccessStatusCode();
        }

        await FillAsync(hubClient, hall, waiting);
        var services = hall.Services.Select(service => service.Code.Value).ToArray();
        await MeasureAsync(hub, hubClient, clients, services, 0, LeaveAsync, WarmUp);
        await MeasureAsync(bare, bareClient, clients, services, 0, NobodyLeavesAsync, WarmUp);
        var rounds = new List<(Issues Hub, Issues Bare)>();
        for (var round = 0; round < Rounds; round++)
        {
            rounds.Add((await MeasureAsync(hub, hubClient, clients, services, seconds, LeaveAsync),
                await MeasureAsync(bare, bareClient, clients, services, seconds, NobodyLeavesAsync)));
        }

        var ratios = rounds.Select(round => Math.Round(round.Hub.Took.PerSecond / round.Bare.Took.PerSecond, 3)).ToList();
        return new
        {
            clients, waiting, medianRatio = ratios.Order().ElementAt(Rounds / 2), ratios,
            rounds = rounds.Select(round => new { round.Hub, round.Bare }), hub.Memory,
            loadAverage = await File.ReadAllTextAsync("/proc/loadavg"),
        };
    }

    private static async Task FillAsync(HttpClient client, HallConfiguration hall, int waiting)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i <= waiting; i = Interlocked.Increment(ref next))
            {
                await IssueAsync(client,
                    new { service = hall.Services[i % hall.Services.Count].Code.Value, priority = Classes[i % Classes.Length] });
            }
        }));
    }

    private static async Task<Issues> MeasureAsync(HubProcess program, HttpClient client, int clients, string[] services, double seconds,
        Func<HttpClient, IEnumerable<long>, Task> after, int least = Slice)
    {
        var took = new ConcurrentBag<double>();
        var (measured, worked) = (0.0, TimeSpan.Zero);
        while (measured < seconds || took.Count < least)
        {
            var issued = new ConcurrentBag<long>();
            var left = Slice;
            var (began, processor) = (Stopwatch.GetTimestamp(), program.ProcessorTime);
            await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
            {
                for (var i = Interlocked.Decrement(ref left); i >= 0; i = Interlocked.Decrement(ref left))
                {
                    var watch = Stopwatch.GetTimestamp();
                    issued.Add(await IssueAsync(client, new { service = services[i % services.Length] }));
                    took.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
                }
            }));
            measured += Stopwatch.GetElapsedTime(began).TotalSeconds;
            worked += program.ProcessorTime - processor;
            await after(client, issued);
        }

        return new(Latencies.Of(took, measured), Math.Round(worked.TotalMicroseconds / took.Count, 1));
    }

    private static Task LeaveAsync(HttpClient client, IEnumerable<long> tickets) =>
        Parallel.ForEachAsync(tickets, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (ticket, cancel) =>
    {
        using var left = await client.PostAsJsonAsync(Path($"tickets/{ticket}/abandon"), new { }, cancel);
        left.EnsureSuccessStatusCode();
    });

    private static Task NobodyLeavesAsync(HttpClient client, IEnumerable<long> tickets) => Task.CompletedTask;

    private static async Task<long> IssueAsync<TBody>(HttpClient client, TBody body)
    {
        using var answer = await client.PostAsJsonAsync(Path("tickets"), body);
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        return json.RootElement.GetProperty("ticketId").GetInt64();
    }

    private static Uri Path(string path) => new($"/api/v1/halls/{BenchmarkHall.Name}/{path}", UriKind.Relative);
}
