using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;
using Hall.Forecasting.WhatIf;

namespace Hall.Forecasting.Tests.WhatIf;

public sealed class StaffingPlanTests
{
    private static readonly DateOnly Monday = new(2026, 11, 16);

    // Erlang C by hand: a = 0.8, c = 1 waits with probability 0.8, so P(W ≤ 3 service times) = 1 − 0.8 e^{−0.6} = 0.561;
    // with c = 2 it is 1 − 0.2286 e^{−3.6} = 0.994. At a = 8 ten counters let 0.591 in at once (the known results).
    [Theory]
    [InlineData(9.6, 300, 900, 0.55, 1)]
    [InlineData(9.6, 300, 900, 0.57, 2)]
    [InlineData(96, 300, 0, 0.36, 10)]
    [InlineData(96, 300, 0, 0.59, 10)]
    [InlineData(96, 300, 0, 0.6, 11)]
    public void CountersFor_ALoad_IsTheFewestThatErlangCAllows(double perHour, double service, double target, double part, int counters) =>
        Assert.Equal(counters, StaffingPlan.CountersFor(perHour, service, target, part));

    [Fact]
    public void Of_TwoMondays_HalvesTheCountAndNamesTheHalfHour()
    {
        var visits = Enumerable.Range(0, 20)
            .Select(i => new PastVisit(Monday.AddDays(7 * (i % 2)), TimeSpan.FromHours(9) + TimeSpan.FromMinutes(i), new("A"),
            new("A01"), PriorityCode.None, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5))).ToList();

        var need = Assert.Single(StaffingPlan.Of(SmallHall.RoundTheClock, visits));

        Assert.Equal((new ZoneCode("A"), DayOfWeek.Monday, new TimeOnly(9, 0), 20.0, 300.0),
            (need.Zone, need.Day, need.From, need.PerHour, need.MeanServiceSeconds));
        Assert.True(need.WithinTarget >= 0.8);
        Assert.Equal(0, need.Leave);
    }

    [Fact]
    public void RankTraining_ZoneBIsIdleWhileZoneAWaits_NamesItsCounter()
    {
        var visits = Enumerable.Range(0, 300)
            .Select(i => new PastVisit(Monday.AddDays(i % 3), TimeSpan.FromHours(9) + TimeSpan.FromMinutes(i), new("A"),
            new("A01"), PriorityCode.None, TimeSpan.Zero, TimeSpan.FromMinutes(15))).ToList();

        var best = PastDays.RankTraining(SmallHall.RoundTheClock, visits, most: 3, TestContext.Current.CancellationToken)[0];

        Assert.Equal(new ServeAlso(new("3"), new("A"), ServiceKind.General), best.Change);
        Assert.True(best.IsCertain && best.MeanSeconds < 0, $"{best.MeanSeconds} ± {best.MarginSeconds}");
    }
}
