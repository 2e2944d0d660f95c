namespace Hall.Benchmarks;

/// <summary>From the start of the process to ready: on an empty folder, after 6,000 tickets of today, and with years of history.</summary>
internal static class ReadyBenchmark
{
    private const int Today = 6_000;

    public static async Task<object> RunAsync(int history)
    {
        var data = Directory.CreateTempSubdirectory("hall-bench-").FullName;
        var hall = BenchmarkHall.Tongling();
        var empty = await StartAsync();
        var again = await StartAsync();
        History.AddToday(data, Today);
        var afterADay = await StartAsync();
        var file = History.AddYears(data, history);
        var afterYears = await StartAsync();
        return new
        {
            benchmark = "ready", emptySeconds = empty, againSeconds = again, ticketsToday = Today, afterADaySeconds = afterADay,
            ticketsOfHistory = history, afterYearsSeconds = afterYears, databaseMegabytes = file / (1024 * 1024),
        };

        async Task<double> StartAsync()
        {
            await using var hub = await HubProcess.StartAsync(data, hall);
            return Math.Round(hub.Ready.TotalSeconds, 2);
        }
    }
}
