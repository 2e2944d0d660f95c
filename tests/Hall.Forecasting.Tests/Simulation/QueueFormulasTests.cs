using Hall.Forecasting.Simulation;

namespace Hall.Forecasting.Tests.Simulation;

public sealed class QueueFormulasTests
{
    [Theory]
    [InlineData(1, .8, .800000, 4)]
    [InlineData(2, 1.6, .711111, 1.777778)]
    [InlineData(5, 4, .554113, .554113)]
    [InlineData(10, 8, .409180, .204590)]
    [InlineData(10, 9, .668732, .668732)]
    [InlineData(20, 19, .755401, .755401)]
    public void ErlangC_KnownQueues_ToSixDigits(int servers, double load, double waits, double mean)
    {
        Assert.Equal(waits, QueueFormulas.ErlangC(servers, load), 6);
        Assert.Equal(mean, QueueFormulas.MeanWait(servers, load), 6);
    }

    [Fact]
    public void ErlangC_LoadNotBelowServers_AllWaitForEver() =>
        Assert.Equal((1, double.PositiveInfinity), (QueueFormulas.ErlangC(3, 3), QueueFormulas.MeanWait(3, 4)));

    [Fact]
    public void ErlangA_KnownQueue_AsPublished()
    {
        var result = QueueFormulas.ErlangA(100, 102, 1, 200);

        Assert.Equal(
            (.4083, .0499, 5.092), (Math.Round(result.NoWait, 4), Math.Round(result.Abandons, 4), Math.Round(result.MeanQueue, 3)));
        Assert.Equal(5.092 / 102, result.MeanWait, 4);
    }

    [Fact]
    public void AccumulatingPriority_KnownQueues_AsPublished()
    {
        Assert.Equal([5.000, 3.000], QueueFormulas.AccumulatingPriority(1, [.4, .4], [1, 2]).Select(wait => Math.Round(wait, 3)));
        Assert.Equal([2.1786, .8714], QueueFormulas.AccumulatingPriority(5, [2.25, 2.25], [1, 3]).Select(wait => Math.Round(wait, 4)));
    }

    [Fact]
    public void AccumulatingPriority_EqualFactors_IsFirstComeFirstServed() =>
        Assert.All(QueueFormulas.AccumulatingPriority(5, [1, 2, 1], [1, 1, 1]), wait => Assert.Equal(.554113, wait, 6));
}
