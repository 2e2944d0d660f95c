using Hall.Core.Cases;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Calendar;

namespace Hall.Core.Tests.Cases;

public sealed class ComplaintTests
{
    private static readonly StaffNumber Blamed = new("1001");
    private static readonly StaffNumber Investigator = new("9005");
    private static readonly StaffNumber Duty = new("9002");
    private static readonly StaffNumber Other = new("9006");
    private static readonly CaseRules Rules = new();
    private static readonly HallDays Days = new(WorkCalendarTests.Autumn, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Steps_FromRegistrationToConfirmation_SettleIt()
    {
        var extended = Taken(
            Taken(Assigned().Investigate(Investigator, "调取录像", Monday)).Extend(Investigator, Monday.AddDays(40), "等待鉴定", Monday));
        var answered = Taken(extended.Reply(Investigator, "已整改", Monday.AddDays(2)));
        Assert.Equal(CaseStanding.Done, answered.StandingAt(Monday.AddYears(1)));
        var settled = Taken(answered.Confirm(null, true, "", Monday.AddDays(3), Rules, Days));
        Assert.Equal(ComplaintStage.Confirmed, settled.Stage);
        Assert.Equal(
            ["registered", "assigned", "investigated", "extended", "answered", "confirmed"], settled.Steps.Select(step => step.Kind));
    }

    [Fact]
    public void Add_WhileOpen_KeepsEveryTextUpToFiveAndNumbersArePrivate()
    {
        var complaint = Registered();
        for (var more = 2; more <= Complaint.MostTexts; more++)
        {
            complaint = Taken(complaint.Add("补充", $"第{more}次，电话 13800001111", null, more == 3, null, Monday.AddHours(more)));
        }

        Assert.Equal((4, true, ComplaintStage.Registered), (complaint.Added.Length, complaint.Named, complaint.Stage));
        Assert.DoesNotContain("13800001111", string.Concat(complaint.Added.Select(text => text.Content)), StringComparison.Ordinal);
        Assert.Equal(CaseRule.NoMoreTexts, complaint.Add("补充", "又一次", null, false, null, Monday).Rejection!.Code);
        Assert.Equal(CaseRule.NeedsText, Registered().Add("补充", "", null, false, null, Monday).Rejection!.Code);
    }

    [Fact]
    public void Add_AboutAnotherTeller_KeepsThatTellerOutOfTheComplaintToo()
    {
        var about = new ServedLeg(new(7), "A007", 2, new("2"), Investigator, new("A01"));
        var both = Taken(Assigned().Add("第二个窗口", "也不耐烦", about, false, null, Monday));
        Assert.True(both.Concerns(Investigator) && both.Concerns(Blamed));
        Assert.Equal(CaseRule.IsTheOneRated, both.Reply(Investigator, "已整改", Monday).Rejection!.Code);
        Assert.Equal(CaseRule.IsTheOneRated, both.Assign(Duty, Investigator, Monday).Rejection!.Code);
        Assert.False(both.IsCalledBy(Investigator, true));
    }

    [Fact]
    public void Aside_TwoPeopleOfDifferentPosts_EndsItAndStaysInTheRegister()
    {
        var proposed = Taken(Assigned().ProposeAside(Other, ["reviewer"], "同一人反复提交无意义内容", Monday));
        Assert.Equal(ComplaintStage.AsideProposed, proposed.Stage);
        Assert.Equal(CaseRule.SamePerson, proposed.DecideAside(Other, ["duty-manager"], true, "x", Monday).Rejection!.Code);
        Assert.Equal(CaseRule.SamePerson, proposed.DecideAside(Investigator, ["duty-manager"], true, "x", Monday).Rejection!.Code);
        Assert.Equal(CaseRule.IsTheOneRated, proposed.DecideAside(Blamed, ["duty-manager"], true, "x", Monday).Rejection!.Code);
        Assert.Equal(CaseRule.SamePost, proposed.DecideAside(Duty, [], true, "x", Monday).Rejection!.Code);
        Assert.Equal(CaseRule.NeedsText, proposed.DecideAside(Duty, ["duty-manager"], true, "", Monday).Rejection!.Code);
        var aside = Taken(proposed.DecideAside(Duty, ["duty-manager"], true, "属实", Monday.AddDays(1)));
        Assert.Equal((true, ComplaintStage.SetAside, Monday.AddDays(1)), (aside.IsOver, aside.Stage, aside.EndedAt));
        Assert.Equal(CaseRule.NotNow, aside.Add("又", "又", null, false, null, Monday).Rejection!.Code);
    }

    [Fact]
    public void Aside_ProposerHoldsTheDecidersPostToo_NeedsAnotherPost()
    {
        var proposed = Taken(Assigned().ProposeAside(Other, ["reviewer", "duty-manager"], "反复提交", Monday));
        Assert.Equal(CaseRule.SamePost, proposed.DecideAside(Duty, ["duty-manager"], true, "属实", Monday).Rejection!.Code);
        Assert.Equal(
            ComplaintStage.Assigned,
            Taken(Taken(Assigned().ProposeAside(Other, ["reviewer"], "反复提交", Monday))
            .DecideAside(Duty, ["duty-manager"], false, "不是滥用", Monday)).Stage);
    }

    [Fact]
    public void Aside_AfterTheDeadlineWasMissed_LeavesItMissed()
    {
        var by = Assigned().PromisedBy!.Value;
        var proposed = Taken(Assigned().ProposeAside(Other, ["reviewer"], "反复提交", Monday));
        Assert.Null(Taken(proposed.DecideAside(Duty, ["duty-manager"], true, "属实", by.AddMinutes(-1))).AnswerBy);
        var late = Taken(proposed.DecideAside(Duty, ["duty-manager"], true, "属实", by.AddMinutes(1)));
        Assert.Equal(by, late.AnswerBy);
        Assert.Equal((0, 1),
            (CaseFigures.Of([], [late], by.AddDays(1)).Answered.Numerator, CaseFigures.Of([], [late], by.AddDays(1)).Answered.Denominator));
    }

    [Fact]
    public void Assign_TheOneComplainedOf_IsForbidden() =>
        Assert.Equal(CaseRule.IsTheOneRated, Registered().Assign(Duty, Blamed, Monday).Rejection!.Code);

    [Fact]
    public void Assign_ByTheOneComplainedOf_IsForbidden()
    {
        Assert.Equal(CaseRule.IsTheOneRated, Registered().Assign(Blamed, Investigator, Monday).Rejection!.Code);
        Assert.Equal(CaseRule.IsTheOneRated, Assigned().Assign(Blamed, Duty, Monday).Rejection!.Code);
    }

    [Fact]
    public void Steps_ByTheOneComplainedOf_AreForbiddenAtEveryStage()
    {
        var about = new ServedLeg(new(7), "A007", 1, new("1"), Blamed, new("A01"));
        Assert.Equal(CaseRule.IsTheOneRated,
            Complaint.Register("TS2026-00001", "x", "x", ComplaintChannel.Desk, about, true, Blamed, Monday, Rules, Days).Rejection!.Code);
        Assert.Equal(CaseRule.IsTheOneRated, Assigned().Investigate(Blamed, "x", Monday).Rejection!.Code);
        Assert.Equal(CaseRule.IsTheOneRated, Assigned().Extend(Blamed, Monday.AddDays(40), "x", Monday).Rejection!.Code);
        Assert.Equal(CaseRule.IsTheOneRated, Assigned().Reply(Blamed, "x", Monday).Rejection!.Code);
        var answered = Taken(Assigned().Reply(Investigator, "已整改", Monday));
        Assert.Equal(CaseRule.IsTheOneRated, answered.Confirm(Blamed, true, "", Monday, Rules, Days).Rejection!.Code);
        Assert.False(answered.IsCalledBy(Blamed, true));
    }

    [Fact]
    public void Confirm_SettledByWhoeverWorkedOnIt_NeedsAnotherPersonAlsoAfterItWasGivenAway()
    {
        var given = Taken(Taken(Assigned().Investigate(Investigator, "调取录像", Monday)).Assign(Duty, Other, Monday));
        var answered = Taken(given.Reply(Other, "已整改", Monday));
        foreach (var worked in new[] { Investigator, Other })
        {
            Assert.Equal(CaseRule.SamePerson, answered.Confirm(worked, true, "本人说满意", Monday, Rules, Days).Rejection!.Code);
            Assert.Equal(ComplaintStage.Assigned, Taken(answered.Confirm(worked, false, "本人不满意", Monday, Rules, Days)).Stage);
        }

        Assert.Equal(ComplaintStage.Confirmed, Taken(answered.Confirm(Duty, true, "本人说满意", Monday, Rules, Days)).Stage);
    }

    [Fact]
    public void Extend_AfterTheDeadline_LeavesItMissed()
    {
        var late = Assigned().PromisedBy!.Value;
        Assert.Equal(CaseRule.AlreadyMissed, Assigned().Extend(Investigator, late.AddDays(10), "等待鉴定", late).Rejection!.Code);
        Assert.Equal("extended", Taken(Assigned().Extend(Investigator, late.AddDays(10), "等待鉴定", late.AddMinutes(-1))).Steps[^1].Kind);
    }

    [Fact]
    public void IsCalledBy_AtEveryStage_IsTheInvestigatorAndThenASupervisorWhoDidNotWorkOnIt()
    {
        Assert.False(Registered().IsCalledBy(Duty, true));
        Assert.True(Assigned().IsCalledBy(Investigator, false));
        Assert.False(Assigned().IsCalledBy(Duty, true));
        var answered = Taken(Assigned().Reply(Investigator, "已整改", Monday));
        Assert.True(answered.IsCalledBy(Duty, true));
        Assert.False(answered.IsCalledBy(Duty, false));
        Assert.False(Taken(answered.Confirm(null, true, "", Monday, Rules, Days)).IsCalledBy(Investigator, true));
    }

    [Fact]
    public void Extend_WithoutAReasonOrToAnEarlierDay_IsForbidden()
    {
        Assert.Equal(CaseRule.NeedsText, Assigned().Extend(Investigator, Monday.AddDays(40), "", Monday).Rejection!.Code);
        Assert.Equal(CaseRule.NotLater, Assigned().Extend(Investigator, Monday.AddDays(3), "x", Monday).Rejection!.Code);
    }

    [Fact]
    public void Register_TextsThatAreEmptyOrTooLong_AreForbidden()
    {
        Assert.Equal(CaseRule.NeedsText, Register("", "x").Rejection!.Code);
        Assert.Equal(CaseRule.NeedsText, Register("x", new('x', 10_000)).Rejection!.Code);
        Assert.Equal("<b>x</b>", Taken(Register("t\u0007", "<b>x</b>\u0000")).Content);
    }

    [Fact]
    public void OverdueDays_AfterTheDeadline_AreWorkingDays()
    {
        var open = Assigned();
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 16, 0, 0, TimeSpan.Zero), open.PromisedBy);
        Assert.Equal(0, open.OverdueDays(Monday.AddDays(21), Days));
        Assert.Equal(5, open.OverdueDays(Monday.AddDays(28), Days));
        Assert.Equal(CaseStanding.Missed, open.StandingAt(Monday.AddDays(28)));
    }

    [Fact]
    public void Confirm_NotSettled_IsInvestigatedAgain()
    {
        var answered = Taken(Assigned().Reply(Investigator, "已整改", Monday));
        Assert.Equal(ComplaintStage.Assigned, Taken(answered.Confirm(null, false, "没有", Monday, Rules, Days)).Stage);
        Assert.Equal(CaseRule.NotNow, Assigned().Confirm(null, true, "", Monday, Rules, Days).Rejection!.Code);
        Assert.Equal(CaseRule.NotNamed, Assigned().Reply(Duty, "x", Monday).Rejection!.Code);
        Assert.Equal(CaseRule.NeedsText, Assigned().Reply(Investigator, new('x', 501), Monday).Rejection!.Code);
    }

    private static CaseAnswer<Complaint> Register(string title, string content) => Complaint.Register(
        "TS2026-00001", title, content, ComplaintChannel.Phone, new(new(7), "A007", 1, new("1"), Blamed, new("A01")), true, null, Monday,
            Rules, Days);

    private static Complaint Registered() => Taken(Register("态度差", "窗口人员态度差"));

    private static Complaint Assigned() => Taken(Registered().Assign(Duty, Investigator, Monday));

    private static Complaint Taken(CaseAnswer<Complaint> answer)
    {
        Assert.Null(answer.Rejection);
        return answer.After!;
    }
}
