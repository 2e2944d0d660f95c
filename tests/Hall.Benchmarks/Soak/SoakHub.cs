using System.Globalization;
using System.Text.Json;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Hub.Demonstration;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Hall.Storage.Keys;
using Hall.Web.Composition;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Benchmarks.Soak;

/// <summary>What a hub holds after a full collection.</summary>
/// <param name="ManagedKilobytes">Living objects.</param>
/// <param name="AnonymousKilobytes">What the process itself took of memory, as the kernel counts it.</param>
/// <param name="Handles">Open files, sockets and devices.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Timers">Timers that wait.</param>
/// <param name="Disk">Kilobytes of each file of the data folder, the largest first.</param>
internal sealed record SoakReport(long ManagedKilobytes, long AnonymousKilobytes, int Handles, int Threads, long Timers,
    IReadOnlyDictionary<string, long> Disk);

/// <summary>A hub in a process of its own, in the time that its parent makes: one line in, one line out.</summary>
internal static class SoakHub
{
    public static async Task RunAsync(string data, string address, string hall)
    {
        var time = new LeapingTime();
        var hub = HubApplication.Build(
            new HubOptions { DataFolder = data, Urls = address, HallFiles = [hall], Demo = true, DemoDevices = true, Speed = 0 },
            builder => builder.Services.AddSingleton<TimeProvider>(time));
        await hub.StartAsync();
        await Console.Out.WriteLineAsync(hub.Services.GetRequiredService<KeyStore>().Create("soak", KeyRole.Integration));
        var pads = hub.Services.GetRequiredService<DemonstrationPads>();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            switch (words[0])
            {
                case "leap": time.Leap(TimeSpan.FromSeconds(int.Parse(words[1], CultureInfo.InvariantCulture))); break;
                case "press": pads.TryPress(new(BenchmarkHall.Name), new CounterId(words[1]),
                    (FeedbackLevel)int.Parse(words[2], CultureInfo.InvariantCulture)); break;
                case "report":
                    await Console.Out.WriteLineAsync(JsonSerializer.Serialize(Report(data)));
                    continue;
                default: throw new InvalidOperationException($"The hub knows no {line}.");
            }

            await Console.Out.WriteLineAsync("done");
        }

        await hub.StopAsync();
    }

    private static SoakReport Report(string data)
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        var anonymous = File.ReadLines("/proc/self/status").First(line => line.StartsWith("RssAnon", StringComparison.Ordinal))
            .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1];
        return new(
            GC.GetTotalMemory(false) / 1024, long.Parse(anonymous, CultureInfo.InvariantCulture),
            Directory.GetFiles("/proc/self/fd").Length,
            Directory.GetDirectories("/proc/self/task").Length, Timer.ActiveCount,
            new DirectoryInfo(data).GetFiles("*", SearchOption.AllDirectories).OrderByDescending(file => file.Length).Take(12)
                .ToDictionary(file => Path.GetRelativePath(data, file.FullName), file => file.Length / 1024));
    }
}
