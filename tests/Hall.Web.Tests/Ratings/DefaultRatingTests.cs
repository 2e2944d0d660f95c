using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Hub.Cases;
using Hall.Hub.Ratings;
using Hall.Storage.Data;
using Hall.Storage.Hosting;
using Hall.Web.CommandLine;
using Hall.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Ratings;

/// <summary>Silence that a hall wants entered as 基本满意: it stands apart in every count.</summary>
public sealed class DefaultRatingTests
{
    private static readonly ReportSpan Month = new(new(2026, 3, 1), new(2026, 3, 31));

    [Fact]
    public async Task Enter_UnlessTheHallWantsIt_EntersNothing()
    {
        await using var hall = HallOnDisk.Started();
        await hall.ServeAsync();
        await LaterAsync(hall, 30);
        Assert.Equal(0, await EnterAsync(hall));
        Assert.Equal(0, hall.Count("SELECT COUNT(*) FROM feedback"));
    }

    [Theory]
    [InlineData(6, 0)]
    [InlineData(7, 1)]
    [InlineData(13, 1)]
    [InlineData(14, 0)]
    public async Task Enter_SilenceOfSomeDays_IsEnteredWhenItIsDueAndNotForOldDays(int days, int expected)
    {
        await using var hall = HallOnDisk.Started();
        Want(hall);
        await hall.ServeAsync();
        await LaterAsync(hall, days);
        Assert.Equal(expected, await EnterAsync(hall));
        Assert.Equal(0, await EnterAsync(hall));
        Assert.Equal(expected, hall.Count("SELECT COUNT(*) FROM feedback WHERE Occasion = 0 AND Level = 'BasicallySatisfied'"));
    }

    [Fact]
    public async Task Counts_WithDefaults_KeepThemApart()
    {
        await using var hall = HallOnDisk.Started();
        Want(hall);
        await hall.ServeAsync(FeedbackLevel.Satisfied);
        await hall.ServeAsync(FeedbackLevel.Dissatisfied);
        await hall.ServeAsync();
        await hall.ServeAsync();
        await LaterAsync(hall, 7);
        Assert.Equal(2, await EnterAsync(hall));

        var reports = new RatingReports(new Databases(hall));
        var cancel = TestContext.Current.CancellationToken;
        var total = new SatisfactionView(Month, await reports.HoursAsync(hall.Hall.Id, Month, null, cancel), []).Total;
        foreach (var counts in (await reports.PartsAsync(hall.Hall.Id, Month, TallyScope.Service, null, cancel)).Select(part => part.Counts)
            .Append(total))
        {
            Assert.Equal((2, 4, 2, 2), (counts.Defaults, counts.Served, counts.Valid.Total, counts.Unrated));
            Assert.Equal((new Share(1, 2), new Share(2, 4)), (counts.Satisfaction, counts.RatingRate));
        }

        var row = FigureRow.Of("A01", "x", total);
        Assert.Equal((2, 0, 2), (row.DefaultRatings, row.BasicallySatisfied, row.ValidRatings));
        Assert.Equal(2,
            await new RatingRowsReader(new Databases(hall), hall.Database.Texts).CountAsync(hall.Hall.Id, new(Month, RowSet.Real), cancel));
        var silent =
            await new RatingRowsReader(new Databases(hall), hall.Database.Texts).ReadAsync(hall.Hall.Id, new(Month, RowSet.Defaults), 0,
                100, null, cancel);
        Assert.Equal((2, 2),
            (silent.Count(row => row.Level is null), await reports.CountAsync(hall.Hall.Id, new(Month, RowSet.Defaults), cancel)));
        await hall.StopAsync();
        Assert.Empty(VerifyVerb.Faults(hall.Folder));
    }

    private static void Want(HallOnDisk hall) =>
        File.WriteAllText(Path.Combine(hall.Folder, CaseSettingsFile.Name), """{"defaultRatings":true}""");

    private static async Task<int> EnterAsync(HallOnDisk hall)
    {
        using var entering = new DefaultRatings(new Databases(hall), new CaseSettingsFile(new HubOptions { DataFolder = hall.Folder }),
            hall.Halls, hall.Clock, _ => { },
            NullLogger<DefaultRatings>.Instance);
        return await entering.EnterAsync(hall.Hall, TestContext.Current.CancellationToken);
    }

    private static async Task LaterAsync(HallOnDisk hall, int days)
    {
        hall.Time.Advance(TimeSpan.FromDays(days));
        await hall.DoAsync(new CorrectClock(hall.Clock.GetUtcNow()));
        await hall.UntilAsync(() => hall.Hall.Snapshot.BusinessDay == new DateOnly(2026, 3, 2).AddDays(days), TimeSpan.FromSeconds(1));
    }
}
