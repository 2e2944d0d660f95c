using System.Globalization;
using Hall.Core.Calendar;
using Hall.Core.Feedback;
using Hall.Core.Privacy;
using Hall.Hub.Ratings;
using Hall.Storage.Ratings;
using Hall.Web.Tests.Ratings;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace Hall.Web.Tests;

/// <summary>A machine that tells its dates in another calendar, and its numbers with other signs.</summary>
public sealed class CultureTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public void Dispose() => CultureInfo.CurrentCulture = _before;

    [Theory]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("de-DE")]
    public void Texts_OfDaysAndFigures_AreThoseOfEveryOtherMachine(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        var day = new DateOnly(2026, 3, 2);
        Assert.Equal(("2026-03-02", "20260302"), (DayText.Of(day), DayText.Compact(day)));
        var query = new RowQuery(new(day, day), RowSet.Bad, Hour: 9, Level: FeedbackLevel.Dissatisfied);
        var address = RowQueryText.Write("/x", query);
        Assert.Contains("from=2026-03-02&to=2026-03-02", address, StringComparison.Ordinal);
        Assert.Equal(query, RowQueryText.Read(QueryHelpers.ParseQuery(address[2..]), day).Query);
        Assert.Contains(
            new WorkCalendar { Years = new HashSet<int> { 2026 }, Holidays = new HashSet<DateOnly> { day },
                MakeUpDays = new HashSet<DateOnly> { day } }.Faults(), fault => fault.StartsWith("2026-03-02", StringComparison.Ordinal));
        Assert.DoesNotContain("110101199003074610", FreeText.Redacted("身份证 110101199003074610"), StringComparison.Ordinal);
        Assert.StartsWith("2026-03-02,", new ExportedHead(day, 1, new byte[16]).Line, StringComparison.Ordinal);
        var view = new SatisfactionView(new(day, day), [new(day, 9, RatingCounts.None with { Served = 1 })], []);
        Assert.Equal("09", Assert.Single(view.HoursOfDay).Key);
    }

    [Theory]
    [InlineData("th_TH.UTF-8")]
    [InlineData("ar_SA.UTF-8")]
    public async Task Verify_OnAMachineOfAnotherCalendar_NamesTheDayAsEverywhere(string language)
    {
        await using var hall = HallOnDisk.Started();
        await hall.ServeAsync(FeedbackLevel.Satisfied);
        await hall.StopAsync();
        hall.Tamper("UPDATE legs SET Teller = '1009'");
        var (code, _, errors) = await HallProgram.RunInAsync(language, "verify", "--data", hall.Folder);
        Assert.Equal(1, code);
        Assert.Contains("the served legs of 2026-03-02 (UTC)", errors, StringComparison.Ordinal);
    }
}
