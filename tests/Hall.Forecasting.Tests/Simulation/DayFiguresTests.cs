using Hall.Forecasting.Simulation;

namespace Hall.Forecasting.Tests.Simulation;

public sealed class DayFiguresTests
{
    [Fact]
    public void Of_SomeDay_CountsByServiceAndAll()
    {
        var figures = new GivenDay().Counter("1", "A B").Visitor(0, "A", 10).Visitor(0, "B", 10).Visitor(0, "A", 10, patience: 5)
            .Visitor(5, "B", 10).Figures();

        Assert.Equal(new WaitFigures(3, 1, 25 / 3.0, 10, 14, 14.5, 15), figures.Overall);
        Assert.Equal(new WaitFigures(1, 1, 0, 0, 0, 0, 0), figures.Services[new("A")]);
        Assert.Equal((2, 12.5), (figures.Services[new("B")].Served, figures.Services[new("B")].MeanWaitSeconds));
    }

    [Fact]
    public void Of_EqualAndOtherCounters_SpreadIsAmongEqualOnes()
    {
        var figures = new GivenDay().Counter("1", "A B", 0, 100).Counter("2", "B A", 0, 100).Counter("3", "C", 0, 100)
            .Visitor(0, "A", 50).Visitor(0, "B", 30).Visitor(0, "C", 100).Figures();

        Assert.Equal(0.2, figures.UtilisationSpread, 9);
        Assert.Equal([0.5, 0.3, 1], figures.Counters.Values.Select(counter => counter.Utilisation));
    }

    [Fact]
    public void Of_TwoClasses_RatioOfTheirWaits()
    {
        var day = new GivenDay().Counter("1", "A").Visitor(0, "A", 100).Visitor(10, "A", 100).Visitor(20, "A", 100, "disabled");

        // none waits 0 and 190, disabled 80: at 100 s 4·80 is more than 90.
        Assert.Equal(95.0 / 80, day.Figures().PriorityWaitRatio!.Value, 9);
        Assert.Null(new GivenDay().Counter("1", "A").Visitor(0, "A", 1).Figures().PriorityWaitRatio);
    }

    [Fact]
    public void OrderViolations_ReverseOrder_CountsPairsOfOneServiceAndClass()
    {
        // One queue a counter: 1 has the first and the third, 2 the second and the fourth; 2 is the faster.
        var day = new GivenDay().Counter("1", "A").Counter("2", "A").Visitor(0, "A", 100).Visitor(0, "A", 10).Visitor(1, "A", 10)
            .Visitor(2, "A", 10).Visitor(2, "A", 10, "elderly");

        Assert.Equal("0 0 99 8 108", day.Waits("fqm"));
        Assert.Equal(1, day.Figures("fqm").OrderViolations);
        Assert.Equal(0, day.Figures().OrderViolations);
    }

    [Fact]
    public void OrderViolations_SameInstant_IsNoOrder()
    {
        var day = new DayRecord(
            [.. new[] { 0, 0, 5, 6 }.Select(at => new Visitor(TimeSpan.FromSeconds(at), new("A"), new("none"), TimeSpan.Zero))],
            [.. new[] { 20, 10, 15, 4 }.Select(wait => new Stay(StayEnd.Served, TimeSpan.FromSeconds(wait), 0))], []);

        // Called at 20, 10, 20, 10: of the pairs only the third before the fourth, and the first before the fourth, are reversed.
        Assert.Equal(2, OrderViolations.Count(day));
    }
}
