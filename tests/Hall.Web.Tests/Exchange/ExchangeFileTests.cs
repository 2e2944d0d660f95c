using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Hub.Ratings;
using Hall.Storage.Alerts;
using Hall.Storage.Ratings;
using Hall.Web.Exchange;
using Hall.Web.Tests.Ratings;
using Hall.Web.Tests.Support;

namespace Hall.Web.Tests.Exchange;

/// <summary>Files a day: whoever takes every day's file, made that night, has every rating once.</summary>
public sealed class ExchangeFileTests
{
    [Fact]
    public async Task Ratings_OfADay_AreThoseGivenOnItWhateverTheDayOfTheService()
    {
        await using var hall = HallOnDisk.Started();
        var first = await hall.ServeAsync();
        await hall.ServeAsync(FeedbackLevel.Satisfied);
        var files = new List<List<string>> { await FileAsync(hall, 0) };
        await hall.ToDayAsync(1);
        await hall.DoAsync(new GiveFeedback(first, null, FeedbackLevel.VerySatisfied, [], null, FeedbackChannel.QrCode));
        var bad = await hall.ServeAsync(FeedbackLevel.VeryDissatisfied);
        files.Add(await FileAsync(hall, 1));
        await hall.ToDayAsync(2);
        await hall.DoAsync(new ExplainFeedback(bad, 1, ["115"], "态度差"));
        await hall.DoAsync(new FollowUpFeedback(bad, 1, FeedbackLevel.Satisfied, "好了", "CP1"));
        files.Add(await FileAsync(hall, 2));
        Assert.Equal([[Key(2, 1)], [Key(1, 1), Key(3, 1)], [Key(3, 2)]], files);

        // A month's file is the sum of its days', and a reason that came later stands with its rating.
        var month = await ReadAsync(hall, new(new(2026, 3, 1), new(2026, 3, 31)));
        Assert.Equal(files.SelectMany(file => file).Order(), month.Select(rating => rating.Key).Order());
        Assert.Equal("115", month.Single(rating => rating.Key == Key(3, 1)).ToInterface()["evalDetail"]);
        Assert.Equal("115", (await ReadAsync(hall, Day(1))).Single(rating => rating.Key == Key(3, 1)).ToInterface()["evalDetail"]);

        static string Key(long ticket, int occasion) => $"demo-small-{ticket}-1#{occasion}";
    }

    private static ReportSpan Day(int day) => new(new DateOnly(2026, 3, 2).AddDays(day), new DateOnly(2026, 3, 2).AddDays(day));

    private static async Task<List<string>> FileAsync(HallOnDisk hall, int day) => [.. (await ReadAsync(hall, Day(day))).Select(rating => rating.Key).Order(StringComparer.Ordinal)];

    private static async Task<List<Core.Exchange.ExchangeRating>> ReadAsync(HallOnDisk hall, ReportSpan span)
    {
        await using var database = new Databases(hall).CreateDbContext();
        var parts = await PartHistory.ReadAsync(database, hall.Hall.Id, TestContext.Current.CancellationToken);
        return await ExchangeEndpoints.RatingsAsync(database, new RowGuard(hall.Alerts), hall.Hall, span, null, parts, new(), TestContext.Current.CancellationToken);
    }
}
