using Hall.Benchmarks;

namespace Hall.Forecasting.Tests.Simulation;

/// <summary>The hall's dispatch stays within its targets on a few of the days that the benchmark <c>policies</c> plays.</summary>
public sealed class DispatchTargetTests
{
    private const int Days = 12;
    private const double SpecialTargetSeconds = 40 * 60;

    [Theory]
    [InlineData(.85)]
    [InlineData(.92)]
    [InlineData(.97)]
    public void Hall_DaysOfTongling_CloseToThePooledBoundAndFair(double load)
    {
        foreach (var (zone, figures) in PolicyBenchmark.Of("hall", Days, load, .6))
        {
            Assert.True(figures.MeanToBound.Mean <= 1.10 && figures.P95ToBound.Mean <= 1.15, $"{zone}: {figures}");
            Assert.True(figures.SpecialP95Seconds <= SpecialTargetSeconds, $"{zone}: {figures}");
            Assert.True(figures.UtilisationSpread.Mean < .05, $"{zone}: {figures}");
            Assert.Equal(0, figures.OrderViolations);
        }
    }

    [Fact]
    public void Fqm_DaysOfTongling_ViolatesTheOrder() =>
        Assert.All(PolicyBenchmark.Of("fqm", Days, .92, .6).Values, figures => Assert.True(figures.OrderViolations > 0));
}
