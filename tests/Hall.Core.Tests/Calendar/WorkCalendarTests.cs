using Hall.Core.Calendar;
using Hall.Core.Cases;

namespace Hall.Core.Tests.Calendar;

public sealed class WorkCalendarTests
{
    /// <summary>National Day of 2026: off from 1 to 7 October, worked on Sunday 20 September and Saturday 10 October.</summary>
    public static WorkCalendar Autumn { get; } = new()
    {
        Years = new HashSet<int> { 2026 },
        Holidays = Enumerable.Range(1, 7).Select(day => new DateOnly(2026, 10, day)).ToHashSet(),
        MakeUpDays = new HashSet<DateOnly> { new(2026, 9, 20), new(2026, 10, 10) },
    };

    [Theory]
    [InlineData("2026-09-30", 1, "2026-10-08")]
    [InlineData("2026-09-30", 3, "2026-10-10")]
    [InlineData("2026-09-18", 1, "2026-09-20")]
    [InlineData("2026-10-03", 0, "2026-10-08")]
    [InlineData("2026-11-23", 0, "2026-11-23")]
    [InlineData("2026-11-27", 1, "2026-11-30")]
    public void After_HolidaysAndMakeUpDays_AreCountedAsAnnounced(string day, int workingDays, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, null), Autumn.After(DateOnly.Parse(day, null), workingDays).Day);

    [Fact]
    public void After_NextYearIsMissing_SaysWhichYear() => Assert.Equal(CalendarAnswer.Missing(2027), Autumn.After(new(2026, 12, 31), 1));

    [Fact]
    public void From_NextYearIsMissing_HasNoDeadline() =>
        Assert.Equal(new Deadline(null, 2027), new DeadlineRule(5).From(new(2026, 12, 30, 9, 0, 0), Autumn));

    [Fact]
    public void From_WorkingDays_EndsWithTheLastOfThem() =>
        Assert.Equal(new(2026, 11, 27), new DeadlineRule(3).From(new(2026, 11, 23, 16, 59, 0), Autumn).At);

    [Fact]
    public void From_AnHourOnAFridayNight_GoesOnOnMonday() =>
        Assert.Equal(new(2026, 11, 30, 0, 30, 0), new DeadlineRule(0, 60).From(new(2026, 11, 27, 23, 30, 0), Autumn).At);

    [Fact]
    public void From_HallDays_IsInTheHallsTimeZone()
    {
        var days = new HallDays(Autumn, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        var due = days.From(new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero), new(1));
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 16, 0, 0, TimeSpan.Zero), due.At);
    }

    [Fact]
    public void Faults_ContradictionsAndForgottenYears_AreNamed()
    {
        var odd = Autumn with
        {
            Holidays = new HashSet<DateOnly> { new(2026, 10, 10), new(2027, 1, 1) },
            MakeUpDays = new HashSet<DateOnly> { new(2026, 10, 10), new(2026, 10, 12) },
        };
        Assert.Equal(3, odd.Faults().Count());
        Assert.Empty(Autumn.Faults());
    }
}
