using Hall.Core.Identifiers;
using Hall.Hub.Voice;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Voice;

public sealed partial class LoudspeakerTests
{
    [Fact]
    public void Report_EnrolledScreenMayNotSound_ItHasToBeTouchedAndSaysItThen()
    {
        var screen = Board(isOwn: true);
        Call("A001");
        screen.Report(SoundAnswer.Blocked);
        Assert.Equal((new PlayerView(true, true), screen.Place), (screen.View, _loudspeaker.Condition.RefusedAt));

        Pass(10);
        Assert.Single(screen.Given);
        screen.Answer(SoundAnswer.Played);

        Assert.Equal(["A001", "A001"], screen.Given);
        Assert.Equal((new PlayerView(false, false), null), (screen.View, _loudspeaker.Condition.RefusedAt));
    }

    [Fact]
    public void Report_EnrolledScreenMayNotSoundAndIsTouchedTooLate_SaysNothingOld()
    {
        var screen = Board(isOwn: true);
        Call("A001");
        screen.Report(SoundAnswer.Blocked);
        Pass(30);

        screen.Answer(SoundAnswer.Played);

        Assert.Single(screen.Given);
        Assert.Null(_loudspeaker.Condition.RefusedAt);
    }

    [Fact]
    public void Answer_SecondBoardMayNotSound_DisturbsNobody()
    {
        var (board, second) = (Board(), Board(answers: SoundAnswer.Blocked));

        Call("A001");
        board.Played();

        Assert.Null(_loudspeaker.Condition.RefusedAt);
        Assert.Equal(new PlayerView(false, false), second.View);
    }

    [Fact]
    public void Answer_OnlyBoardMayNotSound_IsSaidBeforeTheFirstCall() =>
        Assert.Equal(Board(answers: SoundAnswer.Blocked).Place, _loudspeaker.Condition.RefusedAt);

    [Fact]
    public void Leave_BoardThatMayNotSound_NeedsNoTouchAnyMore()
    {
        var refused = Board(answers: SoundAnswer.Blocked);

        _loudspeaker.Leave(refused.Player);

        Assert.Null(_loudspeaker.Condition.RefusedAt);
    }

    [Fact]
    public void Report_HolderRefusedInTheMiddle_TheCallGoesToTheOther()
    {
        var (first, second) = (Board(), Board());
        Call("A001");

        first.Report(SoundAnswer.Blocked);

        Assert.Equal(["A001"], second.Given);
        Assert.Null(_loudspeaker.Condition.RefusedAt);
    }

    [Fact]
    public void Report_CouldNotPlay_TheOtherPlaysItAndAloneItIsTriedAgainAfterARest()
    {
        var first = Board();
        Call("A001");
        first.Report(SoundAnswer.Silent);
        Assert.Single(first.Given);
        Pass(2);
        Assert.Equal(["A001", "A001"], first.Given);

        var second = Board();
        first.Report(SoundAnswer.Silent);

        Assert.Equal(["A001"], second.Given);
    }

    [Fact]
    public void Enqueue_HolderCannotEvenBeTold_TheOtherPlaysIt()
    {
        var broken = new VoicePlayer("tongling/broken", isOwn: true, confirms: false, _ => throw new InvalidOperationException());
        _loudspeaker.Join(broken);
        var other = Board(isOwn: true);

        Call("A001");

        Assert.Equal(["A001"], other.Given);
    }

    [Fact]
    public void Report_NeverComes_TheNextCallIsSaidAllTheSame()
    {
        var page = Board();
        Call("A001");
        Pass(25);
        Call("A002");
        Pass(5);
        Assert.Equal(1, _loudspeaker.Condition.Missed);

        Pass(2);
        Assert.Equal(["A001", "A002"], page.Given);
    }

    [Fact]
    public void Report_OfAnotherPageOrAnotherCall_IsIgnored()
    {
        var (page, other) = (Board(), Board());
        Call("A001");
        Call("A002");
        var order = page.Orders[0];

        Assert.False(_loudspeaker.Report(other.Player, order.Lease, order.Sequence, SoundAnswer.Played));
        Assert.False(_loudspeaker.Report(page.Player, order.Lease, order.Sequence + 1, SoundAnswer.Played));
        Assert.False(_loudspeaker.Report(page.Player, order.Lease + 1, order.Sequence, SoundAnswer.Played));
        Assert.Single(page.Given);
    }

    [Fact]
    public void Withdraw_CallTakenBack_IsNotSaid()
    {
        var page = Board();
        Call("A001");
        Call("A002");
        Call("A003");

        _loudspeaker.Withdraw(call => call.Number == "A002");
        page.Played();

        Assert.Equal(["A001", "A003"], page.Given);
    }
}
