using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hall.Benchmarks.Floods;

namespace Hall.Benchmarks;

/// <summary>
/// A flood of every anonymous address beside a hall at work: all together, then each alone. What counts is how long the tellers' commands
/// take meanwhile, and what the hub holds and has written afterwards.
/// </summary>
internal static class FloodBenchmark
{
    private const int Counters = 21;

    // One command of each counter in so many seconds: some ten times what tellers do.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);

    public static async Task<object> RunAsync(int seconds, int perSecond, int aloneSeconds)
    {
        var data = Directory.CreateTempSubdirectory("hall-bench-").FullName;
        var hall = BenchmarkHall.Tongling(Counters);
        await using var hub = await HubProcess.StartAsync(data, hall);
        using var office = hub.Client(await HubProcess.KeyAsync(data));
        var token = await TokenAsync(office);
        using var ending = new CancellationTokenSource();
        var work = new HallAtWork(office, hall, Pause);
        var working = work.RunAsync(ending.Token);
        await Task.Delay(TimeSpan.FromSeconds(5));

        var (load, before) = (LoadAverage(), Held(hub, data));
        var quiet = await PhaseAsync(work, hub, Quiet, null);
        var all = AnonymousAddresses.All(token);
        var together = await PhaseAsync(work, hub, TimeSpan.FromSeconds(seconds), new Flood(hub.Address, all, perSecond));
        var after = Held(hub, data);
        var alone = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var address in aloneSeconds > 0 ? all : [])
        {
            alone[address.ToString()] = await PhaseAsync(work, hub, TimeSpan.FromSeconds(aloneSeconds),
                new Flood(hub.Address, [address], perSecond));
        }

        var last = await PhaseAsync(work, hub, Quiet, null);
        await ending.CancelAsync();
        await working;
        return new
        {
            benchmark = "flood", seconds, perSecond, addresses = all.Count, loadBefore = load, loadAfter = LoadAverage(), quiet, together,
                before, after, alone, afterwards = last,
            atTheEnd = Held(hub, data),
        };
    }

    private static async Task<object> PhaseAsync(HallAtWork work, HubProcess hub, TimeSpan length, Flood? flood)
    {
        var (processor, watch) = (hub.ProcessorTime, Stopwatch.StartNew());
        work.Begin();
        if (flood is null)
        {
            await Task.Delay(length);
        }
        else
        {
            await flood.RunAsync(length);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        return new
        {
            tellers = Latencies.Of(work.End(), seconds), failed = work.Failed, answers = flood?.Answers, notSent = flood?.NotSent,
            processorPercent = Math.Round((hub.ProcessorTime - processor).TotalSeconds / seconds * 100, 1),
        };
    }

    private static async Task<string> TokenAsync(HttpClient office)
    {
        using var answer = await office.PostAsync(new Uri($"/api/v1/halls/{BenchmarkHall.Name}/tickets", UriKind.Relative),
            JsonContent.Create(new { service = "A01" }));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    private static object Held(HubProcess hub, string data) => new
    {
        memory = hub.Memory,
        diskMegabytes = Math.Round(new DirectoryInfo(data).EnumerateFiles("*", SearchOption.AllDirectories)
            .Sum(file => file.Length) / 1048576.0, 2),
    };

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "";
}
