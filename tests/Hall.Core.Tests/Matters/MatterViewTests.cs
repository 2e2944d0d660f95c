using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Matters;

namespace Hall.Core.Tests.Matters;

/// <summary>What desks and boards are shown.</summary>
public sealed class MatterViewTests
{
    private readonly MatterHall _hall = new();

    [Fact]
    public void Of_AMatterOnItsWay_IsInTimeNearAndOverdue()
    {
        var matter = _hall.Accepted();
        Assert.Equal((MatterStanding.InTime, 10), (View(matter).Standing, View(matter).DaysLeft));
        _hall.To("2026-11-12 09:00");
        Assert.Equal((MatterStanding.Near, 2), (View(matter).Standing, View(matter).DaysLeft));
        _hall.To("2026-11-18 09:00");
        Assert.Equal((MatterStanding.Overdue, -2), (View(matter).Standing, View(matter).DaysLeft));
    }

    [Fact]
    public void Of_SuspendedOpenOrFinished_HasNoDayToPress()
    {
        var (open, stopped, finished) = (_hall.Open(), _hall.Accepted(), _hall.Accepted("A01"));
        _hall.Hall.Do(new SuspendMatter(stopped, "T1") { By = MatterHall.Reviewer },
            new FinishMatter(finished, MatterOutcome.Done) { By = MatterHall.Clerk });
        Assert.Equal([MatterStanding.Undated, MatterStanding.Suspended, MatterStanding.Finished],
            new[] { open, stopped, finished }.Select(matter => View(matter).Standing));
        Assert.Equal([finished, open, stopped],
            MatterView.OpenOf(_hall.State.Plan, _hall.State.Matters, new(2026, 11, 2)).Select(view => view.Matter.Number));
    }

    [Fact]
    public void MatterDesk_OfAReviewer_HasTheirLineAndWhatIsInHand()
    {
        var (first, second) = (_hall.Accepted(), _hall.Accepted());
        var line = Assert.Single(Desk(MatterHall.Reviewer));
        Assert.Equal((RouteStep.Review, 2, null), (line.Step, line.Mine, line.InHand));
        _hall.Take(RouteStep.Review, MatterHall.Reviewer);
        line = Assert.Single(Desk(MatterHall.Reviewer));
        Assert.Equal((first, second), (line.InHand!.Matter.Number, Assert.Single(line.Line).Matter.Number));
        Assert.Empty(Desk(MatterHall.SecondReviewer));
        _hall.Hall.Do(new DeclareAbsence(MatterHall.Reviewer, new(2026, 11, 2), new(2026, 11, 2), MatterHall.Clerk));
        Assert.Equal(MatterHall.Reviewer, Assert.Single(Desk(MatterHall.SecondReviewer)).For);
        Assert.Single(Desk(MatterHall.Reviewer));
        Assert.False(Desk(MatterHall.Reviewer)[0].Holds);
    }

    [Fact]
    public void EndingWith_TheLastSignsOfACase_FindsIt()
    {
        var matter = _hall.Open(reference: "340700-2026-A118");
        _hall.Open(reference: "340700-2026-A119");
        Assert.Equal(matter, Assert.Single(_hall.State.Matters.EndingWith("a118")).Number);
        Assert.Equal(matter, Assert.Single(_hall.State.Matters.EndingWith("0001")).Number);
        Assert.Empty(_hall.State.Matters.EndingWith("18"));
    }

    [Fact]
    public void RedatedBy_AnotherCalendar_ShowsWhatWouldChangeAndChangesNothing()
    {
        var matter = _hall.Accepted();
        var years = new[] { China.Of2026 with { Holidays = China.Of2026.Holidays.Add(new(2026, 11, 10)) } };
        Assert.Equal((matter, new DateOnly(2026, 11, 17)),
            (new RedatedBy(years).Answer(_hall.State, _hall.Hall.Now)[0].Matter,
                new RedatedBy(years).Answer(_hall.State, _hall.Hall.Now)[0].DueOn));
        Assert.Equal(new DateOnly(2026, 11, 16), new MatterByNumber(matter).Answer(_hall.State, _hall.Hall.Now)!.Matter.DueOn);
    }

    private MatterView View(MatterNumber matter) => new MatterByNumber(matter).Answer(_hall.State, _hall.Hall.Now)!;

    private System.Collections.Immutable.ImmutableArray<DeskLine> Desk(StaffNumber who) =>
        new MatterDesk(who).Answer(_hall.State, _hall.Hall.Now);
}
