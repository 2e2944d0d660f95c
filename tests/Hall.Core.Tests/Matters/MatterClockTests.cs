using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Matters;

namespace Hall.Core.Tests.Matters;

/// <summary>Suspended, resumed, extended, overdue: what happens to the last day.</summary>
public sealed class MatterClockTests
{
    private readonly MatterHall _hall = new();

    [Fact]
    public void SuspendMatter_OnAGround_TellsTheDayAndCountsNothingUntilItIsResumed()
    {
        var matter = _hall.Accepted();
        _hall.To("2026-11-04 09:00");
        var stopped = _hall.Hall.Event<MatterSuspended>(new SuspendMatter(matter, "T1") { By = MatterHall.Reviewer });
        Assert.Equal((5, new DateOnly(2026, 11, 11)), (stopped.Days, stopped.Until));
        Assert.Null(_hall[matter].DueOn);
        Assert.Equal(MatterCode.SuspendedAlready, _hall.Hall.Forbidden(new SuspendMatter(matter, "T1") { By = MatterHall.Reviewer }));

        _hall.To("2026-11-10 09:00");
        Assert.Equal(new DateOnly(2026, 11, 20),
            _hall.Hall.Event<MatterResumed>(new ResumeMatter(matter) { By = MatterHall.Reviewer }).DueOn);
        Assert.Equal(MatterCode.NotSuspended, _hall.Hall.Forbidden(new ResumeMatter(matter) { By = MatterHall.Reviewer }));
    }

    [Fact]
    public void SuspendMatter_WithoutAGroundTooLongOrWithoutALeader_IsRefused()
    {
        var matter = _hall.Accepted();
        Assert.Equal(MatterCode.UnknownGround, _hall.Hall.Forbidden(new SuspendMatter(matter, "") { By = MatterHall.Reviewer }));
        Assert.Equal(MatterCode.SuspendedTooLong, _hall.Hall.Forbidden(new SuspendMatter(matter, "T1", 6) { By = MatterHall.Reviewer }));
        Assert.Equal(RejectionCode.Malformed, _hall.Hall.Forbidden(new SuspendMatter(matter, "T1", 0) { By = MatterHall.Reviewer }));
        Assert.Equal(MatterCode.NeedsLeader, _hall.Hall.Forbidden(new SuspendMatter(matter, "T2") { By = MatterHall.Reviewer }));
        _hall.Hall.Do(new SuspendMatter(matter, "T2") { By = MatterHall.Leader, AsLeader = true });
        Assert.NotNull(_hall[matter].Suspended);
        Assert.Equal(MatterCode.NotAccepted,
            _hall.Hall.Forbidden(new SuspendMatter(_hall.Open(), "T1") { By = MatterHall.Reviewer }));
    }

    [Fact]
    public void SuspendMatter_AgainOnTheSameGround_HasWhatIsLeftOfIt()
    {
        var matter = _hall.Accepted();
        _hall.Hall.Do(new SuspendMatter(matter, "T1", 3) { By = MatterHall.Reviewer });
        _hall.To("2026-11-05 09:00");
        Assert.Equal(new DateOnly(2026, 11, 5), _hall[matter].Suspensions[0].To);
        Assert.Equal(MatterCode.SuspendedTooLong, _hall.Hall.Forbidden(new SuspendMatter(matter, "T1", 3) { By = MatterHall.Reviewer }));
        Assert.Equal(2, _hall.Hall.Event<MatterSuspended>(new SuspendMatter(matter, "T1") { By = MatterHall.Reviewer }).Days);
    }

    [Fact]
    public void SuspendMatter_AfterTheLastDay_IsRefused()
    {
        var matter = _hall.Accepted();
        _hall.To("2026-11-17 09:00");
        Assert.True(_hall[matter].IsOverdue);
        Assert.Equal(MatterCode.DeadlineMissed, _hall.Hall.Forbidden(new SuspendMatter(matter, "T1") { By = MatterHall.Reviewer }));
        Assert.Equal(MatterCode.DeadlineMissed,
            _hall.Hall.Forbidden(new ExtendMatter(matter, 5, "专家出差") { By = MatterHall.Leader, AsLeader = true }));
    }

    [Fact]
    public void SuspendedMatter_IsNotInTheLineAndItsStepsStand()
    {
        var (matter, waiting) = (_hall.Accepted(), _hall.Accepted());
        _hall.Take(RouteStep.Review, MatterHall.Reviewer);
        _hall.Hall.Do(new SuspendMatter(matter, "T1") { By = MatterHall.Reviewer },
            new SuspendMatter(waiting, "T1") { By = MatterHall.Reviewer });
        Assert.Equal(MatterCode.MatterSuspended, _hall.Hall.Forbidden(new PassStep(matter) { By = MatterHall.Reviewer }));
        Assert.Equal(MatterCode.MatterSuspended, _hall.Hall.Forbidden(new ReturnStep(matter, ["F01"]) { By = MatterHall.Reviewer }));
        Assert.Empty(StepLines.LineOf(_hall.State.Matters, RouteStep.Review));
    }

    [Fact]
    public void PassDeadlines_WhatWasToldIsOver_ResumesAndCannotMakeItOverdueAtOnce()
    {
        var matter = _hall.Accepted();
        _hall.To("2026-11-16 09:00").Hall.Do(new SuspendMatter(matter, "T1") { By = MatterHall.Reviewer });
        _hall.To("2026-11-23 00:00");
        Assert.Equal((new DateOnly(2026, 11, 23), false), (_hall[matter].DueOn, _hall[matter].IsOverdue));
        Assert.Null(_hall[matter].Suspended);
        Assert.True(_hall.To("2026-11-24 00:00")[matter].IsOverdue);
    }

    [Fact]
    public void ExtendMatter_ByALeader_AddsWorkingDaysOnce()
    {
        var matter = _hall.Accepted();
        Assert.Equal(MatterCode.NotALeader, _hall.Hall.Forbidden(new ExtendMatter(matter, 5, "专家出差") { By = MatterHall.Reviewer }));
        Assert.Equal(RejectionCode.Malformed,
            _hall.Hall.Forbidden(new ExtendMatter(matter, 11, "专家出差") { By = MatterHall.Leader, AsLeader = true }));
        Assert.Equal(RejectionCode.Malformed,
            _hall.Hall.Forbidden(new ExtendMatter(matter, 5, "") { By = MatterHall.Leader, AsLeader = true }));
        var extended = _hall.Hall.Event<MatterExtended>(
            new ExtendMatter(matter, 5, "专家出差") { By = MatterHall.Leader, AsLeader = true });
        Assert.Equal(new DateOnly(2026, 11, 23), extended.DueOn);
        Assert.Equal(new DateOnly(2026, 11, 16), _hall[matter].PromisedOn);
        Assert.Equal(MatterCode.ExtendedAlready,
            _hall.Hall.Forbidden(new ExtendMatter(matter, 5, "专家出差") { By = MatterHall.Leader, AsLeader = true }));
    }

    [Fact]
    public void ResumeMatter_ClockWentBackADay_ResumesOnTheDayItWasStopped()
    {
        var matter = _hall.Accepted();
        _hall.To("2026-11-04 09:00").Hall.Do(new SuspendMatter(matter, "T1") { By = MatterHall.Reviewer });
        var before = _hall.Hall.Now.AddDays(-1);
        _hall.Hall.Do(new CorrectClock(before));
        _hall.Hall.Now = before;
        Assert.Equal(new DateOnly(2026, 11, 4), _hall.Hall.Event<MatterResumed>(new ResumeMatter(matter) { By = MatterHall.Reviewer }).On);
        Assert.Equal(new DateOnly(2026, 11, 16), _hall[matter].DueOn);
    }

    [Fact]
    public void PassDeadlines_ReadyButNotTold_IsOverdueAndToldInTimeIsNot()
    {
        var (late, told) = (_hall.Finished(), _hall.Finished());
        _hall.Hall.Do(new TellResult(told, DeliveryWay.Phone) { By = MatterHall.Clerk });
        _hall.To("2026-11-17 00:00");
        Assert.Equal((true, false), (_hall[late].IsOverdue, _hall[told].IsOverdue));
        Assert.Equal(MatterCode.AlreadyFinished, _hall.Hall.Forbidden(new SuspendMatter(late, "T1") { By = MatterHall.Reviewer }));
    }

    [Fact]
    public void PassDeadlines_NothingToldInFiveDays_CountsAsAcceptedFromTheDayOfReceipt()
    {
        var matter = _hall.Open(papers: "gm");
        Assert.Equal(MatterStage.Opened, _hall.To("2026-11-09 23:59")[matter].Stage);
        _hall.To("2026-11-10 00:00");
        Assert.Equal((MatterStage.Accepted, new(2026, 11, 2), new DateOnly(2026, 11, 16)),
            (_hall[matter].Stage, _hall[matter].AcceptedOn!.Value, _hall[matter].DueOn));
        Assert.Equal(MatterCode.AlreadyAccepted, _hall.Hall.Forbidden(new TellOnce(matter, []) { By = MatterHall.Clerk }));

        _hall.Hall.Do(_hall.Accept(matter, new PaperMark("档案", PaperState.ToFollow, new(2026, 11, 12))) with { By = MatterHall.Clerk });
        Assert.Equal((MatterStage.InReview, new DateOnly(2026, 11, 16)), (_hall[matter].Stage, _hall[matter].DueOn));
    }

    [Fact]
    public void PassDeadlines_ToldAndNothingCameForThirtyDays_Lapses()
    {
        var matter = _hall.Open(papers: "mm");
        _hall.Hall.Do(new TellOnce(matter, []) { By = MatterHall.Clerk });
        _hall.To("2026-11-12 09:00").Hall.Do(new SupplyPapers(matter, [new("档案", PaperState.Given)]) { By = MatterHall.Clerk });
        Assert.Equal(MatterStage.Told, _hall.To("2026-12-12 09:00")[matter].Stage);
        Assert.Equal(MatterStage.Lapsed, _hall.To("2026-12-13 09:00")[matter].Stage);
        Assert.Null(_hall.To("2026-12-14 09:00").State.Matters.Find(matter));
    }
}
