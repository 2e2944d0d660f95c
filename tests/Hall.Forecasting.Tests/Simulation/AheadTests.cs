using Hall.Benchmarks;

namespace Hall.Forecasting.Tests.Simulation;

/// <summary>
/// What citizens are told against what then happens, on some seeded days through the real rules. A hundred days are the benchmark
/// <c>ahead</c>; HALL_LONG=20 in the environment has twenty times as many here.
/// </summary>
public sealed class AheadTests
{
    private static readonly int Days = 3 * (int.TryParse(Environment.GetEnvironmentVariable("HALL_LONG"), out var asked) ? asked : 1);

    [Fact]
    public void Ahead_OnWholeDays_IsNearerToThoseWhoComeBeforeThanTheZonesCount()
    {
        foreach (var (kind, (said, _, zone)) in AheadBenchmark.Errors(Days, 0.92))
        {
            TestContext.Current.TestOutputHelper!.WriteLine($"{kind}: {said}; the zone's count {zone}");
            Assert.True(said.MeanError <= zone.MeanError, $"{kind}: {said} against {zone}");
        }
    }
}
