using System.Diagnostics;

namespace Hall.Benchmarks;

/// <summary><c>hall verify</c> of years: seconds and memory of the whole, and of the last days.</summary>
internal static class VerifyBenchmark
{
    /// <summary>Runs it.</summary>
    /// <param name="visits">How many visits the hall has.</param>
    /// <param name="folder">A folder that keeps the hall for the next time; null for one that goes afterwards.</param>
    public static async Task<object> RunAsync(int visits, string? folder)
    {
        var data = folder ?? Directory.CreateTempSubdirectory("hall-bench-").FullName;
        var made = Path.Combine(data, "made.txt");
        var watch = Stopwatch.StartNew();
        if (!File.Exists(made))
        {
            Directory.CreateDirectory(data);
            await File.WriteAllTextAsync(made, $"{await VerifyHall.MakeAsync(data, visits)}");
        }

        VerifyHall.Finish(data);
        var seconds = watch.Elapsed.TotalSeconds;
        var figures = new
        {
            benchmark = "verify", visits, events = long.Parse(await File.ReadAllTextAsync(made), null),
                megabytes = new FileInfo(Path.Combine(data, "hall.db")).Length / (1024 * 1024),
            madeInSeconds = Math.Round(seconds, 1), load = await LoadAsync(), whole = await VerifyAsync(data),
                since = await VerifyAsync(data, "--since", VerifyHall.LastDay.AddDays(-1).ToString("yyyy-MM-dd", null)),
                    loadAfter = await LoadAsync(),
        };
        if (folder is null)
        {
            Directory.Delete(data, recursive: true);
        }

        return figures;
    }

    private static async Task<string> LoadAsync() => (await File.ReadAllTextAsync("/proc/loadavg")).Trim();

    private static async Task<object> VerifyAsync(string data, params string[] more)
    {
        var (peak, used, watch) = (0L, TimeSpan.Zero, Stopwatch.StartNew());
        using var process = HubProcess.Start(["verify", "--data", data, .. more]);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        while (!process.HasExited)
        {
            try
            {
                process.Refresh();
                (peak, used) = (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
            }
            catch (InvalidOperationException)
            {
                // It ended between two looks.
            }

            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(100));
        }

        var took = watch.Elapsed;
        return new
        {
            exit = process.ExitCode, seconds = Math.Round(took.TotalSeconds, 1), processorSeconds = Math.Round(used.TotalSeconds, 1),
                peakMegabytes = peak / (1024 * 1024),
            said = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), faults = (await errors)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(10),
        };
    }
}
