using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Matters;

namespace Hall.Core.Tests.Matters;

/// <summary>Four eyes: whoever presses "next" never chooses, and nobody is two of acceptor, peer, reviewer and approver.</summary>
public sealed class MatterStepTests
{
    private static readonly StaffNumber Acceptor = new("1002");
    private readonly MatterHall _hall = new();

    [Fact]
    public void TakeStep_TwoWait_GivesTheOneThatIsDueFirst()
    {
        var later = _hall.Accepted();
        var sooner = _hall.Hall.Event<MatterOpened>(
            new OpenMatter(_hall.Serve("B01"), new("B01"), MatterHall.Marks("gg"))).Matter;
        _hall.Hall.Do(_hall.Accept(sooner));
        Assert.Equal(sooner, _hall.Take(RouteStep.Review, MatterHall.Reviewer));
        Assert.Equal(MatterCode.StepInHand, _hall.Hall.Forbidden(new TakeStep(RouteStep.Review, MatterHall.Reviewer)));
        _hall.Hall.Do(new PassStep(sooner) { By = MatterHall.Reviewer });
        Assert.Equal(later, _hall.Take(RouteStep.Review, MatterHall.Reviewer));
    }

    [Fact]
    public void TakeStep_TwoReviewersAtOnce_GetTwoMatters()
    {
        var hall = new MatterHall(configuration: MatterHall.Configuration
            with { Posts = [MatterHall.Configuration.Posts[0] with { People = [MatterHall.Reviewer, new("2009")] }] });
        hall.Accepted();
        Assert.Equal(new("BJ2026-000001"), hall.Take(RouteStep.Review, MatterHall.Reviewer));
        Assert.Equal(MatterCode.NothingToReview, hall.Hall.Forbidden(new TakeStep(RouteStep.Review, new("2009"))));
        hall.Accepted();
        Assert.Equal(new("BJ2026-000002"), hall.Take(RouteStep.Review, new("2009")));
    }

    [Fact]
    public void TakeStep_ByWhoAcceptedIt_IsRefusedAlsoAsSubstitute()
    {
        var hall = new MatterHall(configuration: MatterHall.Configuration with
        {
            Posts = [new() { Post = PostDefinition.Review, People = [MatterHall.Reviewer], Substitutes = [Acceptor] }],
        });
        hall.Accepted();
        Assert.Equal(MatterCode.NotYourPost, hall.Hall.Forbidden(new TakeStep(RouteStep.Review, Acceptor)));
        hall.Hall.Do(new DeclareAbsence(MatterHall.Reviewer, new(2026, 11, 2), new(2026, 11, 3), MatterHall.Clerk));
        Assert.Equal(MatterCode.IsTheAcceptor, hall.Hall.Forbidden(new TakeStep(RouteStep.Review, Acceptor)));
        Assert.Equal(MatterCode.Absent, hall.Hall.Forbidden(new TakeStep(RouteStep.Review, MatterHall.Reviewer)));
    }

    [Fact]
    public void TakeStep_ByWhoAcceptedIt_IsRefusedAlsoAfterAHandOver()
    {
        var hall = new MatterHall(configuration: MatterHall.Configuration
            with { Posts = [new() { Post = PostDefinition.Review, People = [Acceptor, MatterHall.Reviewer] }] });
        var matter = hall.Accepted();
        hall.Hall.Do(new HandOverMatter(matter, new("1003")) { By = Acceptor }, new TakeOver(matter) { By = new("1003") });
        Assert.Equal("1003", hall[matter].Responsible.Value);
        Assert.Equal(MatterCode.IsTheAcceptor, hall.Hall.Forbidden(new TakeStep(RouteStep.Review, Acceptor)));
    }

    [Fact]
    public void TakeStep_ByWhoReviewedIt_IsRefusedForTheApproval()
    {
        var hall = new MatterHall(configuration: MatterHall.Configuration with
        {
            Posts = [MatterHall.Configuration.Posts[0], new() { Post = PostDefinition.Approve, People = [MatterHall.Reviewer] }],
        });
        hall.Accepted();
        hall.Pass(RouteStep.Review, MatterHall.Reviewer);
        Assert.Equal(MatterCode.NeedsAnotherPerson, hall.Hall.Forbidden(new TakeStep(RouteStep.Approve, MatterHall.Reviewer)));
    }

    [Fact]
    public void TakeStep_BySubstituteOfWhoIsAway_SaysForWhom()
    {
        var matter = _hall.Accepted();
        Assert.Equal(MatterCode.NotYourPost, _hall.Hall.Forbidden(new TakeStep(RouteStep.Review, MatterHall.SecondReviewer)));
        _hall.Hall.Do(new DeclareAbsence(MatterHall.Reviewer, new(2026, 11, 2), new(2026, 11, 2), MatterHall.Clerk));
        Assert.Equal(MatterHall.Reviewer,
            _hall.Hall.Event<StepTaken>(new TakeStep(RouteStep.Review, MatterHall.SecondReviewer)).For);
        Assert.Equal(MatterHall.Reviewer, _hall.Hall.Event<StepPassed>(new PassStep(matter) { By = MatterHall.SecondReviewer }).For);
    }

    [Fact]
    public void TakeStep_NothingWaits_SaysSo() =>
        Assert.Equal(MatterCode.NothingToReview, _hall.Hall.Forbidden(new TakeStep(RouteStep.Review, MatterHall.Reviewer)));

    [Fact]
    public void PassStep_ByAnother_IsRefused()
    {
        var matter = _hall.Accepted();
        Assert.Equal(MatterCode.NotYours, _hall.Hall.Forbidden(new PassStep(matter) { By = MatterHall.Reviewer }));
        _hall.Take(RouteStep.Review, MatterHall.Reviewer);
        Assert.Equal(MatterCode.NotYours, _hall.Hall.Forbidden(new PassStep(matter) { By = MatterHall.Leader }));
        Assert.Equal(MatterCode.NobodyActs, _hall.Hall.Forbidden(new PassStep(matter) { Counter = new("2") }));
    }

    [Fact]
    public void PassStep_EveryOne_MakesItReady()
    {
        var matter = _hall.Accepted();
        Assert.True(_hall.Hall.Event<StepPassed>(
            new PassStep(_hall.Take(RouteStep.Review, MatterHall.Reviewer)) { By = MatterHall.Reviewer }).IsFirst);
        Assert.Equal(MatterStage.InApproval, _hall[matter].Stage);
        Assert.False(_hall.Hall.Event<StepPassed>(
            new PassStep(_hall.Take(RouteStep.Approve, MatterHall.Leader)) { By = MatterHall.Leader }).IsFirst);
        Assert.Equal(MatterStage.Ready, _hall[matter].Stage);
    }

    [Fact]
    public void GiveBackStep_WithAReason_GoesToTheHeadOfSomebodyElsesLine()
    {
        var hall = new MatterHall(configuration: MatterHall.Configuration
            with { Posts = [MatterHall.Configuration.Posts[0] with { People = [MatterHall.Reviewer, new("2009")] }] });
        var (first, second) = (hall.Accepted(), hall.Accepted());
        Assert.Equal(MatterCode.NotYours, hall.Hall.Forbidden(new GiveBackStep(first, "亲属") { By = MatterHall.Reviewer }));
        hall.Take(RouteStep.Review, MatterHall.Reviewer);
        Assert.Equal(RejectionCode.Malformed, hall.Hall.Forbidden(new GiveBackStep(first, "") { By = MatterHall.Reviewer }));
        hall.Hall.Do(new GiveBackStep(first, "亲属") { By = MatterHall.Reviewer });
        Assert.Equal(1, hall[first].GivenBack);
        Assert.Equal(second, hall.Take(RouteStep.Review, MatterHall.Reviewer));
        Assert.Equal(first, hall.Take(RouteStep.Review, new("2009")));
    }

    [Fact]
    public void ReturnStep_WithFaults_GoesToTheAcceptorAndBackToTheStepThatReturnedIt()
    {
        var matter = _hall.Accepted();
        _hall.Take(RouteStep.Review, MatterHall.Reviewer);
        Assert.Equal(MatterCode.FaultNeeded, _hall.Hall.Forbidden(new ReturnStep(matter, []) { By = MatterHall.Reviewer }));
        Assert.Equal(MatterCode.UnknownFault, _hall.Hall.Forbidden(new ReturnStep(matter, ["F99"]) { By = MatterHall.Reviewer }));
        Assert.Equal(MatterCode.NotReturned, _hall.Hall.Forbidden(new CorrectMatter(matter, "改了") { By = Acceptor }));
        var due = _hall[matter].DueOn;
        Assert.True(_hall.Hall.Event<StepReturned>(new ReturnStep(matter, ["F03"], "日期") { By = MatterHall.Reviewer }).IsFirst);
        Assert.Equal((MatterStage.Returned, due), (_hall[matter].Stage, _hall[matter].DueOn));

        Assert.Equal(MatterCode.NotYours, _hall.Hall.Forbidden(new CorrectMatter(matter, "改了") { By = MatterHall.Clerk }));
        _hall.Hall.Do(new CorrectMatter(matter, "改了") { By = Acceptor });
        Assert.Equal(MatterStage.InReview, _hall[matter].Stage);
        _hall.Take(RouteStep.Review, MatterHall.Reviewer);
        Assert.False(_hall.Hall.Event<StepPassed>(new PassStep(matter) { By = MatterHall.Reviewer }).IsFirst);
    }

    [Fact]
    public void CorrectMatter_ByWhoTookItOver_IsDone()
    {
        var matter = _hall.Accepted();
        _hall.Take(RouteStep.Review, MatterHall.Reviewer);
        _hall.Hall.Do(new ReturnStep(matter, ["F03"]) { By = MatterHall.Reviewer },
            new HandOverMatter(matter, new("1003")) { By = Acceptor });
        Assert.Equal(MatterCode.NeedsTakingOver, _hall.Hall.Forbidden(new CorrectMatter(matter, "改了") { By = new("1003") }));
        _hall.Hall.Do(new TakeOver(matter) { By = new("1003") }, new CorrectMatter(matter, "改了") { By = new("1003") });
        Assert.Contains(new MatterPart(MatterRole.Acceptor, new("1003")), _hall[matter].Parts);
    }

    [Fact]
    public void TakeStep_OfAPeerCheck_IsForWhoWasDrawnAmongTheTellersOfTheZone()
    {
        var matter = _hall.Hall.Event<MatterOpened>(
            new OpenMatter(_hall.Serve("A03"), new("A03"), MatterHall.Marks("gg"), Items: 9)).Matter;
        _hall.Hall.Do(_hall.Accept(matter));
        var peer = _hall[matter].Peer!.Value;
        Assert.Contains(peer.Value, new[] { "1001", "1004", "1005" });
        var other = new StaffNumber(peer.Value == "1001" ? "1004" : "1001");
        Assert.Equal(MatterCode.NothingToReview, _hall.Hall.Forbidden(new TakeStep(RouteStep.Peer, other)));
        Assert.Equal(MatterCode.NothingToReview, _hall.Hall.Forbidden(new TakeStep(RouteStep.Peer, new("1003"))));
        Assert.Equal(MatterCode.NotYourPost, _hall.Hall.Forbidden(new TakeStep(RouteStep.Peer, MatterHall.Reviewer)));
        Assert.Equal(matter, _hall.Take(RouteStep.Peer, peer));
        _hall.Hall.Do(new GiveBackStep(matter, "不熟悉") { By = peer });
        Assert.NotEqual(peer, _hall[matter].Peer);
    }

    [Fact]
    public void TakeStep_WhoWasDrawnHasLeft_IsForAnyOtherWhoSitsThere()
    {
        var matter = _hall.Hall.Event<MatterOpened>(
            new OpenMatter(_hall.Serve("A03"), new("A03"), MatterHall.Marks("gg"), Items: 9)).Matter;
        _hall.Hall.Do(_hall.Accept(matter));
        var peer = _hall[matter].Peer!.Value;
        _hall.Hall.Do(new CloseCounter(new(peer.Value[^1..])));
        Assert.Equal(matter, _hall.Take(RouteStep.Peer, new(peer.Value == "1001" ? "1004" : "1001")));
    }
}
