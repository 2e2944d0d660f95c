using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Matters;

namespace Hall.Core.Tests.Matters;

/// <summary>Who answers for what, who is away, who is on duty, and what was asked.</summary>
public sealed class MatterPeopleTests
{
    private static readonly StaffNumber Teller = new("1002");
    private readonly MatterHall _hall = new();

    [Fact]
    public void HandOverMatter_UntilTheOtherTakesIt_LeavesItWithWhoAnswers()
    {
        var matter = _hall.Accepted();
        Assert.Equal(MatterCode.NotYours, _hall.Hall.Forbidden(new HandOverMatter(matter, new("1003")) { By = MatterHall.Clerk }));
        Assert.Equal(RejectionCode.Malformed, _hall.Hall.Forbidden(new HandOverMatter(matter, Teller) { By = Teller }));
        Assert.Equal(MatterCode.NotYours, _hall.Hall.Forbidden(new TakeOver(matter) { By = new("1003") }));
        _hall.Hall.Do(new HandOverMatter(matter, new("1003")) { By = MatterHall.Clerk, AsManager = true });
        Assert.Equal(Teller, _hall[matter].Responsible);
        Assert.Equal(MatterCode.NeedsTakingOver, _hall.Hall.Forbidden(new HandOverMatter(matter, new("1004")) { By = new("1003") }));
        _hall.Hall.Do(new TakeOver(matter) { By = new("1003") });
        Assert.Equal((new("1003"), null), (_hall[matter].Responsible, _hall[matter].HandedTo));
    }

    [Fact]
    public void HandOverMatter_ToWhoLooksAtIt_IsRefused()
    {
        var matter = _hall.Accepted();
        _hall.Take(RouteStep.Review, MatterHall.Reviewer);
        Assert.Equal(MatterCode.NeedsAnotherPerson, _hall.Hall.Forbidden(new HandOverMatter(matter, MatterHall.Reviewer) { By = Teller }));
        _hall.Hall.Do(new PassStep(matter) { By = MatterHall.Reviewer });
        Assert.Equal(MatterCode.NeedsAnotherPerson, _hall.Hall.Forbidden(new HandOverMatter(matter, MatterHall.Reviewer) { By = Teller }));
    }

    [Fact]
    public void TakeOver_LookedAtItMeanwhile_IsRefused()
    {
        var matter = _hall.Accepted();
        _hall.Hall.Do(new HandOverMatter(matter, MatterHall.Reviewer) { By = Teller });
        _hall.Pass(RouteStep.Review, MatterHall.Reviewer);
        Assert.Equal(MatterCode.NeedsAnotherPerson, _hall.Hall.Forbidden(new TakeOver(matter) { By = MatterHall.Reviewer }));
    }

    [Fact]
    public void DeclareAbsence_OfBothOfAPost_Warns()
    {
        Assert.Empty(_hall.Hall.When(Away(MatterHall.Reviewer, "2026-11-03", "2026-11-06")).Warnings);
        Assert.Equal([MatterCode.SubstituteAbsent], _hall.Hall.When(Away(MatterHall.SecondReviewer, "2026-11-06", "2026-11-09")).Warnings);
        Assert.Empty(_hall.Hall.When(Away(MatterHall.SecondReviewer, "2026-11-07", "2026-11-09")).Warnings);
        Assert.Equal(2, _hall.State.Matters.Absences.Length);
    }

    [Fact]
    public void DeclareAbsence_EndsBeforeItBegins_IsRefused()
    {
        Assert.Equal(RejectionCode.Malformed, _hall.Hall.Forbidden(Away(MatterHall.Reviewer, "2026-11-06", "2026-11-03")));
        Assert.Equal(RejectionCode.Malformed, _hall.Hall.Forbidden(Away(MatterHall.Reviewer, "2026-10-01", "2026-10-03")));
        Assert.Equal(RejectionCode.Malformed, _hall.Hall.Forbidden(Away(new(""), "2026-11-03", "2026-11-03")));
    }

    [Fact]
    public void DeclareAbsence_ShorterThanBefore_BringsThemBack()
    {
        _hall.Hall.Do(Away(MatterHall.Reviewer, "2026-11-02", "2026-11-30"), Away(MatterHall.Reviewer, "2026-11-02", "2026-11-02"));
        _hall.To("2026-11-03 09:00").Accepted();
        Assert.Equal(new("BJ2026-000001"), _hall.Take(RouteStep.Review, MatterHall.Reviewer));
        Assert.Empty(_hall.State.Matters.Absences);
    }

    [Fact]
    public void SetRoster_OfSomeDays_LeavesTheOthers()
    {
        DateOnly today = new(2026, 11, 2);
        _hall.Hall.Do(
            new SetRoster([new(today, new("1001")), new(today.AddDays(1), new("1003"))], MatterHall.Clerk),
            new SetRoster([new(today.AddDays(1), null), new(today.AddDays(2), new("1004"))], MatterHall.Clerk));
        Assert.Equal([new("1001"), null, new StaffNumber("1004")],
            Enumerable.Range(0, 3).Select(day => _hall.State.Matters.ManagerOn(today.AddDays(day))));
    }

    [Fact]
    public void SetRoster_UnknownManagerDayTwiceOrOver_IsRefused()
    {
        DateOnly today = new(2026, 11, 2);
        Assert.Equal(RejectionCode.Malformed, _hall.Hall.Forbidden(new SetRoster([new(today, new(" "))], MatterHall.Clerk)));
        Assert.Equal(RejectionCode.Malformed,
            _hall.Hall.Forbidden(new SetRoster([new(today, new("1001")), new(today, new("1002"))], MatterHall.Clerk)));
        Assert.Equal(RejectionCode.Malformed,
            _hall.Hall.Forbidden(new SetRoster([new(today.AddDays(-1), new("1001"))], MatterHall.Clerk)));
        Assert.Equal(RejectionCode.Malformed, _hall.Hall.Forbidden(new SetRoster([], MatterHall.Clerk)));
    }

    [Fact]
    public void AskFirst_WithoutATicket_StaysWithWhoWasAskedUntilItIsAnswered()
    {
        var asked = _hall.Hall.Event<EnquiryOpened>(new AskFirst("大厅", "张三 11010519491231002X 退休何时到账", MatterHall.Clerk));
        Assert.Equal("张三 ****************2X 退休何时到账", asked.Text);
        Assert.Equal(MatterHall.Clerk, _hall.State.Matters.Enquiries[1].Responsible);
        _hall.Hall.Do(new AnswerEnquiry(1, "本月 25 日", Teller));
        Assert.Empty(_hall.State.Matters.Enquiries);
        Assert.Equal(MatterCode.UnknownEnquiry, _hall.Hall.Forbidden(new AnswerEnquiry(1, "本月 25 日", Teller)));
        Assert.Equal(RejectionCode.Malformed, _hall.Hall.Forbidden(new AskFirst("大厅", " ", Teller)));
        Assert.Equal(2, _hall.Hall.Event<EnquiryOpened>(new AskFirst("大厅", "还要等多久", Teller)).Enquiry);
    }

    private static DeclareAbsence Away(StaffNumber who, string from, string to) =>
        new(who, DateOnly.Parse(from, null), DateOnly.Parse(to, null), MatterHall.Clerk);
}
