using Hall.Hub.Ratings;
using Hall.Web.Surfaces.Board;

namespace Hall.Web.Tests.Surfaces;

/// <summary>The month's board says "higher" only where it is more than chance, and shows no month of a few ratings.</summary>
public sealed class MonthFiguresTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private readonly FakeHall _hall = new(FakeHall.Shipped("demo-small"), TimeProvider.System);

    [Theory]
    [InlineData(962, 1000, 960, 1000, MonthVerdict.Same)]
    [InlineData(980, 1000, 940, 1000, MonthVerdict.Up)]
    [InlineData(900, 1000, 950, 1000, MonthVerdict.Down)]
    [InlineData(10, 10, 9, 10, MonthVerdict.Same)]
    [InlineData(10, 10, 0, 0, MonthVerdict.First)]
    public void Compare_TwoMonths_TellsChanceFromChange(long now, long of, long before, long ofBefore, MonthVerdict verdict) =>
        Assert.Equal(verdict, MonthFigures.Compare(new(now, of), new(before, ofBefore)));

    [Fact]
    public void Of_AYear_HasTwelveMonthsAndNothingOfAMonthWithFewRatings()
    {
        var days = new[] { Day(new(2026, 9, 3), "1001", 8), Day(new(2026, 10, 8), "1001", 20), Day(new(2026, 10, 8), "1002", 20) };

        var months = MonthFigures.Of(days, _hall.Snapshot.Plan, Today.AddDays(-1), Today);

        Assert.Equal(12, months.Count);
        Assert.Equal(new(2025, 12, 1), months[0].Month);
        Assert.Null(months.Single(month => month.Month == new DateOnly(2026, 9, 1)).Counts);
        Assert.Equal(40, months.Single(month => month.Month == new DateOnly(2026, 10, 1)).Counts!.Valid.Total);
    }

    private static TellerDay Day(DateOnly day, string teller, int ratings) =>
        new(day, teller, new() { Served = ratings, Valid = new(0, ratings, 0, 0, 0) });
}
