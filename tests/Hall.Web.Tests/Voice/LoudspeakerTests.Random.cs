using Hall.Core.Identifiers;
using Hall.Hub.Voice;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Voice;

public sealed partial class LoudspeakerTests
{
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
