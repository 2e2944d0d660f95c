using Hall.Core.Commands;
using Hall.Core.Events;
using Hall.Core.Matters;

namespace Hall.Core.Tests.Matters;

/// <summary>The working days are state: published, they date the open matters anew.</summary>
public sealed class MatterCalendarTests
{
    private readonly MatterHall _hall = new();

    [Fact]
    public void PublishWorkCalendar_AnotherHoliday_RedatesTheOpenAndLeavesTheFinished()
    {
        var (finished, open) = (_hall.Finished(), _hall.Accepted());
        var changed = China.Of2026 with { Holidays = China.Of2026.Holidays.Add(new(2026, 11, 10)) };
        var decision = _hall.Hall.When(new PublishWorkCalendar([changed], MatterHall.Clerk));
        Assert.Equal([new WorkCalendarPublished([], null).GetType(), typeof(MatterRedated)], decision.Events.Select(one => one.GetType()));
        Assert.Equal(new DateOnly(2026, 11, 17), _hall[open].DueOn);
        Assert.Equal(new DateOnly(2026, 11, 16), _hall[finished].DueOn);
        Assert.Equal(new DateOnly(2026, 11, 16), _hall[open].PromisedOn);
    }

    [Fact]
    public void PublishWorkCalendar_NextYearComes_DatesWhatHadNoDay()
    {
        _hall.To("2026-12-28 09:00");
        var matter = _hall.Accepted();
        Assert.Null(_hall[matter].DueOn);
        Assert.False(_hall[matter].IsOverdue);
        _hall.Hall.Do(new PublishWorkCalendar([China.Of2026, China.Of2027]));
        Assert.Equal(new DateOnly(2027, 1, 12), _hall[matter].DueOn);
    }

    [Fact]
    public void PublishWorkCalendar_NextYearComesWhileSuspended_GivesTheSuspensionItsEnd()
    {
        _hall.To("2026-12-29 09:00");
        var matter = _hall.Accepted();
        _hall.Hall.Do(new SuspendMatter(matter, "T1") { By = MatterHall.Reviewer });
        Assert.Null(_hall[matter].Suspended!.Until);
        _hall.Hall.Do(new PublishWorkCalendar([China.Of2026, China.Of2027]));
        Assert.Equal((new(2027, 1, 6), null), (_hall[matter].Suspended!.Until, _hall[matter].DueOn));
    }

    [Fact]
    public void PublishWorkCalendar_TheSameAgain_ChangesNothing() =>
        Assert.Empty(_hall.Hall.When(new PublishWorkCalendar([China.Of2026])).Events);

    [Fact]
    public void PublishWorkCalendar_WithFaultsOrWithoutAYearInForce_IsRefused()
    {
        Refused(China.Of2026 with { Holidays = China.Of2026.Holidays.Add(new(2026, 10, 10)) });
        Refused(China.Of2026 with { MakeUpDays = China.Of2026.MakeUpDays.Add(new(2026, 11, 3)) });
        Refused(China.Of2026 with { Holidays = China.Of2026.Holidays.Add(new(2027, 1, 1)) });
        Refused(China.Of2026 with { Holidays = [.. Enumerable.Range(0, 300).Select(day => new DateOnly(2026, 1, 1).AddDays(day))] });
        Refused(China.Of2027);
        Refused(China.Of2026, China.Of2026);
        Refused();
    }

    private void Refused(params Core.Calendar.WorkYear[] years) =>
        Assert.Equal(RejectionCode.Malformed, _hall.Hall.Forbidden(new PublishWorkCalendar(years)));
}
