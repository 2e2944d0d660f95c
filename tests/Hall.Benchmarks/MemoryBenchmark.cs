namespace Hall.Benchmarks;

/// <summary>
/// What the hub holds with screens connected: each is one event stream over HTTP, as a plain board has it. Blazor boards
/// hold a circuit each and take more; they need a browser and are not measured here.
/// </summary>
internal static class MemoryBenchmark
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    public static async Task<object> RunAsync(int screens)
    {
        var data = Directory.CreateTempSubdirectory("hall-bench-").FullName;
        await using var hub = await HubProcess.StartAsync(data, BenchmarkHall.Tongling());
        using var client = hub.Client(await HubProcess.KeyAsync(data));
        await Task.Delay(Settle);
        var alone = hub.ResidentMegabytes;
        var streams = new List<HttpResponseMessage>();
        for (var i = 0; i < screens; i++)
        {
            var stream = await client.GetAsync(new Uri($"/api/v1/halls/{BenchmarkHall.Name}/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            stream.EnsureSuccessStatusCode();
            streams.Add(stream);
        }

        await Task.Delay(Settle);
        var connected = hub.ResidentMegabytes;
        streams.ForEach(stream => stream.Dispose());
        return new { benchmark = "memory", screens, kind = "event streams", residentMegabytesAlone = alone, residentMegabytesConnected = connected };
    }
}
