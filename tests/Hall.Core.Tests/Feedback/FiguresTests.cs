using Hall.Core.Feedback;

namespace Hall.Core.Tests.Feedback;

public sealed class FiguresTests
{
    private static readonly RatingCounts Month = new()
    {
        Served = 200,
        Valid = new(60, 20, 10, 6, 4),
        SetAside = new(0, 0, 0, 1, 2),
        Defaults = 40,
        Strays = new(1, 2, 3, 4),
        Complaints = 2,
    };

    [Fact]
    public void Indicators_OfCounts_FollowTheirDefinitions()
    {
        Assert.Equal(new Share(90, 100), Month.Satisfaction);
        Assert.Equal(new Share(10, 100), Month.BadReviews);
        Assert.Equal(new Share(103, 200), Month.RatingRate);
        Assert.Equal(new Share(2, 200), Month.ComplaintRate);
        Assert.Equal(97, Month.Unrated);
        Assert.Equal(83.8, ScoreWeights.Default.MeanOf(Month.Valid)!.Value, 6);
    }

    [Fact]
    public void Indicators_OfAnEmptyPeriod_AreNothingAndNotNought()
    {
        Assert.Null(RatingCounts.None.Satisfaction.Percent);
        Assert.Null(RatingCounts.None.Satisfaction.Interval);
        Assert.Null(RatingCounts.None.RatingRate.Percent);
        Assert.Null(ScoreWeights.Default.MeanOf(default));
    }

    [Fact]
    public void Sum_OfTwoPeriods_IsThatOfTheirCounts()
    {
        var twice = Month + Month;
        Assert.Equal(new Share(180, 200), twice.Satisfaction);
        Assert.Equal(20, twice.Strays.Total);
        Assert.Equal(80, twice.Defaults);
    }

    [Fact]
    public void Interval_UnderThirty_IsThatOfWilson()
    {
        var interval = new Share(9, 10).Interval!.Value;
        Assert.Equal((59.6, 98.2), (Math.Round(interval.LowPercent, 1), Math.Round(interval.HighPercent, 1)));
        Assert.NotNull(new Share(29, 29).Interval);
        Assert.Null(new Share(30, 30).Interval);
    }

    [Fact]
    public void Weights_OutOfOrder_AreNotSound()
    {
        Assert.True(ScoreWeights.Default.AreSound);
        Assert.False(new ScoreWeights(Satisfied: 101).AreSound);
        Assert.False(new ScoreWeights(VeryDissatisfied: 40).AreSound);
    }

    [Fact]
    public void Clean_OnlyControlCharacters_IsNothing() => Assert.Null(FeedbackText.Clean("\u0000\u0007 \u0085"));
}
