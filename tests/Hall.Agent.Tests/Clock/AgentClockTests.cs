using Hall.Agent.Clock;
using Hall.Agent.Outbox;
using Hall.Agent.Tests.Support;
using Hall.Devices.Agents;
using Hall.Devices.Presses;

namespace Hall.Agent.Tests.Clock;

public sealed class AgentClockTests
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);
    private readonly TestComputer _computer = new();

    [Theory]
    [InlineData(365)]
    [InlineData(-365)]
    [InlineData(2_000)]
    [InlineData(0)]
    public void Age_ClockIsSetMeanwhile_IsWhatPassed(int days)
    {
        var clock = _computer.Clock();
        var press = Press(clock);
        _computer.Advance(TimeSpan.FromSeconds(40));
        _computer.Correct(TimeSpan.FromDays(days));
        _computer.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((42_000, false), Told(press, clock));

        // Another run of the agent under the corrected clock knows the same.
        Assert.Equal((42_000, false), Told(press, _computer.Clock()));
    }

    [Fact]
    public void Age_ComputerWasStartedAgain_IsUnknownAndNeverNothing()
    {
        var press = Press(_computer.Clock());
        _computer.Restart();
        Assert.Equal((PressReport.UnknownAgeMilliseconds, true), Told(press, _computer.Clock()));
    }

    [Fact]
    public void Age_CounterWentBackAsOfAMachineThatWasRestoredFromACopy_IsUnknown()
    {
        _computer.Advance(Year);
        var press = Press(_computer.Clock());
        var back = new AgentClock(_computer.Boot, () => TimeSpan.FromMinutes(1), _computer.Time);
        Assert.Equal((PressReport.UnknownAgeMilliseconds, true), Told(press, back));
    }

    [Fact]
    public void Age_LineOfAnOlderAgent_IsUnknown()
    {
        var clock = _computer.Clock();
        Assert.Equal((PressReport.UnknownAgeMilliseconds, true), Told(Press(clock) with { Moment = null }, clock));
    }

    [Fact]
    public void Age_PressThatWasKeptSomeSecondsAfterItWasMade_CountsFromThePress()
    {
        var clock = _computer.Clock();
        var at = clock.GetUtcNow();
        _computer.Advance(TimeSpan.FromSeconds(9));
        var press = KeptPress.Of("demo", new RatingPressed(Guid.CreateVersion7(), "1", 1, at, 4, PadLevel.Dissatisfied), clock);
        _computer.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((10_000, false), Told(press, clock));
    }

    [Fact]
    public void Now_ClockIsSetMeanwhile_GoesOnAndSaysByHowMuchTheComputersMoved()
    {
        var clock = _computer.Clock();
        var before = clock.GetUtcNow();
        _computer.Advance(TimeSpan.FromMinutes(1));
        _computer.Correct(Year);

        Assert.Equal(TimeSpan.FromMinutes(1), clock.GetUtcNow() - before);
        Assert.Equal(Year, clock.Moved);
        Assert.Equal(_computer.Now, clock.Computer);
    }

    [Fact]
    public void BootCounter_OnLinux_IsTheKernelsAndRuns()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The kernel's files are Linux's.");
        var uptime = double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim(), BootCounter.Boot);
        Assert.InRange(BootCounter.Elapsed.TotalSeconds, uptime - 1, uptime + 120);
    }

    private static (long, bool) Told(KeptPress press, AgentClock clock) =>
        press.ToReport(clock) is var report ? (report.AgeMilliseconds, report.AgeUnknown) : default;

    private static KeptPress Press(AgentClock clock) =>
        KeptPress.Of("demo", new RatingPressed(Guid.CreateVersion7(), "1", 1, clock.GetUtcNow(), 4, PadLevel.Dissatisfied), clock);
}
