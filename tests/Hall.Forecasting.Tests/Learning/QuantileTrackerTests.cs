using Hall.Forecasting.Learning;

namespace Hall.Forecasting.Tests.Learning;

public sealed class QuantileTrackerTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Learn_ForecastThreeTimesTooShort_ShareBelowComesToTheQuantile(double quantile)
    {
        var tracker = new QuantileTracker(quantile, 0.02);
        var random = new Seeded(2);
        var below = 0;
        for (var i = 0; i < 6000; i++)
        {
            var guess = 20 + (200 * random.Unit());
            var wait = 3 * guess * random.Exponential();
            var said = guess * tracker.Factor(guess, "A");
            below += i >= 2000 && wait <= said ? 1 : 0;
            tracker.Learn(guess, "A", wait, said);
        }

        Assert.Equal(quantile, below / 4000.0, 0.02);
    }

    [Fact]
    public void Factor_NothingLearned_IsOne() => Assert.Equal(1, new QuantileTracker(0.5, 0.01).Factor(60, "A"));
}
