using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tests.Support;

namespace Hall.Core.Tests.Engine;

/// <summary>A publication replaces the whole document, so it is refused when the document changed since it was begun.</summary>
public sealed class PublicationBaseTests
{
    private static readonly HallConfiguration Small = SmallHall.RoundTheClock;
    private readonly GivenHall _hall = new();

    /// <summary>Every command that changes the document; whoever adds one adds it here.</summary>
    public static TheoryData<HallCommand> Changes =>
    [
        new PublishConfiguration(Small with { TimeZone = "Asia/Tokyo" }),
        new ChangeDispatch(new() { WaitCapMinutes = 30 }),
        new SetTellers([new(new("2001"), "王小明")], []),
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Publish_TheDocumentChangedMeanwhile_IsRefusedAndChangesNothing(HallCommand change)
    {
        var begun = _hall.State.Plan.Sequence;
        _hall.Do(change);

        Assert.Equal(RejectionCode.ChangedMeanwhile, _hall.Forbidden(new PublishConfiguration(Small) { BasedOn = begun }));
        Assert.Equal(_hall.State.Sequence, _hall.State.Plan.Sequence);
        _hall.Do(new PublishConfiguration(Small) { BasedOn = _hall.State.Plan.Sequence });
    }

    [Fact]
    public void Publish_OnlyTicketsMovedMeanwhile_IsDone()
    {
        var begun = _hall.State.Plan.Sequence;
        _hall.Open("1");
        _hall.Issue();

        _hall.Do(new PublishConfiguration(Small) { BasedOn = begun });
    }

    [Fact]
    public void Publish_NamesNoBase_FoundsOnly()
    {
        var unfounded = new HallState();
        var founding = HallRules.Decide(unfounded, new PublishConfiguration(Small), _hall.Now);
        var again = HallRules.Decide(_hall.State, new PublishConfiguration(Small), _hall.Now);

        Assert.Null(founding.Rejection);
        Assert.Equal(RejectionCode.ChangedMeanwhile, again.Rejection?.Code);
    }

    [Fact]
    public void Opening_WrittenAndReadAgain_KeepsTheBase()
    {
        _hall.Do(new ChangeDispatch(new() { WaitCapMinutes = 30 }));
        var begun = _hall.State.Plan.Sequence;
        _hall.Issue();
        _hall.Restart();

        Assert.Equal(begun, _hall.State.Plan.Sequence);
    }

    [Fact]
    public void Opening_WrittenBeforeTheBaseWasKept_RefusesWhatWasBegunEarlier()
    {
        var begun = _hall.State.Plan.Sequence;
        _hall.Issue();
        var old = HallState.FromOpeningState(_hall.State.ToOpeningState() with { ConfigurationSequence = null });

        Assert.Equal(RejectionCode.ChangedMeanwhile,
            HallRules.Decide(old, new PublishConfiguration(Small) { BasedOn = begun }, _hall.Now).Rejection?.Code);
        Assert.Null(HallRules.Decide(old, new PublishConfiguration(Small) { BasedOn = old.Plan.Sequence }, _hall.Now).Rejection);
    }

    [Fact]
    public void SetTellers_OthersStandInTheList_AreKeptAndTheGoneTakenOff()
    {
        var set = _hall.Event<TellersSet>(new SetTellers([new(new("2001"), "王小明"), new(new("1002"), "李华")], [new("1001")]));

        Assert.Equal(["1002", "1003", "1004", "1005", "1006", "2001"], set.Tellers.Select(teller => teller.Teller.Value));
        Assert.Equal("李华", _hall.State.Plan.Tellers[new("1002")].Name);
        Assert.Equal(RejectionCode.UnknownTeller, _hall.Forbidden(new OpenCounter(new("1"), new("1001"))));
    }

    [Fact]
    public void SetTellers_NothingWouldChangeOrNobodyWouldBeLeft_NothingHappens()
    {
        Assert.Empty(_hall.When(new SetTellers([new(new("1001"))], [new("9999")])).Events);
        Assert.Empty(_hall.When(new SetTellers([], [.. Small.Tellers.Select(teller => teller.Teller)])).Events);
    }

    [Fact]
    public void SetTellers_ATellerHasNoNumber_IsRefusedWithItsPlace()
    {
        var refused = _hall.When(new SetTellers([new(new StaffNumber(" "))], []));

        Assert.Equal((RejectionCode.Malformed, "tellers[0].teller"), (refused.Rejection?.Code, refused.Rejection?.Field));
    }

    [Fact]
    public void SetTellers_WhileSomebodyIsServed_WhatTheirTellerDidCanStillBeUndone()
    {
        _hall.Open("1");
        _hall.Issue();
        _hall.Call();
        _hall.Do(new SetTellers([new(new("2001"))], []));

        _hall.Do(new UndoLastAction(new("1")));
    }
}
