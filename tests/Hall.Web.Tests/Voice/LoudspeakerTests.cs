using Hall.Core.Identifiers;
using Hall.Hub.Voice;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Voice;

/// <summary>Who sounds, and what becomes of a call that nobody heard.</summary>
public sealed partial class LoudspeakerTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero));
    private readonly Loudspeaker _loudspeaker;
    private readonly List<Page> _pages = [];
    private long _calls;

    public LoudspeakerTests() => _loudspeaker = new(new HallId("tongling"), "main", _time);

    [Fact]
    public void Enqueue_HolderThere_IsPushedAtOnceAndTheNextWhenItWasPlayed()
    {
        var board = Board();

        Call("A001");
        Call("A002");
        Assert.Equal(["A001"], board.Given);

        board.Played();
        Assert.Equal(["A001", "A002"], board.Given);
    }

    [Fact]
    public void Enqueue_SecondBoardThere_TakesNoCallFromTheFirst()
    {
        var (first, second) = (Board(), Board());

        for (var i = 1; i <= 5; i++)
        {
            Call($"A00{i}");
            Pass(8);
            first.Played();
        }

        Assert.Equal(5, first.Given.Count);
        Assert.Empty(second.Given);
    }

    [Fact]
    public void Enqueue_PageThatHasPlayedNothingYet_GetsTheCallWhenItHas()
    {
        var page = Board(answers: null);
        Call("A001");
        Pass(3);
        Assert.Empty(page.Given);

        page.Answer(SoundAnswer.Played);
        Assert.Equal(["A001"], page.Given);
    }

    [Fact]
    public void Enqueue_PageThatNeverConfirmed_GetsNothing()
    {
        var page = Board(confirms: false, isOwn: true, answers: null);

        Call("A001");
        Pass(1);

        Assert.Empty(page.Given);
    }

    [Fact]
    public void Join_EnrolledScreen_TakesOverWhenTheSoundHasEndedAndNotInItsMiddle()
    {
        var tab = Board();
        Call("A001");
        var screen = Board(isOwn: true, answers: null);
        Call("A002");
        Assert.Empty(screen.Given);

        Assert.True(tab.Played());

        Assert.Equal(["A002"], screen.Given);
        Assert.Equal(["A001"], tab.Given);
    }

    [Fact]
    public void Confirm_NoneForTwoSeconds_TheCallGoesToTheNextBeforeTheOnesBehindIt()
    {
        var (frozen, next) = (Board(), Board());
        Call("A001");
        Call("A002");

        frozen.IsAlive = false;
        Pass(1.5);
        Assert.Empty(next.Given);
        Pass(0.5);
        Assert.Equal(["A001"], next.Given);

        next.Played();
        Assert.Equal(["A001", "A002"], next.Given);
    }

    [Fact]
    public void Leave_InTheMiddleOfASound_TheCallIsTheNextHoldersAtOnce()
    {
        var (killed, next) = (Board(), Board());
        Call("A001");

        _loudspeaker.Leave(killed.Player);

        Assert.Equal(["A001"], next.Given);
    }

    [Fact]
    public void Leave_TheLastPage_KeepsTheCallsForTheNextThatOpens()
    {
        var killed = Board();
        Call("A001");
        _loudspeaker.Leave(killed.Player);
        Pass(4);
        Call("A002");

        var opened = Board();

        Assert.Equal(["A001"], opened.Given);
        opened.Played();
        Assert.Equal(["A001", "A002"], opened.Given);
    }

    [Fact]
    public void Find_AfterTheLeaseEnded_IsNotHeldAlsoWhenThePageIsBack()
    {
        var (frozen, next) = (Board(), Board());
        Call("A001");
        var old = frozen.Orders[0];
        frozen.IsAlive = false;
        Pass(2);

        Assert.False(_loudspeaker.Confirm(frozen.Player, old.Lease), "A page that thaws is told that its lease has ended.");
        frozen.IsAlive = true;
        Pass(1);

        _loudspeaker.Find(old.Lease, old.Sequence, out var isHeld);
        Assert.False(isHeld);
        Assert.False(_loudspeaker.Report(frozen.Player, old.Lease, old.Sequence, SoundAnswer.Played));
        Assert.Single(frozen.Given);
        Assert.True(next.Played());
    }

    [Fact]
    public void Find_ExactlyTwoSecondsAfterTheLastConfirmation_IsHeldNoMoreEvenBeforeAnybodyLooked()
    {
        var page = Board();
        Call("A001");
        var order = page.Orders[0];

        _time.Advance(TimeSpan.FromMilliseconds(1_999));
        _loudspeaker.Find(order.Lease, order.Sequence, out var before);
        _time.Advance(TimeSpan.FromMilliseconds(2_000));
        _loudspeaker.Find(order.Lease, order.Sequence, out var after);

        Assert.Equal((true, false), (before, after));
    }

    [Fact]
    public void Confirm_TheOnlyPageThawed_GetsTheCallAgainUnderAnotherLease()
    {
        var page = Board();
        Call("A001");
        page.IsAlive = false;
        Pass(4);

        page.IsAlive = true;
        Pass(0.5);

        Assert.Equal(["A001", "A001"], page.Given);
        Assert.NotEqual(page.Orders[0].Lease, page.Orders[1].Lease);
    }

    [Theory]
    [InlineData(10, true, false)]
    [InlineData(15, true, true)]
    [InlineData(29, true, true)]
    [InlineData(30, false, false)]
    public void Leave_NextHolderComesLate_TheCallIsShortenedAndThenOnlyShown(int late, bool sounds, bool shortened)
    {
        var killed = Board();
        Call("A001");
        _loudspeaker.Leave(killed.Player);
        Pass(late);

        var next = Board();

        Assert.Equal(sounds, next.Given.Count == 1);
        Assert.Equal(shortened, next.Orders.Any(order => order.Spoken.Shortened));
        Assert.Equal(sounds ? 0 : 1, _loudspeaker.Condition.Missed);
    }

    [Fact]
    public void Enqueue_CalledLongAgo_CountsFromTheCall()
    {
        var page = Board();

        _loudspeaker.Enqueue(new(1, "A001", "1", "A", default, false), TimeSpan.FromSeconds(16));
        page.Played();
        _loudspeaker.Enqueue(new(2, "A002", "1", "A", default, false), TimeSpan.FromSeconds(31));

        Assert.True(Assert.Single(page.Orders).Spoken.Shortened);
    }

    [Fact]
    public void Enqueue_TheSameSequenceAgain_IsSaidOnce()
    {
        var page = Board();
        Call("A001");
        page.Played();

        _loudspeaker.Enqueue(new(_calls, "A001", "1", "A", default, false), TimeSpan.Zero);

        Assert.Single(page.Given);
    }

    [Fact]
    public void Enqueue_MoreThanFit_TheOldestPassUnheard()
    {
        for (var i = 1; i <= 70; i++)
        {
            Call($"A{i:000}");
        }

        Assert.Equal(6, _loudspeaker.Condition.Missed);
        Assert.Equal(["A001", "A002", "A003", "A004", "A005", "A006"], _loudspeaker.Condition.Numbers);
        Assert.Equal(["A007"], Board().Given);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Confirm_HubItselfStoodStill_TakesNoLeaseForIt(bool looksFirst)
    {
        var (page, next) = (Board(), Board());
        Call("A001");
        Pass(1);

        _time.Advance(TimeSpan.FromSeconds(6));
        if (looksFirst)
        {
            _loudspeaker.Look();
        }

        Assert.True(_loudspeaker.Confirm(page.Player, page.Orders[0].Lease));
        Assert.True(page.Played(), "What the page had sent meanwhile was still on its way.");
        Assert.Empty(next.Given);
    }

    [Fact]
    public void Look_HubIsAlwaysLate_AFrozenPageLosesTheLeaseAllTheSame()
    {
        Board().IsAlive = false;
        var next = Board();
        Call("A001");

        for (var i = 0; i < 12; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1.2));
            _loudspeaker.Confirm(next.Player, null);
            _loudspeaker.Look();
        }

        Assert.Equal(["A001"], next.Given);
    }

    [Fact]
    public void Join_SoundDevice_HoldsWithoutConfirmingForAsLongAsItIsThere()
    {
        var device = Board(isOwn: true, confirms: false, answers: null, isDevice: true);
        Call("A001");
        Pass(12);
        Assert.True(device.Played());
        Call("A002");

        _loudspeaker.Leave(device.Player);
        var again = Board(isOwn: true, confirms: false, answers: null, isDevice: true);

        Assert.Equal(["A001", "A002"], device.Given);
        Assert.Equal(["A002"], again.Given);
    }
}
