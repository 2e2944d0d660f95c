using Hall.Benchmarks;

namespace Hall.Forecasting.Tests.Simulation;

/// <summary>
/// The rules reproduce what queueing theory knows, each within its 95 % interval on a fixed seed. <c>HALL_LONG=40</c> makes 40 long
/// runs of each instead of a few.
/// </summary>
public sealed class KnownResultsTests
{
    private const int Seed = 2;
    private const int FewRuns = 8;

    public static TheoryData<string> Names => [.. KnownResults.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Simulation_KnownQueue_CoversTheKnownValue(string name)
    {
        var runs = int.TryParse(Environment.GetEnvironmentVariable("HALL_LONG"), out var asked) ? asked : FewRuns;

        Assert.All(KnownResults.All[name](Seed, runs), result => Assert.True(result.Covered, result.ToString()));
    }
}
