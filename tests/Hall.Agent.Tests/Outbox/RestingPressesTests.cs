using Hall.Agent.Outbox;
using Hall.Agent.Tests.Support;
using Hall.Devices.Presses;

namespace Hall.Agent.Tests.Outbox;

/// <summary>Which press is next, by a clock that never stands still.</summary>
public sealed class RestingPressesTests
{
    private readonly TestComputer _computer = new();
    private readonly PressOutbox _outbox = new(new FaultyFile());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void NextOf_ARestEndsWhileItIsAsked_IsNeverForgotten(int presses)
    {
        var clock = new RunningClock(TimeSpan.FromMilliseconds(50));
        var resting = new RestingPresses(clock);
        foreach (var counter in Enumerable.Range(1, presses))
        {
            Keep($"{counter}");
        }

        foreach (var press in _outbox.Waiting)
        {
            resting.Rest(press, isOfThePress: true);
        }

        for (var look = 0; look < 100; look++)
        {
            var (press, next) = resting.NextOf(_outbox);
            Assert.True(press is not null || next > TimeSpan.Zero, $"Look {look}: nothing to report, and nothing to wait for.");
        }
    }

    [Fact]
    public void NextOf_PressesOfTwoCountersRest_WaitsForTheFirstRestToEnd()
    {
        var clock = new RunningClock(TimeSpan.Zero);
        var resting = new RestingPresses(clock);
        Keep("1");
        Keep("2");
        resting.Rest(_outbox.Waiting[0], isOfThePress: true);
        clock.Advance(TimeSpan.FromMilliseconds(400));
        resting.Rest(_outbox.Waiting[1], isOfThePress: true);

        Assert.Equal((null, TimeSpan.FromMilliseconds(600)), resting.NextOf(_outbox));
        clock.Advance(TimeSpan.FromMilliseconds(600));
        Assert.Equal("1", resting.NextOf(_outbox).Press?.Counter);
    }

    private void Keep(string counter) =>
        _outbox.Keep(
            KeptPress.Of("demo", new RatingPressed(Guid.CreateVersion7(), counter, 1, _computer.Now, 4, PadLevel.Dissatisfied),
            _computer.Clock()));

    // Goes on with every reading, as time does.
    private sealed class RunningClock(TimeSpan everyReading) : TimeProvider
    {
        private TimeSpan _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => (_now += everyReading).Ticks;

        public void Advance(TimeSpan by) => _now += by;
    }
}
