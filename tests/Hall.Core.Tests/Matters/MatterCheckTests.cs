using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Matters;

namespace Hall.Core.Tests.Matters;

/// <summary>Finished matters that are looked at again, by whoever was drawn.</summary>
public sealed class MatterCheckTests
{
    private readonly MatterHall _hall = new();

    [Fact]
    public void DrawChecks_OfSpecialServices_DrawsAllAndNeverWhoHadAPart()
    {
        var matter = _hall.Finished();
        _hall.To("2026-11-03 00:00");
        var check = Assert.Single(_hall.State.Matters.Checks.Values);
        Assert.Equal((matter, MatterHall.SecondReviewer, new DateOnly(2026, 11, 2)), (check.Matter, check.Checker, check.FinishedOn));
        Assert.Empty(_hall.Hall.When(new DrawChecks(new(2026, 11, 2), 9)).Events);
    }

    [Fact]
    public void DrawChecks_NobodyElseIsThere_DrawsNothing()
    {
        var hall = new MatterHall(configuration: MatterHall.Configuration
            with { Posts = [.. MatterHall.Configuration.Posts.Select(post => post with { Substitutes = [] })] });
        hall.Finished();
        Assert.Empty(hall.Hall.When(new DrawChecks(new(2026, 11, 2), 9)).Events);
    }

    [Fact]
    public void DrawChecks_OfGeneralServices_DrawsAboutTheirShare()
    {
        var hall = new MatterHall(configuration: MatterHall.Configuration
            with { Matters = MatterHall.Configuration.Matters with { CheckPercent = new(20, 100) } });
        for (var count = 0; count < 200; count++)
        {
            hall.Hall.Do(new FinishMatter(hall.Accepted("A01"), MatterOutcome.Done) { By = MatterHall.Clerk });
        }

        var drawn = hall.Hall.When(new DrawChecks(new(2026, 11, 2), 4711)).Events.Length;
        Assert.InRange(drawn, 22, 58);
    }

    [Fact]
    public void RecordCheck_ByWhoWasDrawn_CountsToTheDayOfFinishingAlsoWhenItIsForgotten()
    {
        var matter = _hall.Finished();
        _hall.Hall.Do(new DeliverMatter(matter, DeliveryWay.Window, ResultFetcher.Holder) { By = MatterHall.Clerk });
        _hall.To("2026-11-03 00:00").To("2026-11-04 00:00");
        Assert.Null(_hall.State.Matters.Find(matter));
        Assert.Equal(MatterCode.NotDrawn, _hall.Hall.Forbidden(new RecordCheck(1, [], MatterHall.Reviewer)));
        Assert.Equal(MatterCode.UnknownFault, _hall.Hall.Forbidden(new RecordCheck(1, ["F99"], MatterHall.SecondReviewer)));
        var recorded = _hall.Hall.Event<CheckRecorded>(new RecordCheck(1, ["F03"], MatterHall.SecondReviewer));
        Assert.Equal((new DateOnly(2026, 11, 2), "1002"), (recorded.FinishedOn, recorded.Acceptor.Value));
        Assert.Equal(MatterCode.UnknownCheck, _hall.Hall.Forbidden(new RecordCheck(1, [], MatterHall.SecondReviewer)));
    }
}
