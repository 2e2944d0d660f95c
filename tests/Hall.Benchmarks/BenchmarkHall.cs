using Hall.Core.Calendar;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Benchmarks;

/// <summary>The Tongling hall, open round the clock, with its own counters or with as many as asked.</summary>
internal static class BenchmarkHall
{
    public const string Name = "tongling";

    public static string Root { get; } = Repository.Root;

    public static HallConfiguration Tongling(int counters = 21)
    {
        var file = File.ReadAllText(Path.Combine(Root, "kiosk-config", "halls", "tongling.json"));
        var hall = HallConfigurationReader.Read(file).Configuration!;
        var windows = counters == hall.Counters.Count
            ? hall.Counters
            : [.. Enumerable.Range(1, counters).Select(i => new CounterDefinition
            {
                Counter = new($"{i}"), Zone = hall.Zones[i % hall.Zones.Count].Code, Serves = ["general", "special"],
            })];
        return hall with
        {
            Hours = new OpeningHours { Always = true },
            Counters = windows,
            Tellers = [],
            DeviceLines = [],
            Rules = hall.Rules with { ReserveSpecialCounters = false },
        };
    }

    public static string WriteTo(string folder, HallConfiguration hall)
    {
        var file = Path.Combine(folder, "hall.json");
        File.WriteAllText(file, HallConfigurationReader.Write(hall));
        return file;
    }
}
