using Hall.Core.Calendar;
using Hall.Core.Cases;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Calendar;

namespace Hall.Core.Tests.Cases;

public sealed class ReviewCaseTests
{
    private static readonly StaffNumber Rated = new("1001");
    private static readonly StaffNumber Reviewer = new("9005");
    private static readonly StaffNumber Duty = new("9002");
    private static readonly CaseRules Rules = new();
    private static readonly HallDays Days = new(WorkCalendarTests.Autumn, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Steps_FromThePressToTheEnd_CloseTheCase()
    {
        var done = Taken(Checked().Close(Duty, Monday.AddDays(3)));
        Assert.Equal(ReviewStage.Closed, done.Stage);
        Assert.Equal(CaseStanding.Done, done.StandingAt(Monday.AddYears(1)));
        Assert.Equal(
            ["opened", "assigned", "heard", "classified-MendNow", "mended", "called-back", "confirmed", "called-back-again", "closed"],
            done.Steps.Select(step => step.Kind));
        Assert.True(done.MendedInTime(Monday.AddDays(3)));
    }

    [Fact]
    public void Close_WithoutACallBack_IsForbiddenAtEveryStageBefore()
    {
        var mending = Mending();
        var mended = Taken(mending.Mend(Reviewer, "材料退回并道歉", Monday, Rules, Days));
        foreach (var before in new[] { Opened(), Assigned(), Heard(), mending, mended })
        {
            Assert.Equal(CaseRule.NotCalledBack, before.Close(Duty, Monday).Rejection!.Code);
        }

        var called = Taken(mended.CallBack(Reviewer, "已回访", Monday));
        Assert.Equal(CaseRule.NotConfirmed, called.Close(Duty, Monday).Rejection!.Code);
        var confirmed = Taken(called.Confirm(null, true, "", Monday, Rules, Days));
        Assert.Equal(CaseRule.NoSecondCallBack, confirmed.Close(Duty, Monday).Rejection!.Code);
    }

    [Fact]
    public void Assign_TheOneRated_IsForbidden()
    {
        Assert.Equal(CaseRule.IsTheOneRated, Opened().Assign(Duty, Rated, Monday).Rejection!.Code);
        Assert.Equal(CaseRule.IsTheOneRated, Assigned().Hear(Rated, "x", Monday, Rules, Days).Rejection!.Code);
        Assert.Equal(CaseRule.IsTheOneRated, Checked().Close(Rated, Monday).Rejection!.Code);
    }

    [Fact]
    public void SetAside_NeedsAReasonAndASecondPerson()
    {
        Assert.Equal(CaseRule.NeedsText, Heard().ProposeAside(Reviewer, " ", Monday).Rejection!.Code);
        var proposed = Taken(Heard().ProposeAside(Reviewer, "按错了键，本人确认", Monday));
        Assert.Equal(CaseRule.SamePerson, proposed.DecideAside(Reviewer, true, "同意", Monday).Rejection!.Code);
        Assert.Equal(CaseRule.IsTheOneRated, proposed.DecideAside(Rated, true, "同意", Monday).Rejection!.Code);
        Assert.Equal(ReviewStage.Heard, Taken(proposed.DecideAside(Duty, false, "理由不足", Monday)).Stage);
        var aside = Taken(proposed.DecideAside(Duty, true, "同意", Monday));
        Assert.Equal(ReviewStage.SetAside, aside.Stage);
        Assert.Null(aside.MendedInTime(Monday.AddYears(1)));
        Assert.Equal(CaseRule.NotNow, aside.Close(Duty, Monday).Rejection!.Code);
    }

    [Fact]
    public void Confirm_NotSettled_IsMendedAgain()
    {
        var called = Taken(Taken(Mending().Mend(Reviewer, "x", Monday, Rules, Days)).CallBack(Reviewer, "x", Monday));
        var again = Taken(called.Confirm(null, false, "还是没有解决", Monday, Rules, Days));
        Assert.Equal(ReviewStage.Mending, again.Stage);
        Assert.Equal(CaseRule.NotCalledBack, again.Close(Duty, Monday).Rejection!.Code);
        Assert.Equal(CaseRule.NeedsText, called.Confirm(null, false, "", Monday, Rules, Days).Rejection!.Code);
    }

    [Fact]
    public void Mend_OfAnAnonymousReview_LeavesTheSupervisor()
    {
        var mended = Taken((Mending() with { Named = false }).Mend(Reviewer, "x", Monday, Rules, Days));
        Assert.Equal(ReviewStage.Confirmed, mended.Stage);
        Assert.Equal(CaseRule.NobodyToCall, mended.CallBack(Reviewer, "x", Monday).Rejection!.Code);
        Assert.Equal(ReviewStage.Closed, Taken(Taken(mended.CallBackAgain(Duty, "已阅", Monday)).Close(Duty, Monday)).Stage);
    }

    [Fact]
    public void LeaveName_AfterAnAnonymousRemedy_OwesTheCallBack()
    {
        var mended = Taken((Mending() with { Named = false }).Mend(Reviewer, "x", Monday, Rules, Days));
        foreach (var before in new[] { mended, Taken(mended.CallBackAgain(Duty, "已阅", Monday)) })
        {
            var named = Taken(before.LeaveName(Monday, Rules, Days));
            Assert.Equal((ReviewStage.Mended, CaseRule.NotCalledBack), (named.Stage, named.Close(Duty, Monday).Rejection!.Code));
            Assert.Equal(ReviewStage.CalledBack, Taken(named.CallBack(Reviewer, "已回访", Monday)).Stage);
        }

        Assert.Equal(ReviewStage.Assigned, Taken((Assigned() with { Named = false }).LeaveName(Monday, Rules, Days)).Stage);
        Assert.Equal(CaseRule.NotNow, Taken(Checked().Close(Duty, Monday)).LeaveName(Monday, Rules, Days).Rejection!.Code);
    }

    [Fact]
    public void Steps_OfAnotherPersonOrOutOfTurn_AreForbidden()
    {
        Assert.Equal(CaseRule.NotNamed, Assigned().Hear(Duty, "x", Monday, Rules, Days).Rejection!.Code);
        Assert.Equal(CaseRule.NotNow, Assigned().Mend(Reviewer, "x", Monday, Rules, Days).Rejection!.Code);
        Assert.Equal(CaseRule.NeedsText, Assigned().Hear(Reviewer, new('x', 1_001), Monday, Rules, Days).Rejection!.Code);
        Assert.Throws<ArgumentException>(() => Opened(FeedbackLevel.Satisfied));
    }

    [Fact]
    public void StandingAt_AsTimePasses_GoesFromInTimeToMissed()
    {
        var opened = Opened();
        Assert.Equal(CaseStanding.InTime, opened.StandingAt(Monday));
        Assert.Equal(CaseStanding.Near, opened.StandingAt(Monday.AddHours(36)));
        Assert.Equal(CaseStanding.Missed, opened.StandingAt(Monday.AddHours(38)));
        Assert.Equal(CaseStanding.Unknown, (opened with { Due = new(Monday, null) }).StandingAt(Monday));
    }

    [Fact]
    public void MendedInTime_NobodyClassifiedIt_IsFalseOnceWhatWasDueHasPassed()
    {
        foreach (var open in new[] { Opened(), Assigned(), Heard(), Taken(Heard().ProposeAside(Reviewer, "按错了键，本人确认", Monday)) })
        {
            Assert.Null(open.MendedInTime(open.Due!.At!.Value.AddTicks(-1)));
            Assert.False(open.MendedInTime(open.Due.At.Value));
        }

        Assert.Null((Opened() with { Due = new(Monday, null) }).MendedInTime(Monday.AddYears(1)));
    }

    [Fact]
    public void MendedInTime_AfterTheDeadline_IsFalse()
    {
        var late = Taken(Mending().Mend(Reviewer, "x", Monday.AddDays(10), Rules, Days));
        Assert.False(late.MendedInTime(Monday.AddDays(11)));
        Assert.Null(Mending().MendedInTime(Monday.AddDays(1)));
        Assert.False(Mending().MendedInTime(Monday.AddDays(10)));
        var figures = CaseFigures.Of([late, Checked(), Mending() with { Named = false }], [], Monday.AddDays(1));
        Assert.Equal((new Share(1, 2), new Share(1, 2)), (figures.Mended, figures.CalledBack));
    }

    [Fact]
    public void Second_ReviewerWhoGaveTheCaseAway_IsStillNotASecondPerson()
    {
        var proposed = Taken(Heard().ProposeAside(Reviewer, "按错了键", Monday));
        Assert.Equal(
            CaseRule.SamePerson,
            Taken(proposed.Assign(Reviewer, Duty, Monday)).DecideAside(Reviewer, true, "同意", Monday).Rejection!.Code);

        var called = Taken(Taken(Mending().Mend(Reviewer, "已整改", Monday, Rules, Days)).CallBack(Reviewer, "已回访", Monday));
        var given = Taken(Taken(called.Confirm(null, true, "", Monday, Rules, Days)).Assign(Reviewer, Duty, Monday));
        Assert.Equal(CaseRule.SamePerson, given.CallBackAgain(Reviewer, "再次回访", Monday).Rejection!.Code);
    }

    [Fact]
    public void Assign_ByTheOneRated_IsForbidden() =>
        Assert.Equal(CaseRule.IsTheOneRated, Opened().Assign(Rated, Reviewer, Monday).Rejection!.Code);

    private static ReviewCase Opened(FeedbackLevel level = FeedbackLevel.Dissatisfied) => ReviewCase.Open(
        "CP2026-00001", new(new(7), "A007", 1, new("1"), Rated, new("A01")), level, ["213"], "等太久", new(2026, 11, 23), true, Monday,
        Rules,
            Days);

    private static ReviewCase Assigned() => Taken(Opened().Assign(Duty, Reviewer, Monday));

    private static ReviewCase Heard() => Taken(Assigned().Hear(Reviewer, "电话核实", Monday, Rules, Days));

    private static ReviewCase Mending() => Taken(Heard().Classify(Reviewer, ReviewClass.MendNow, "材料清单缺失", Monday, Rules, Days));

    private static ReviewCase Checked()
    {
        var called = Taken(Taken(Mending().Mend(Reviewer, "已补发清单", Monday, Rules, Days)).CallBack(Reviewer, "已回访", Monday));
        return Taken(Taken(called.Confirm(null, true, "满意", Monday, Rules, Days)).CallBackAgain(Duty, "二次回访", Monday));
    }

    private static ReviewCase Taken(CaseAnswer<ReviewCase> answer)
    {
        Assert.Null(answer.Rejection);
        return answer.After!;
    }
}
