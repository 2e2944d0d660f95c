using CsCheck;
using Hall.Agent.Outbox;
using Hall.Agent.State;
using Hall.Agent.Tests.Support;
using Hall.Devices.Agents;
using Hall.Devices.Presses;
using Hall.Devices.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Agent.Tests.Outbox;

/// <summary>
/// Days of an agent drawn from a seed: pads press and repeat, the disk fills, the agent is killed in the middle of a write, its computer is
/// started again, its clock is set, the hub goes, breaks while it answers, cannot write or throws. Afterwards every press that a pad was
/// told is safe is in the hub's books once or stands aside in words, those of one counter in the order in which they were made, and none is
/// younger there than it is.
/// </summary>
public sealed class OutboxSimulationTests
{
    private const int Steps = 60;

    [Fact]
    public void Days_WithEveryFaultAtOnce_LoseNoAcknowledgedPressAndCountNoneTwice() =>
        Gen.Int[1, 1_000_000].Sample(seed => DayAsync(seed).GetAwaiter().GetResult(), iter: 40, threads: 1);

    private static async Task DayAsync(int seed)
    {
        using var day = new Day(seed);
        for (var step = 0; step < Steps; step++)
        {
            await day.StepAsync();
        }

        await day.EndAsync();
    }

    private sealed class Day(int seed) : IDisposable
    {
        private readonly Random _dice = new(seed);
        private readonly Lock _gate = new();
        private readonly string _folder = Directory.CreateTempSubdirectory("hall-day").FullName;
        private readonly TestComputer _computer = new();
        private readonly FaultyFile _disk = new();
        private readonly FakeHub _hub = new();
        private readonly List<KeptPress> _acknowledged = [];
        private readonly Dictionary<Guid, TimeSpan> _pressedAt = [];
        private readonly Dictionary<Guid, (double Least, double Most)> _ages = [];
        private TimeSpan _passed;
        private TimeSpan _willHavePassed;
        private TimeSpan _lookedAt;
        private Running _agent = null!;

        public async Task StepAsync()
        {
            _agent ??= Start();
            switch (Next(14))
            {
                case < 5: Press(); break;
                case 5: _disk.IsRefused = () => true; break;
                case 6: _disk.IsRefused = () => Next(3) == 0; break;
                case 7: _disk.IsRefused = () => false; break;
                case 8: _hub.Go(); break;
                case 9: _hub.Come(); break;
                case 10: Trouble(); break;
                case 11: await KillAsync(); break;
                case 12: _computer.Correct(TimeSpan.FromMinutes(Next(-500_000, 500_000))); break;
                default:
                    await _agent.StopAsync();
                    _computer.Restart();
                    _agent = Start();
                    break;
            }

            Pass(TimeSpan.FromSeconds(Next(1, 20)));
            await Task.Yield();
        }

        // All is well again, and then everything has arrived.
        public async Task EndAsync()
        {
            _agent ??= Start();
            _disk.IsRefused = () => false;
            (_hub.Instead, _hub.Booked) = (_ => null, _ => { });
            _hub.Come();
            await Eventually.Holds(_computer.Time, TimeSpan.FromSeconds(1), () => _agent.Outbox.Count == 0,
                $"everything has arrived (seed {seed})");
            _agent.Outbox.Tidy();
            var counted = _hub.Books.ToDictionary(press => press.EventId);
            foreach (var press in _acknowledged)
            {
                Assert.True(counted.TryGetValue(press.EventId, out var booked),
                    $"Seed {seed}: a press that a pad was told is safe is in no book.");
                Assert.True(booked.AgeUnknown || booked.AgeMilliseconds >= 0, $"Seed {seed}");
                Assert.True(booked.AgeUnknown || _ages[press.EventId] is var (least, most) && booked.AgeMilliseconds >= least - 1
                    && booked.AgeMilliseconds <= most + 1, $"Seed {seed}: a press of another age.");
            }

            Assert.Empty(new PressOutbox(_disk).Waiting);
            foreach (var counter in _acknowledged.Select(press => press.Counter).Distinct())
            {
                var made = _acknowledged.Where(press => press.Counter == counter).Select(press => press.EventId).ToList();
                Assert.Equal(made, _hub.Books.Select(press => press.EventId).Where(made.Contains));
            }
        }

        public void Dispose()
        {
            _agent?.StopAsync().GetAwaiter().GetResult();
            Directory.Delete(_folder, recursive: true);
        }

        // Agent and test draw from one dice on threads of their own.
        private int Next(int below)
        {
            lock (_gate)
            {
                return _dice.Next(below);
            }
        }

        private int Next(int from, int below) => from + Next(below - from);

        private void Pass(TimeSpan span)
        {
            _willHavePassed = _passed + span;
            _computer.Advance(span);
            _passed = _willHavePassed;
        }

        private void Press()
        {
            var press = new RatingPressed(Guid.CreateVersion7(), $"{Next(1, 4)}", 1, _agent.Clock.GetUtcNow(), 4, PadLevel.Dissatisfied);
            var kept = KeptPress.Of("demo", press, _agent.Clock);
            _pressedAt[press.Id] = _passed;

            // A pad that is not answered repeats, some times and then no more.
            for (var repeat = Next(3); repeat >= 0; repeat--)
            {
                try
                {
                    if (_agent.Outbox.Keep(kept) && _acknowledged.All(other => other.EventId != press.Id))
                    {
                        _acknowledged.Add(kept);
                    }
                }
                catch (IOException)
                {
                    // Not acknowledged.
                }
            }
        }

        private void Trouble()
        {
            var kind = Next(4);
            _hub.Instead = press => kind switch
            {
                0 when Next(2) == 0 => Task.FromResult(new PressAnswer(ReportOutcome.Later, "journal-unavailable")),
                1 when Next(2) == 0 => throw new InvalidOperationException("The connection was lost."),
                2 when Next(4) == 0 => throw new HubException("fault"),
                _ => null,
            };
            _hub.Booked = press =>
            {
                if (kind == 3 && Next(2) == 0)
                {
                    throw new IOException("The line broke while it was answered.");
                }
            };
        }

        // SIGKILL: what was synced is there, and half of what was being written.
        private async Task KillAsync()
        {
            await _agent.StopAsync();
            if (Next(3) == 0)
            {
                _disk.Tear("""{"press":{"eventId":"01"""u8);
            }

            _disk.IsRefused = () => false;
            _agent = Start();
        }

        private Running Start()
        {
            var (clock, outbox, aside) = (_computer.Clock(), new PressOutbox(_disk), new SetAsidePresses(_folder));
            var sender = new OutboxSender(outbox, aside, new Measured(_hub, this), clock, _ => { }, NullLogger<OutboxSender>.Instance);
            var maintainer = new OutboxMaintainer(outbox, aside, clock, _ => { }, NullLogger<OutboxMaintainer>.Instance);
            sender.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
            maintainer.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
            return new(clock, outbox, sender, maintainer);
        }

        private sealed record Running(Hall.Agent.Clock.AgentClock Clock, PressOutbox Outbox, OutboxSender Sender,
            OutboxMaintainer Maintainer)
        {
            public async Task StopAsync()
            {
                await Sender.StopAsync(CancellationToken.None);
                await Maintainer.StopAsync(CancellationToken.None);
                Sender.Dispose();
                Maintainer.Dispose();
            }
        }

        // Notes between which two ages a press is reported: the sender reads the clock after it saw the hub ready and before it reports,
        // and this day may go on meanwhile.
        private sealed class Measured(FakeHub hub, Day day) : IPressSink
        {
            public bool IsReady => hub.IsReady;

            public async Task ReadyAsync(CancellationToken cancel)
            {
                await hub.ReadyAsync(cancel);
                day._lookedAt = day._passed;
            }

            public Task BeginAnewAsync() => hub.BeginAnewAsync();

            public Task<PressAnswer> PressAsync(PressReport press, CancellationToken cancel)
            {
                if (!press.AgeUnknown && hub.Books.All(booked => booked.EventId != press.EventId))
                {
                    var pressedAt = day._pressedAt[press.EventId];
                    day._ages[press.EventId] =
                        ((day._lookedAt - pressedAt).TotalMilliseconds, (day._willHavePassed - pressedAt).TotalMilliseconds);
                }

                return hub.PressAsync(press, cancel);
            }
        }
    }
}
