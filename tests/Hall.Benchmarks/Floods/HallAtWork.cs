using System.Diagnostics;
using System.Net.Http.Json;
using Hall.Core.Configuration;

namespace Hall.Benchmarks.Floods;

/// <summary>
/// Tellers who call, start and complete at a pace of their own, and citizens who take numbers; each teller's command is timed.
/// </summary>
internal sealed class HallAtWork(HttpClient office, HallConfiguration hall, TimeSpan pause)
{
    private const string Hall = $"/api/v1/halls/{BenchmarkHall.Name}";
    private readonly Lock _gate = new();
    private List<double> _took = [];

    /// <summary>Commands that were refused or not answered.</summary>
    public int Failed { get; private set; }

    /// <summary>Begins to count anew.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            (_took, Failed) = ([], 0);
        }
    }

    /// <summary>What the commands took since then, milliseconds.</summary>
    public List<double> End()
    {
        lock (_gate)
        {
            return [.. _took];
        }
    }

    public Task RunAsync(CancellationToken cancel) => Task.WhenAll(hall.Counters.Select(counter => ServeAsync(
        counter.Counter.Value, hall.Services.First(service => service.Zone == counter.Zone).Code.Value, cancel)));

    private async Task ServeAsync(string counter, string service, CancellationToken cancel)
    {
        try
        {
            await office.PostAsync($"{Hall}/counters/{counter}/open", JsonContent.Create(new { teller = $"10{counter}" }), cancel);
            while (true)
            {
                using (await office.PostAsync($"{Hall}/tickets", JsonContent.Create(new { service }), cancel))
                {
                }

                foreach (var verb in new[] { "call-next", "start", "complete" })
                {
                    await Task.Delay(pause, cancel);
                    await CommandAsync($"{Hall}/counters/{counter}/{verb}", cancel);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The bench is over.
        }
    }

    private async Task CommandAsync(string path, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        var isDone = false;
        try
        {
            using var answer = await office.PostAsync(path, null, cancel);
            isDone = (int)answer.StatusCode < 500;
        }
        catch (HttpRequestException)
        {
            // Counted as failed.
        }

        lock (_gate)
        {
            _took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            Failed += isDone ? 0 : 1;
        }
    }
}
