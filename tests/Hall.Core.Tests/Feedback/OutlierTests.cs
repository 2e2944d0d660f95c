using Hall.Core.Feedback;

namespace Hall.Core.Tests.Feedback;

public sealed class OutlierTests
{
    private static readonly Share Hall = new(200, 10_000);

    [Fact]
    public void Of_OnePartWithManyMoreBadReviews_NamesItWithWhatWasExpected()
    {
        var found = Assert.Single(Outlier.Of([.. Honest(), new("counter", "7", new(40, 160), new(4, 230))], Hall, 6));
        Assert.Equal("7", found.Change.Key);
        Assert.InRange(found.Expected, 2.5, 3.5);
        Assert.InRange(found.Chance, 0, 1e-9);
    }

    [Fact]
    public void Of_FewRatingsOrNoPeriodBefore_SaysNothingRash()
    {
        Assert.Empty(Outlier.Of([.. Honest(), new("counter", "8", new(1, 1), default), new("counter", "9", new(0, 0), default)], Hall, 6));
        Assert.Empty(Outlier.Of([new("counter", "7", new(40, 160), default)], default, 6));
    }

    [Fact]
    public void Of_SeveralParts_OrdersByBadReviewsAboveTheExpectedAndShowsNoMoreThanWanted()
    {
        PartChange[] parts = [new("service", "A", new(30, 100), new(2, 100)), new("service", "B", new(60, 1_000), new(20, 1_000)),
            new("service", "C", new(25, 100), new(2, 100))];
        Assert.Equal(["B", "A", "C"], Outlier.Of(parts, Hall, 3).Select(found => found.Change.Key));
        Assert.Equal(["B", "A"], Outlier.Of(parts, Hall, 2).Select(found => found.Change.Key));
    }

    /// <summary>The rate stays; in two hundred honest months about one in twenty may name a part, as the level says.</summary>
    [Fact]
    public void Of_HonestMonths_NamesAPartInAboutOneOfTwenty()
    {
        var random = new Random(11);
        var named = Enumerable.Range(0, 200).Count(_ => Outlier.Of(
            [.. Enumerable.Range(0, 60)
                .Select(i => new PartChange("service", $"{i}", Drawn(random, 40 + (i * 3)), Drawn(random, 40 + (i * 3))))],
                new(200, 10_000), 6).Count > 0);
        Assert.InRange(named, 0, 24);
    }

    /// <summary>A window that is always bad rises against nothing: 47 of 352 now, the same share before, the others 3.4 %.</summary>
    [Fact]
    public void Of_AlwaysBadWindow_IsNamedAgainstTheOthers()
    {
        PartChange[] windows =
        [
            .. Enumerable.Range(1, 20).Select(i => new PartChange("counter", $"{i}", new(9 + (i % 5), 330), new(10 + (i % 4), 330))),
            new("counter", "12", new(47, 352), new(45, 340)),
        ];
        var found = Assert.Single(Outlier.Of(windows, new(250, 6_900), 6));
        Assert.Equal("12", found.Change.Key);
        Assert.True(found is { IsAbovePeers: true, IsAbovePast: false });
        Assert.InRange(found.Peers.Percent!.Value, 3, 4);
        Assert.InRange(found.Expected, 10, 14);
    }

    private static Share Drawn(Random random, int ratings) =>
        new(Enumerable.Range(0, ratings).Count(_ => random.NextDouble() < 0.02), ratings);

    private static IEnumerable<PartChange> Honest() =>
        Enumerable.Range(0, 20).Select(i => new PartChange("counter", $"{100 + i}", new(2 + (i % 4), 160), new(3, 160)));
}
