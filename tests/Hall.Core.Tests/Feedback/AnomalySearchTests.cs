using Hall.Core.Feedback;
using Hall.Core.Identifiers;

namespace Hall.Core.Tests.Feedback;

public sealed class AnomalySearchTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Worked = TimeSpan.FromHours(70);

    [Fact]
    public void Find_AlikeTellers_FindsNothing() => Assert.Empty(AnomalySearch.Find(Hall(), Worked));

    [Fact]
    public void Find_RatingsRightAfterThePrompt_AreNamedWithTheirChance()
    {
        var odd = Teller(0, 1_000, 650, i => i % 3 == 0 ? 1.2 : 5);
        var found = AnomalySearch.Find([odd, .. Hall().Skip(1)], Worked)[0];
        Assert.Equal((AnomalyKind.Quick, "1000"), (found.Kind, found.Teller.Value));
        Assert.InRange(found.Chance, 0, 1e-6);
        Assert.Equal(new Share(217, 650), found.Seen);
    }

    [Theory]
    [InlineData(30, 400, true)]
    [InlineData(6, 900, false)]
    [InlineData(4, 60, false)]
    public void Find_NoShowsWithinSecondsFarFromThePeers_AreNamedWithTheirNumber(int early, int called, bool expected)
    {
        var peers = Hall().Skip(1).Select((peer, i) => peer with { NoShows = new(1 + (i % 3), 500) });
        var found = AnomalySearch.Find([Teller(0, 1_000, 650, _ => 5) with { NoShows = new(early, called) }, .. peers], Worked)
            .Where(odd => odd.Kind == AnomalyKind.NoShow).ToList();
        Assert.Equal(expected ? [new Share(early, called)] : [], found.Select(odd => odd.Seen));
    }

    [Fact]
    public void Find_RatingRateFarFromThePeers_IsNamed()
    {
        Assert.Contains(
            AnomalySearch.Find([Teller(0, 1_000, 990, _ => 5), .. Hall().Skip(1)], Worked), found => found.Kind == AnomalyKind.RateHigh);
        Assert.Contains(
            AnomalySearch.Find([Teller(0, 1_000, 100, _ => 5), .. Hall().Skip(1)], Worked), found => found.Kind == AnomalyKind.RateLow);
    }

    [Fact]
    public void Find_ARunAndABurst_AreNamed()
    {
        var mixed = Enumerable.Range(0, 300)
            .Select(i => Mark(i, i is >= 100 and < 160 ? FeedbackLevel.VerySatisfied : (FeedbackLevel)(i % 3), 5)).ToList();
        Assert.Contains(
            AnomalySearch.Find([new(new("1000"), 600, mixed), .. Hall().Skip(1)], Worked), found => found.Kind == AnomalyKind.Run);
        var burst = Enumerable.Range(0, 300)
            .Select(i => new RatingMark(Start.AddMinutes(i < 290 ? i * 10 : 2_900) + TimeSpan.FromSeconds(i < 290 ? 0 : i - 290),
            (FeedbackLevel)(i % 3), null)).ToList();
        Assert.Contains(
            AnomalySearch.Find([new(new("1000"), 600, burst), .. Hall().Skip(1)], Worked), found => found.Kind == AnomalyKind.Burst);
    }

    [Fact]
    public void Find_RatedMoreAndBetterThanBefore_IsNamedAgainstTheOwnPast()
    {
        var past = Past(2_400, 1_200);
        var hall = Hall().ConvertAll(teller => teller with { Past = Past(teller.Ratings.Count * 4, BestOf(teller) * 4) });
        Assert.Empty(AnomalySearch.Find(hall, Worked));
        var slow = new TellerRatings(
            new("1000"), 1_000,
            [.. Enumerable.Range(0, 680).Select(i => Mark(i, i % 3 == 0 ? FeedbackLevel.Satisfied : FeedbackLevel.VerySatisfied, 5))],
            past);
        var found = Assert.Single(AnomalySearch.Find([slow, .. hall.Skip(1)], Worked));
        Assert.Equal((AnomalyKind.Changed, "1000"), (found.Kind, found.Teller.Value));
        Assert.Equal(60, found.Expected, 6);
        Assert.InRange(found.Chance, 0, 1e-4);

        // A campaign moves everybody, and is nobody's anomaly.
        Assert.DoesNotContain(
            AnomalySearch.Find([slow, .. hall.Skip(1).Select((_, i) => slow with { Teller = new($"{2000 + i}") })], Worked),
            odd => odd.Kind == AnomalyKind.Changed);
    }

    [Fact]
    public void Find_RatedMoreOftenThanBeforeWithTheLevelsOfCitizens_IsNamedByTheRateAlone()
    {
        var hall = Hall().ConvertAll(teller => teller with { Past = Past(teller.Ratings.Count * 4, teller.Ratings.Count * 2) });
        var more = new TellerRatings(
            new("1000"), 1_000, [.. Enumerable.Range(0, 690).Select(i => Mark(i, (FeedbackLevel)(i % 4 / 2), 5))], Past(2_360, 1_180));
        Assert.Equal((AnomalyKind.Changed, "1000"),
            Assert.Single(AnomalySearch.Find([more, .. hall.Skip(1)], Worked)) is var found ? (found.Kind, found.Teller.Value) : default);
    }

    [Fact]
    public void Find_CitizensWhoPressAfterSomebodyHas_AreNamedAgainstThePeers()
    {
        var hall = Hall().ConvertAll(teller => teller with { Seconds = 6 });
        Assert.Empty(AnomalySearch.Find(hall, Worked));
        var found = Assert.Single(AnomalySearch.Find([hall[0] with { Seconds = 40 }, .. hall.Skip(1)], Worked));
        Assert.Equal((AnomalyKind.Second, "1000", new Share(40, 590)), (found.Kind, found.Teller.Value, found.Seen));
    }

    [Fact]
    public void Find_FewTellersOrFewRatings_SaysNothing()
    {
        Assert.Empty(AnomalySearch.Find([], Worked));
        Assert.Empty(AnomalySearch.Find([Teller(0, 10, 10, _ => 0.5)], Worked));
    }

    [Fact]
    public void AtLeastAndAtMost_Together_AreOne()
    {
        var usual = new BetaBinomial(0.6, 0.01);
        Assert.Equal(1, usual.AtLeast(60, 100) + usual.AtMost(59, 100), 9);
        Assert.Equal(1, usual.AtLeast(0, 100));
        Assert.Equal(1, usual.AtMost(100, 100));
    }

    private static TellerPast[] Past(int rated, int top) =>
        [.. Enumerable.Range(0, 4).Select(_ => new TellerPast(1_000, rated / 4, top / 4))];

    private static List<TellerRatings> Hall() =>
        [.. Enumerable.Range(0, 12).Select(i => Teller(i, 1_000, 590 + (i * 2), r => r % 20 == 0 ? 1.5 : 5))];

    private static TellerRatings Teller(int number, int served, int rated, Func<int, double> delay) => new(
        new($"{1000 + number}"), served, [.. Enumerable.Range(0, rated).Select(i => Mark(i, (FeedbackLevel)(i % 4 / 2), delay(i)))]);

    private static RatingMark Mark(int i, FeedbackLevel level, double delay) =>
        new(Start.AddMinutes(i * 7), level, TimeSpan.FromSeconds(delay));

    private static int BestOf(TellerRatings teller) => teller.Ratings.Count(rating => rating.Level == FeedbackLevel.VerySatisfied);
}
