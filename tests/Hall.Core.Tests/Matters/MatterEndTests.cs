using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Matters;

namespace Hall.Core.Tests.Matters;

/// <summary>Finished, told, delivered; withdrawn.</summary>
public sealed class MatterEndTests
{
    private readonly MatterHall _hall = new();

    [Fact]
    public void FinishMatter_StepMissingOrNotAccepted_IsRefused()
    {
        var (open, accepted) = (_hall.Open(), _hall.Accepted());
        Assert.Equal(MatterCode.NotAccepted, _hall.Hall.Forbidden(Finish(open)));
        Assert.Equal(MatterCode.StepMissing, _hall.Hall.Forbidden(Finish(accepted)));
        Assert.Equal(MatterCode.NotFinished,
            _hall.Hall.Forbidden(new TellResult(accepted, DeliveryWay.Window) { By = MatterHall.Clerk }));
        Assert.Equal(MatterCode.NotFinished, _hall.Hall.Forbidden(Deliver(accepted)));
    }

    [Fact]
    public void FinishMatter_APaperFollowsStill_IsRefusedUntilItCame()
    {
        var matter = _hall.Open(papers: "gm");
        _hall.Hall.Do(_hall.Accept(matter, new PaperMark("档案", PaperState.ToFollow, new(2026, 11, 5))));
        _hall.Pass(RouteStep.Review, MatterHall.Reviewer);
        _hall.Pass(RouteStep.Approve, MatterHall.Leader);
        Assert.Equal(MatterCode.PapersMissing, _hall.Hall.Forbidden(Finish(matter)));
        _hall.Hall.Do(new SupplyPapers(matter, [new("档案", PaperState.Given)]) { Counter = new("1") }, Finish(matter));
        Assert.Equal(MatterStage.Finished, _hall[matter].Stage);
        Assert.Equal(MatterCode.AlreadyFinished, _hall.Hall.Forbidden(Finish(matter)));
        Assert.Equal(MatterCode.AlreadyFinished,
            _hall.Hall.Forbidden(new SupplyPapers(matter, [new("档案", PaperState.Given)]) { By = MatterHall.Clerk }));
        Assert.Equal(MatterCode.AlreadyFinished, _hall.Hall.Forbidden(new NoteReference(matter, "K1") { By = MatterHall.Clerk }));
    }

    [Fact]
    public void FinishMatter_Refused_NeedsTheReasonInWriting()
    {
        var matter = _hall.Ready();
        Assert.Equal(RejectionCode.Malformed, _hall.Hall.Forbidden(Finish(matter, MatterOutcome.Refused)));
        _hall.Hall.Do(Finish(matter, MatterOutcome.Refused) with { Reason = "工种不在目录内" });
        Assert.Equal((MatterOutcome.Refused, "工种不在目录内"), (_hall[matter].Outcome!.Value, _hall[matter].OutcomeReason));
    }

    [Fact]
    public void FinishMatter_WhileSuspended_IsRefused()
    {
        var matter = _hall.Ready();
        _hall.Hall.Do(new SuspendMatter(matter, "T1") { By = MatterHall.Reviewer });
        Assert.Equal(MatterCode.MatterSuspended, _hall.Hall.Forbidden(Finish(matter)));
    }

    [Fact]
    public void FinishMatter_Withdrawn_EndsItAtAnyStage()
    {
        var (told, taken) = (_hall.Open(papers: "mm"), _hall.Accepted());
        _hall.Hall.Do(new TellOnce(told, []) { By = MatterHall.Clerk }, Finish(told, MatterOutcome.Withdrawn));
        _hall.Take(RouteStep.Review, MatterHall.Reviewer);
        _hall.Hall.Do(new SuspendMatter(taken, "T1") { By = MatterHall.Reviewer }, Finish(taken, MatterOutcome.Withdrawn));
        Assert.All(new[] { told, taken }, matter => Assert.Equal(MatterStage.Withdrawn, _hall[matter].Stage));
        Assert.Null(_hall[taken].Suspended);
        Assert.Equal(MatterCode.MatterEnded, _hall.Hall.Forbidden(Finish(taken)));
    }

    [Fact]
    public void DeliverMatter_Twice_IsRefused()
    {
        var matter = _hall.Finished();
        _hall.Hall.Do(new TellResult(matter, DeliveryWay.Telephone) { By = MatterHall.Clerk });
        Assert.Empty(_hall.Hall.When(new TellResult(matter, DeliveryWay.Telephone) { By = MatterHall.Clerk }).Events);
        _hall.Hall.Do(Deliver(matter));
        Assert.Equal(MatterStage.Delivered, _hall[matter].Stage);
        Assert.Equal(MatterCode.MatterEnded, _hall.Hall.Forbidden(Deliver(matter)));
    }

    [Fact]
    public void DeliverMatter_InAnotherWayOrToAnAgent_NeedsAReason()
    {
        var matter = _hall.Finished();
        Assert.Equal(MatterCode.OtherWay, _hall.Hall.Forbidden(Deliver(matter) with { Way = DeliveryWay.Post }));
        Assert.Equal(RejectionCode.Malformed, _hall.Hall.Forbidden(Deliver(matter) with { Fetcher = ResultFetcher.Agent }));
        _hall.Hall.Do(Deliver(matter) with { Fetcher = ResultFetcher.Agent, Reason = "委托书、身份证" });
        Assert.Equal(new(DeliveryWay.Window, ResultFetcher.Agent, new(2026, 11, 2)), _hall[matter].Delivery);
    }

    [Fact]
    public void Opening_OfTheNextDay_KeepsTheOpenAndForgetsTheEnded()
    {
        var (delivered, finished) = (_hall.Finished(), _hall.Finished());
        _hall.Hall.Do(Deliver(delivered));
        Assert.NotNull(_hall[delivered]);
        _hall.To("2026-11-03 00:00");
        Assert.Null(_hall.State.Matters.Find(delivered));
        Assert.Equal(MatterStage.Finished, _hall[finished].Stage);
        Assert.Equal(MatterCode.UnknownMatter, _hall.Hall.Forbidden(Deliver(delivered)));
    }

    [Fact]
    public void ProStatus_OfTheStages_IsThatOfTheExchange() => Assert.Equal([1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3],
        Enum.GetValues<MatterStage>().Select(stage => stage.ProStatus()));

    private static FinishMatter Finish(Core.Identifiers.MatterNumber matter, MatterOutcome outcome = MatterOutcome.Done) =>
        new(matter, outcome) { By = MatterHall.Clerk };

    private static DeliverMatter Deliver(Core.Identifiers.MatterNumber matter) =>
        new(matter, DeliveryWay.Window, ResultFetcher.Holder) { By = MatterHall.Clerk };
}
