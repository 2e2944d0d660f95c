using Hall.Forecasting.Simulation;

namespace Hall.Forecasting.Tests.Simulation;

public sealed class DistributionTests
{
    [Theory]
    [InlineData(DistributionKind.Constant, 0)]
    [InlineData(DistributionKind.Exponential, 1)]
    [InlineData(DistributionKind.Erlang, 0.5)]
    [InlineData(DistributionKind.Lognormal, 0.8)]
    [InlineData(DistributionKind.Hyperexponential, 1.5)]
    public void Draw_ManyTimes_HasMeanAndVariation(DistributionKind kind, double variation)
    {
        var distribution = new Distribution { Kind = kind, MeanSeconds = 200, Variation = Math.Max(variation, 0.1), Stages = 4 };
        var dice = new Dice(7);
        var values = Enumerable.Range(0, 400_000).Select(_ => distribution.Draw(dice)).ToList();
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));

        Assert.Equal(200, distribution.Mean());
        Assert.InRange(mean, 198, 202);
        Assert.InRange(deviation / mean, variation - 0.02, variation + 0.02);
        Assert.All(values, value => Assert.True(value >= 0));
    }

    [Fact]
    public void Draw_Empirical_EachValueAsLikely()
    {
        var distribution = new Distribution { Kind = DistributionKind.Empirical, Seconds = [10, 20, 60] };
        var dice = new Dice(1);
        var counts = Enumerable.Range(0, 30_000).CountBy(_ => distribution.Draw(dice)).ToDictionary();

        Assert.Equal(30, distribution.Mean());
        Assert.Equal([10, 20, 60], counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 9_700, 10_300));
    }

    [Fact]
    public void Dice_SameSeedAndStream_SameValuesOnEveryMachine()
    {
        // The first values of xoshiro256** after splitmix64 from 0 are part of the contract: a seed stands for a day.
        var first = new Dice(0);
        Assert.Equal([first.Unit(), first.Unit()],
            new[] { 0x99EC5F36CB75F2B4UL, 0xBF6E1F784956452AUL }.Select(value => (value >> 11) * Math.Pow(2, -53)));
        Assert.Equal(new Dice(3, 1, 2).Unit(), new Dice(3, 1, 2).Unit());
        Assert.NotEqual(new Dice(3, 1, 2).Unit(), new Dice(3, 2, 1).Unit());
        Assert.NotEqual(new Dice(3).Unit(), new Dice(4).Unit());
    }

    [Fact]
    public void Estimate_OfValues_StudentsInterval()
    {
        var estimate = Estimate.Of([1, 2, 3, 4, 5])!;

        Assert.Equal(3, estimate.Mean);
        Assert.Equal(2.7764 * Math.Sqrt(2.5 / 5), estimate.Ci95, 2);
        Assert.Equal((2.228, 1.98397), (Math.Round(Estimate.StudentT(10), 3), Math.Round(Estimate.StudentT(100), 5)));
        Assert.Null(Estimate.Of([]));
        Assert.Equal(0, Estimate.Of([7])!.Ci95);
    }
}
