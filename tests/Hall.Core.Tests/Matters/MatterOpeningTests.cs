using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Matters;

namespace Hall.Core.Tests.Matters;

/// <summary>From the window to the receipt: opened, told once, supplied, accepted, or dropped.</summary>
public sealed class MatterOpeningTests
{
    private readonly MatterHall _hall = new();

    [Fact]
    public void OpenMatter_CitizenIsServed_HasANumberAndTheTellerAnswersForIt()
    {
        var first = _hall.Open(reference: "340700-2026-118");
        var second = _hall.Open();

        Assert.Equal(["BJ2026-000001", "BJ2026-000002"], [first.Value, second.Value]);
        var matter = _hall[first];
        Assert.Equal((MatterStage.Opened, "1002", "1002", 1), (matter.Stage, matter.Opener.Value, matter.Responsible.Value, matter.Leg));
        Assert.Equal("340700-2026-118", matter.Reference);
        Assert.Null(matter.DueOn);
    }

    [Fact]
    public void OpenMatter_NobodyServed_IsRefused() =>
        Assert.Equal(RejectionCode.NotStarted, _hall.Hall.Forbidden(new OpenMatter(new("2"), new("A02"), [])));

    [Fact]
    public void OpenMatter_ServiceWithoutAPromise_IsRefused()
    {
        var counter = _hall.Serve("B02");
        Assert.Equal(MatterCode.NoPromise, _hall.Hall.Forbidden(new OpenMatter(counter, new("B02"), [])));
        Assert.Equal(RejectionCode.UnknownService, _hall.Hall.Forbidden(new OpenMatter(counter, new("Z99"), [])));
        Assert.Equal(RejectionCode.Malformed, _hall.Hall.Forbidden(new OpenMatter(counter, new("B01"), [])));
    }

    [Fact]
    public void OpenMatter_PaperNotInTheListOrFiveHundred_IsRefused()
    {
        var counter = _hall.Serve("A02");
        Assert.Equal(MatterCode.UnknownPaper,
            _hall.Hall.Forbidden(new OpenMatter(counter, new("A02"), [new("结婚证", PaperState.Given)])));
        Assert.Equal(RejectionCode.Malformed, _hall.Hall.Forbidden(
            new OpenMatter(counter, new("A02"), [.. Enumerable.Repeat(new PaperMark("档案", PaperState.Given), 500)])));
        Assert.Equal(RejectionCode.Malformed, _hall.Hall.Forbidden(
            new OpenMatter(counter, new("A02"), [new("档案", PaperState.Given), new("File", PaperState.Missing)])));
        Assert.Equal(RejectionCode.Malformed,
            _hall.Hall.Forbidden(new OpenMatter(counter, new("A02"), [new("档案", PaperState.ToFollow)])));
    }

    [Fact]
    public void OpenMatter_PaperNamedInEnglish_IsKeptUnderItsOneName()
    {
        var opened = _hall.Hall.Event<MatterOpened>(
            new OpenMatter(_hall.Serve("A02"), new("A02"), [new("Identity card", PaperState.Given)]));
        Assert.Equal([new("身份证", PaperState.Given), new("档案", PaperState.Missing)], opened.Papers);
    }

    [Fact]
    public void OpenMatter_ForFiftyPersonsOfAnEmployer_OpensOneForEachWithOneReceipt()
    {
        var persons = Enumerable.Range(1, 50).Select(person => $"S{person:000}").ToList();
        var counter = _hall.Serve("A02");
        var opened = _hall.Hall.When(new OpenMatter(counter, new("A02"), MatterHall.Marks("gg")) { Persons = persons });

        Assert.Equal(persons, opened.Events.Cast<MatterOpened>().Select(one => one.Reference));
        Assert.Single(opened.Events.Cast<MatterOpened>().Select(one => one.Receipt).Distinct());
        Assert.Equal(50, _hall.State.Matters.OfReceipt(new("BJ2026-000001")).Count());
        Assert.Equal(RejectionCode.Malformed, _hall.Hall.Forbidden(
            new OpenMatter(counter, new("A02"), []) { Persons = [.. persons, "S051"] }));
    }

    [Theory]
    [InlineData("11010519491231002X")]
    [InlineData("13800138000")]
    [InlineData("123456789012345678901234567890123456789012345678901")]
    public void OpenMatter_ReferenceThatIsNoCaseNumber_IsRefused(string reference)
    {
        var counter = _hall.Serve("A02");
        Assert.Equal(RejectionCode.Malformed,
            _hall.Hall.Forbidden(new OpenMatter(counter, new("A02"), [], Reference: reference)));
        Assert.Equal(RejectionCode.Malformed, _hall.Hall.Forbidden(new OpenMatter(counter, new("A02"), [], Items: 0)));
    }

    [Fact]
    public void Undo_AfterOpening_UndoesNoMatter()
    {
        var matter = _hall.Open();
        _hall.Hall.Do(new CompleteService(new("2")), new UndoLastAction(new("2")));
        Assert.Equal(MatterStage.Opened, _hall[matter].Stage);
    }

    [Fact]
    public void DropMatter_ByItsOpenerOnTheSameDay_EndsIt()
    {
        var matter = _hall.Open();
        Assert.Equal(MatterCode.NotYours, _hall.Hall.Forbidden(new DropMatter(matter, "登记错误") { By = MatterHall.Clerk }));
        _hall.Hall.Do(new DropMatter(matter, "登记错误") { By = new("1002") });
        Assert.Equal(MatterStage.Dropped, _hall[matter].Stage);
        Assert.Equal(MatterCode.MatterEnded, _hall.Hall.Forbidden(new DropMatter(matter, "登记错误") { By = new("1002") }));
    }

    [Fact]
    public void DropMatter_AfterAcceptanceOrOnTheNextDay_IsRefused()
    {
        var (accepted, open) = (_hall.Accepted(), _hall.Open());
        Assert.Equal(MatterCode.MatterAccepted, _hall.Hall.Forbidden(new DropMatter(accepted, "错") { By = new("1002") }));
        _hall.To("2026-11-03 09:00");
        Assert.Equal(MatterCode.DayOver, _hall.Hall.Forbidden(new DropMatter(open, "错") { By = new("1002") }));
    }

    [Fact]
    public void TellOnce_SeveralMissing_TellsThemAllAndCountsASecond()
    {
        var matter = _hall.Open(papers: "mm");
        var told = _hall.Hall.Event<MatterToldOnce>(new TellOnce(matter, ["档案"], "带原件") { Counter = new("2") });
        Assert.Equal((1, "身份证 档案"), (told.Count, string.Join(' ', told.Missing)));
        Assert.Equal(MatterStage.Told, _hall[matter].Stage);

        _hall.Hall.Do(new SupplyPapers(matter, [new("身份证", PaperState.Given)]) { By = MatterHall.Clerk });
        Assert.Equal(MatterStage.Told, _hall[matter].Stage);
        Assert.Equal(2, _hall.Hall.Event<MatterToldOnce>(new TellOnce(matter, []) { By = MatterHall.Clerk }).Count);
        _hall.Hall.Do(new SupplyPapers(matter, [new("档案", PaperState.Given)]) { Counter = new("3") });
        Assert.Equal(MatterStage.Opened, _hall[matter].Stage);
    }

    [Fact]
    public void TellOnce_NothingMissingUnknownOrAccepted_IsRefused()
    {
        var (whole, accepted) = (_hall.Open(), _hall.Accepted());
        Assert.Equal(MatterCode.NothingMissing, _hall.Hall.Forbidden(new TellOnce(whole, []) { By = MatterHall.Clerk }));
        Assert.Equal(MatterCode.UnknownPaper, _hall.Hall.Forbidden(new TellOnce(whole, ["结婚证"]) { By = MatterHall.Clerk }));
        Assert.Equal(MatterCode.AlreadyAccepted, _hall.Hall.Forbidden(new TellOnce(accepted, []) { By = MatterHall.Clerk }));
        Assert.Equal(MatterCode.UnknownMatter, _hall.Hall.Forbidden(new TellOnce(new("BJ2026-999999"), []) { By = MatterHall.Clerk }));
        Assert.Equal(MatterCode.NobodyActs, _hall.Hall.Forbidden(new TellOnce(whole, [])));
        Assert.Equal(RejectionCode.UnknownCounter, _hall.Hall.Forbidden(new TellOnce(whole, []) { Counter = new("99") }));
    }

    [Fact]
    public void TellOnce_IdentityNumberInTheNote_IsBlanked()
    {
        var matter = _hall.Open(papers: "gm");
        var told = _hall.Hall.Event<MatterToldOnce>(new TellOnce(matter, [], "11010519491231002X") { By = MatterHall.Clerk });
        Assert.Equal("****************2X", told.Note);
    }

    [Fact]
    public void AcceptMatter_Complete_HasItsLastDayAndStandsInTheFirstLine()
    {
        var matter = _hall.Accepted();
        Assert.Equal((MatterStage.InReview, new DateOnly(2026, 11, 16)), (_hall[matter].Stage, _hall[matter].DueOn));
        Assert.Equal("1002", _hall[matter].Acceptor?.Value);
        Assert.Equal(MatterCode.AlreadyAccepted, _hall.Hall.Forbidden(_hall.Accept(matter)));
    }

    [Fact]
    public void AcceptMatter_PapersCameDaysBefore_CountsFromTheDayAfterTheyCame()
    {
        var matter = _hall.Open(papers: "gm");
        _hall.Hall.Do(new TellOnce(matter, []) { By = MatterHall.Clerk });
        _hall.To("2026-11-04 09:00").Hall.Do(new SupplyPapers(matter, [new("档案", PaperState.Given)]) { By = MatterHall.Clerk });
        _hall.To("2026-11-06 09:00").Hall.Do(_hall.Accept(matter) with { By = MatterHall.Clerk });
        Assert.Equal((new(2026, 11, 4), new DateOnly(2026, 11, 18)), (_hall[matter].AcceptedOn!.Value, _hall[matter].DueOn));
    }

    [Fact]
    public void AcceptMatter_PaperMissing_IsRefusedUnlessItFollowsByADay()
    {
        var (long_, instant) = (_hall.Open(papers: "gm"), _hall.Open("A01", "gm"));
        Assert.Equal(MatterCode.PapersMissing, _hall.Hall.Forbidden(_hall.Accept(long_)));
        PaperMark follows = new("档案", PaperState.ToFollow, new(2026, 11, 9));
        Assert.Equal(MatterCode.PapersMissing, _hall.Hall.Forbidden(_hall.Accept(instant, follows)));
        Assert.Equal(RejectionCode.Malformed, _hall.Hall.Forbidden(_hall.Accept(long_, follows with { FollowsBy = new(2026, 11, 1) })));
        _hall.Hall.Do(_hall.Accept(long_, follows));
        Assert.Equal(MatterStage.InReview, _hall[long_].Stage);
        Assert.Equal(["档案"], _hall[long_].FollowingPapers.Select(paper => paper.Paper));
    }

    [Fact]
    public void AcceptMatter_HallAsksForTheCasesNumber_IsRefusedWithoutIt()
    {
        var hall = new MatterHall(configuration: MatterHall.Configuration
            with { Matters = MatterHall.Configuration.Matters with { ReferenceNeeded = true } });
        var matter = hall.Open();
        Assert.Equal(MatterCode.ReferenceMissing, hall.Hall.Forbidden(hall.Accept(matter)));
        Assert.Equal(RejectionCode.Malformed, hall.Hall.Forbidden(new NoteReference(matter, " ") { By = MatterHall.Clerk }));
        hall.Hall.Do(new NoteReference(matter, "K-77") { By = MatterHall.Clerk }, hall.Accept(matter));
        Assert.Equal("K-77", hall[matter].Reference);
    }

    [Fact]
    public void AcceptMatter_FewItems_IsDoneAtOnceAndManyHaveTheLimit()
    {
        var few = _hall.Accepted("A03");
        Assert.Equal((MatterStage.Ready, new DateOnly(2026, 11, 2)), (_hall[few].Stage, _hall[few].DueOn));

        var many = _hall.Hall.Event<MatterOpened>(new OpenMatter(_hall.Serve("A03"), new("A03"), MatterHall.Marks("gg"), Items: 3)).Matter;
        _hall.Hall.Do(_hall.Accept(many));
        Assert.Equal((MatterStage.InPeerCheck, new DateOnly(2026, 11, 9)), (_hall[many].Stage, _hall[many].DueOn));
    }

    [Fact]
    public void AcceptMatter_ServiceLostItsPromiseMeanwhile_HoldsWhatWasPromised()
    {
        var matter = _hall.Open();
        _hall.Hall.Do(new PublishConfiguration(MatterHall.Configuration with
        {
            Services = [.. MatterHall.Configuration.Services.Select(service => service with { Promise = null })],
        }));
        _hall.Hall.Do(_hall.Accept(matter));
        Assert.Equal((10, new DateOnly(2026, 11, 16)), (_hall[matter].PromisedDays, _hall[matter].DueOn));
    }

    [Fact]
    public void AcceptMatter_NoCalendarYet_IsAcceptedAndDatedLater()
    {
        var hall = new MatterHall(calendar: false);
        var matter = hall.Accepted();
        Assert.Null(hall[matter].DueOn);
        hall.Hall.Do(new PublishWorkCalendar([China.Of2026]));
        Assert.Equal(new DateOnly(2026, 11, 16), hall[matter].DueOn);
    }

    [Fact]
    public void SupplyPapers_AfterAcceptance_TakesNoneOut()
    {
        var matter = _hall.Accepted();
        Assert.Equal(MatterCode.AlreadyAccepted,
            _hall.Hall.Forbidden(new SupplyPapers(matter, [new("档案", PaperState.Missing)]) { By = MatterHall.Clerk }));
        Assert.Empty(_hall.Hall.When(new SupplyPapers(matter, [new("档案", PaperState.Given)]) { By = MatterHall.Clerk }).Events);
    }
}
