using Hall.Hub.Engine;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Engine;

public sealed class HallClockTests
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Now_MachineGoesOn_Follows()
    {
        var machine = new Machine(Nine);
        var clock = new HallClock(machine, DateTimeOffset.MinValue);
        machine.Pass(TimeSpan.FromMinutes(20));

        Assert.Equal(Nine.AddMinutes(20), clock.Now());
        Assert.False(clock.Jumped);
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(24 * 60)]
    public void Now_MachineJumps_GoesOnBySteadyCounter(int minutes)
    {
        var machine = new Machine(Nine);
        var clock = new HallClock(machine, DateTimeOffset.MinValue);
        machine.Jump(TimeSpan.FromMinutes(minutes));
        machine.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal(Nine.AddMinutes(1), clock.Now());
        Assert.True(clock.Jumped);
        Assert.Equal(minutes, clock.Difference.TotalMinutes);
        machine.Jump(TimeSpan.FromMinutes(-minutes));
        Assert.Equal(Nine.AddMinutes(1), clock.Now());
        Assert.False(clock.Jumped);
    }

    [Fact]
    public void Now_MachineSetBackALittle_NeverGoesBack()
    {
        var machine = new Machine(Nine);
        var clock = new HallClock(machine, DateTimeOffset.MinValue);
        machine.Jump(TimeSpan.FromMinutes(-2));

        Assert.Equal(Nine, clock.Now());
        Assert.False(clock.Jumped);
    }

    [Fact]
    public void Start_BehindTheLastEvent_KeepsTheEventsTimeAndSaysSo()
    {
        var clock = new HallClock(new Machine(Nine), Nine.AddHours(3));

        Assert.Equal(Nine.AddHours(3), clock.Now());
        Assert.True(clock.Jumped);
    }

    [Fact]
    public void Correct_BackToTheMachine_GoesOnFromThere()
    {
        var machine = new Machine(Nine);
        var clock = new HallClock(machine, Nine.AddDays(1));
        clock.Correct(Nine);
        machine.Pass(TimeSpan.FromSeconds(5));

        Assert.Equal(Nine.AddSeconds(5), clock.Now());
        Assert.False(clock.Jumped);
    }

    [Fact]
    public void Copy_Corrected_LeavesTheFirst()
    {
        var clock = new HallClock(new Machine(Nine), DateTimeOffset.MinValue);
        clock.Copy().Correct(Nine.AddHours(-1));

        Assert.Equal(Nine, clock.Now());
    }

    /// <summary>A machine whose clock may jump while its counter goes on.</summary>
    internal sealed class Machine(DateTimeOffset start) : TimeProvider
    {
        private readonly FakeTimeProvider _steady = new(start);
        private TimeSpan _off;

        public override long TimestampFrequency => _steady.TimestampFrequency;

        public void Pass(TimeSpan time) => _steady.Advance(time);

        public void Jump(TimeSpan by) => _off += by;

        public override DateTimeOffset GetUtcNow() => _steady.GetUtcNow() + _off;

        public override long GetTimestamp() => _steady.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            _steady.CreateTimer(callback, state, dueTime, period);
    }
}
