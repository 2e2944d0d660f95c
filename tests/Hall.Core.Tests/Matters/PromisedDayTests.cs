using Hall.Core.Calendar;
using Hall.Core.Matters;

namespace Hall.Core.Tests.Matters;

public sealed class PromisedDayTests
{
    [Theory]
    [InlineData("2026-09-29", 5, "", "2026-10-12")]
    [InlineData("2026-10-10", 3, "", "2026-10-14")]
    [InlineData("2026-09-20", 5, "", "2026-09-28")]
    [InlineData("2026-10-03", 5, "", "2026-10-13")]
    [InlineData("2026-11-02", 10, "2026-11-04/2026-11-11", "2026-11-23")]
    [InlineData("2026-11-02", 10, "2026-11-04/2026-11-04", "2026-11-16")]
    [InlineData("2026-11-02", 10, "2026-11-03/2026-11-05 2026-11-10/2026-11-16", "2026-11-24")]
    [InlineData("2026-11-02", 10, "2026-11-16/2026-11-20", "2026-11-20")]
    [InlineData("2026-11-02", 10, "2026-11-13/2026-11-18", "2026-11-19")]
    [InlineData("2026-11-02", 10, "2026-11-02/2026-11-03", "2026-11-17")]
    [InlineData("2026-11-02", 10, "2026-11-06/2026-11-08", "2026-11-16")]
    [InlineData("2026-11-02", 15, "", "2026-11-23")]
    [InlineData("2026-11-02", 0, "", "2026-11-02")]
    [InlineData("2026-10-03", 0, "", "2026-10-08")]
    [InlineData("2026-09-28", 5, "2026-09-29/2026-10-09", "2026-10-14")]
    [InlineData("2026-03-02", 60, "", "2026-05-28")]
    public void On_TheSpecifiedVectors_IsTheirDay(string accepted, int days, string stops, string expected) =>
        Assert.Equal(Day(expected), PromisedDay.On(China.Calendar, Day(accepted), days, Stops(stops)).Day);

    [Fact]
    public void Used_WhileSuspended_IsWhatWasUsedBefore()
    {
        Suspension[] open = [new("T1", Day("2026-11-04"), 15, null)];

        Assert.Equal(2, PromisedDay.Used(China.Calendar, Day("2026-11-02"), open, Day("2026-11-20")));
    }

    [Fact]
    public void On_NextYearIsMissing_SaysWhichYear()
    {
        Assert.Equal(CalendarAnswer.Missing(2027), PromisedDay.On(China.Calendar, Day("2026-12-28"), 10, []));
        Assert.Equal(Day("2027-01-12"), PromisedDay.On(WorkCalendar.Of([China.Of2026, China.Of2027]), Day("2026-12-28"), 10, []).Day);
    }

    [Fact]
    public void On_AHundredThousandMatters_IsWhatAWalkDayByDayGives()
    {
        // Fixed, so that a failure comes again.
        var dice = new Random(20261102);
        WorkYear[] years = [China.Of2026, China.Of2027];
        var calendar = WorkCalendar.Of(years);
        for (var run = 0; run < 100_000; run++)
        {
            var accepted = new DateOnly(2026, 1, 1).AddDays(dice.Next(500));
            var days = dice.Next(4) == 0 ? dice.Next(3) : dice.Next(60);
            var stops = new List<(DateOnly From, DateOnly To)>();
            for (var from = accepted.AddDays(dice.Next(20)); stops.Count < dice.Next(4); from = stops[^1].To.AddDays(dice.Next(15)))
            {
                stops.Add((from, from.AddDays(dice.Next(20))));
            }

            var expected = DayByDay.LastDay(years, accepted, days, stops);
            var actual = PromisedDay.On(calendar, accepted, days,
                [.. stops.Select(stop => new Suspension("T1", stop.From, 1, null, stop.To))]);
            Assert.True(expected == actual.Day, $"Run {run}: {accepted}, {days}, {string.Join(' ', stops)}: {expected}, not {actual}");
        }
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, null);

    private static Suspension[] Stops(string stops) =>
    [
        .. stops.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(stop => stop.Split('/'))
            .Select(ends => new Suspension("T1", Day(ends[0]), 15, null, Day(ends[1]))),
    ];
}
