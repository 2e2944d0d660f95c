using Hall.Core.Identifiers;
using Hall.Web.Voice;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Voice;

/// <summary>Who sounds, and what becomes of a call that nobody heard.</summary>
public sealed class LoudspeakerTests
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

    [Fact]
    public void Condition_NobodyHeardForAMinute_IsSilentWithTheNumbersUntilOneIsHeard()
    {
        Call("A001");
        Pass(20);
        Call("A002");
        Pass(39.75);
        Assert.False(_loudspeaker.Condition.IsSilent);

        Pass(0.25);
        var silent = _loudspeaker.Condition;
        Assert.Equal((true, SilenceCause.Nobody, 2), (silent.IsSilent, silent.Cause, silent.Missed));
        Assert.Equal(["A001", "A002"], silent.Numbers);

        var page = Board();
        Call("A003");
        Assert.True(_loudspeaker.Condition.IsSilent, "A board that is open has not been heard yet.");
        page.Played();
        Assert.Equal((false, 0), (_loudspeaker.Condition.IsSilent, _loudspeaker.Condition.Missed));
    }

    [Fact]
    public void Condition_SomeCallsHeardWithinTheMinute_IsNotSilent()
    {
        Call("A001");
        Pass(40);
        Assert.Equal(1, _loudspeaker.Condition.Missed);
        var page = Board();
        Call("A002");
        page.Played();

        Pass(60);

        Assert.False(_loudspeaker.Condition.IsSilent);
    }

    [Theory]
    [InlineData(SoundAnswer.Blocked, SilenceCause.Refused)]
    [InlineData(SoundAnswer.Silent, SilenceCause.Failed)]
    public void Condition_ScreenThereThatDoesNotSound_SaysWhichWay(SoundAnswer answer, SilenceCause cause)
    {
        var screen = Board(isOwn: true, answers: null);
        screen.Always = answer;
        Call("A001");

        Pass(61);

        Assert.Equal((true, cause), (_loudspeaker.Condition.IsSilent, _loudspeaker.Condition.Cause));
    }

    [Fact]
    public void Condition_QuietHall_IsNotSilent()
    {
        Board();
        Pass(600);

        Assert.False(_loudspeaker.Condition.IsSilent);
    }

    // Pages come, freeze, thaw, die and fail at random; a call is heard at most once, under a lease that was held, and two never hold one.
    // One page is there all the time, so that hardly a call may pass.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Random_PagesComeFreezeAndDie_NoCallIsHeardTwiceOrLostWhileSomebodyCouldPlayIt(int seed)
    {
        var random = new Random(seed);
        var heard = new List<long>();
        var steady = Board(isOwn: seed % 2 == 0);
        for (var step = 0; step < 4_000; step++)
        {
            switch (random.Next(12))
            {
                case 0 when _pages.Count < 6:
                    Board(isOwn: random.Next(3) == 0, answers: random.Next(4) == 0 ? SoundAnswer.Blocked : SoundAnswer.Played);
                    break;
                case 1 when _pages.Count > 1:
                    var dying = _pages[random.Next(1, _pages.Count)];
                    _pages.Remove(dying);
                    _loudspeaker.Leave(dying.Player);
                    break;
                case 2 when _pages.Count > 1:
                    var page = _pages[random.Next(1, _pages.Count)];
                    page.IsAlive = !page.IsAlive;
                    break;
                case 3 when step % 3 == 0:
                    Call($"A{_calls + 1:000}");
                    break;
                default:
                    // Also pages that froze report late; whether it counts is the loudspeaker's to say.
                    foreach (var sounding in _pages.Where(candidate => candidate.Orders.Count > 0 && random.Next(2) == 0).ToList())
                    {
                        var order = sounding.Orders[^1];
                        if (_loudspeaker.Report(sounding.Player, order.Lease, order.Sequence, SoundAnswer.Played))
                        {
                            heard.Add(order.Sequence);
                        }
                    }

                    break;
            }

            Pass(0.5);
            var holders = _pages.Count(each => each.Orders.Count > 0 && Holds(each.Orders[^1]));
            Assert.True(holders <= 1, $"Seed {seed}, step {step}: {holders} hold the lease.");
        }

        for (var i = 0; i < 40; i++)
        {
            Pass(1);
            foreach (var page in _pages.Where(page => page.Orders.Count > 0 && Holds(page.Orders[^1])).ToList())
            {
                if (_loudspeaker.Report(page.Player, page.Orders[^1].Lease, page.Orders[^1].Sequence, SoundAnswer.Played))
                {
                    heard.Add(page.Orders[^1].Sequence);
                }
            }
        }

        Assert.Equal(heard.Distinct(), heard);
        Assert.NotEmpty(steady.Orders);
        Assert.True(heard.Count >= _calls * 0.95, $"Seed {seed}: {heard.Count} of {_calls} calls were heard.");
    }

    private bool Holds(SoundOrder order)
    {
        _loudspeaker.Find(order.Lease, order.Sequence, out var isHeld);
        return isHeld;
    }

    private void Call(string number) => _loudspeaker.Enqueue(new(++_calls, number, "1", "A", _time.GetUtcNow(), false), TimeSpan.Zero);

    /// <summary>Time passes as it does: the hub looks, and pages that live confirm twice a second.</summary>
    private void Pass(double seconds)
    {
        for (var passed = 0.0; passed < seconds; passed += 0.25)
        {
            _time.Advance(Loudspeaker.LookEvery);
            foreach (var page in _pages.Where(page => page.IsAlive && page.ConfirmsItself && passed % 0.5 == 0).ToList())
            {
                _loudspeaker.Confirm(page.Player, page.Orders.Count == 0 ? null : page.Orders[^1].Lease);
            }

            _loudspeaker.Look();
        }
    }

    private Page Board(bool isOwn = false, bool confirms = true, SoundAnswer? answers = SoundAnswer.Played, bool isDevice = false)
    {
        var page = new Page(_loudspeaker, $"tongling/{_pages.Count}", isOwn, isDevice) { IsAlive = confirms, ConfirmsItself = confirms };
        _pages.Add(page);
        _loudspeaker.Join(page.Player);
        if (confirms)
        {
            _loudspeaker.Confirm(page.Player, null);
        }

        if (answers is { } answer)
        {
            page.Answer(answer);
        }

        return page;
    }

    private sealed class Page
    {
        private readonly Loudspeaker _loudspeaker;

        public Page(Loudspeaker loudspeaker, string place, bool isOwn, bool isDevice)
        {
            _loudspeaker = loudspeaker;
            Player = new(place, isOwn, !isDevice, Take, view => View = view);
        }

        public VoicePlayer Player { get; }

        public string Place => Player.Place;

        public bool IsAlive { get; set; }

        public bool ConfirmsItself { get; init; }

        public SoundAnswer? Always { get; set; }

        public PlayerView View { get; private set; } = new(false, false);

        public List<SoundOrder> Orders { get; } = [];

        public IReadOnlyList<string> Given => [.. Orders.Select(order => order.Spoken.Announcement.Number)];

        public bool Played() => Report(SoundAnswer.Played);

        public bool Report(SoundAnswer answer) => _loudspeaker.Report(Player, Orders[^1].Lease, Orders[^1].Sequence, answer);

        public void Answer(SoundAnswer answer) => _loudspeaker.Answer(Player, answer);

        private void Take(SoundOrder order)
        {
            Orders.Add(order);
            if (Always is { } answer)
            {
                Report(answer);
            }
        }
    }
}
