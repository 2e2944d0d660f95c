using System.Collections.Concurrent;
using System.IO.Pipelines;
using Hall.Devices.Connections;
using Hall.Devices.Links;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Devices.Tests.Connections;

public sealed class DeviceSupervisorTests : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private readonly FakeTimeProvider _time = new();
    private readonly MemoryLink _link = new("COM7");
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<LinkStatus> _changes = new();
    private Func<IDuplexPipe, CancellationToken, Task> _session = (_, token) => Task.Delay(Timeout.Infinite, token);
    private Task _running = Task.CompletedTask;

    [Fact]
    public async Task Run_LinkOpens_IsUp()
    {
        var supervisor = Start();

        await Reaches(supervisor, LinkState.Up);

        Assert.Equal([LinkState.Up], _changes.Select(change => change.State));
        Assert.Equal((1, 0), (supervisor.Status.Opened, supervisor.Status.Failures));
    }

    [Fact]
    public async Task Run_LinkCannotBeOpened_FailsInWordsThenOpensByItself()
    {
        _link.Refuse(new LinkException(LinkTrouble.Busy, "COM7 is in use."));
        var supervisor = Start();
        await Eventually.Holds(_time, Step, () => supervisor.Status.Attempts >= 5, "it is tried again and again");
        Assert.Equal((LinkState.Failed, "COM7 is in use."), (supervisor.Status.State, supervisor.Status.Reason));

        _link.Refuse(null);
        await Reaches(supervisor, LinkState.Up);

        Assert.Equal([LinkState.Failed, LinkState.Up], _changes.Select(change => change.State));
        Assert.Empty(supervisor.Status.Reason);
        Assert.Equal(1, supervisor.Status.Failures);
    }

    [Fact]
    public async Task Run_RefusedForANight_TriesAgainWithinTenSeconds()
    {
        _link.Refuse(new LinkException(LinkTrouble.Busy, "COM7 is in use."));
        var supervisor = Start();
        await Eventually.Holds(_time, TimeSpan.FromSeconds(10), () => supervisor.Status.Attempts >= 40, "a night passes");

        var since = _time.GetTimestamp();
        _link.Refuse(null);
        await Eventually.Holds(_time, TimeSpan.FromMilliseconds(20), () => supervisor.Status.State == LinkState.Up, "it is open again");

        Assert.True(_time.GetElapsedTime(since) <= TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Run_PluggedInAfterANight_IsOpenWithinASecond()
    {
        _link.Refuse(new LinkException(LinkTrouble.Gone, "COM7 is not there."));
        var supervisor = Start();
        await Eventually.Holds(_time, TimeSpan.FromSeconds(10), () => supervisor.Status.Attempts >= 40, "a night passes");

        var since = _time.GetTimestamp();
        _link.Refuse(null);
        await Eventually.Holds(_time, TimeSpan.FromMilliseconds(5), () => supervisor.Status.State == LinkState.Up, "it is open again");

        Assert.True(_time.GetElapsedTime(since) < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Run_PluggedInButNotYetAllowed_IsTriedAgainAtOnce()
    {
        _link.Refuse(new LinkException(LinkTrouble.Gone, "COM7 is not there."));
        var supervisor = Start();
        await Eventually.Holds(_time, TimeSpan.FromSeconds(10), () => supervisor.Status.Attempts >= 40, "a night passes");

        // The system makes the file first, and gives it to its group a moment later.
        _link.Refuse(new LinkException(LinkTrouble.PermissionDenied, "COM7 may not be used by this account."));
        await Eventually.Holds(_time, TimeSpan.FromMilliseconds(5),
            () => supervisor.Status.Reason.Contains("may not", StringComparison.Ordinal), "it is tried");
        var since = _time.GetTimestamp();
        _link.Refuse(null);
        await Eventually.Holds(_time, TimeSpan.FromMilliseconds(5), () => supervisor.Status.State == LinkState.Up, "it is open again");

        Assert.True(_time.GetElapsedTime(since) < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Run_SessionThrowsOrEnds_OpensAgain()
    {
        var sessions = 0;
        _session = (_, token) => Interlocked.Increment(ref sessions) switch
        {
            1 => throw new InvalidOperationException("a fault of ours"),
            2 => Task.CompletedTask,
            _ => Task.Delay(Timeout.Infinite, token),
        };
        var supervisor = Start();

        await Eventually.Holds(_time, Step, () => supervisor.Status is { Opened: 3, State: LinkState.Up }, "the third session runs");

        Assert.Equal(["COM7: a fault of ours", "COM7 was closed."],
            _changes.Select(change => change.Reason).Where(reason => reason.Length > 0));
    }

    [Fact]
    public async Task Run_SessionThatReadsNothing_IsEndedWithItsLineAndTheLineIsOpenedAgain()
    {
        var supervisor = Start();
        await Reaches(supervisor, LinkState.Up);

        _link.Break();

        await Eventually.Holds(_time, Step, () => supervisor.Status is { Opened: 2, State: LinkState.Up }, "it is open again");
        Assert.Contains("COM7 was pulled.", _changes.Select(change => change.Reason));
    }

    [Fact]
    public async Task Run_SessionThatLeavesAFloodUnread_StillSeesTheEnd()
    {
        var supervisor = Start();
        var far = await _link.AcceptAsync(CancellationToken.None);
        for (var times = 0; times < 200; times++)
        {
            await far.Output.WriteAsync(new byte[4096], CancellationToken.None).AsTask().Soon();
        }

        await far.Output.CompleteAsync();

        await Eventually.Holds(_time, Step, () => supervisor.Status.Opened == 2, "it is open again");
    }

    [Fact]
    public async Task Run_WriteThatNobodyReads_OpensAgain()
    {
        var mayWrite = new TaskCompletionSource();
        _session = async (line, token) =>
        {
            // A driver that does not look at what became of its write.
            await mayWrite.Task;
            await line.Output.WriteAsync(new byte[10], token);
            await Task.Delay(Timeout.Infinite, token);
        };
        var supervisor = Start();
        var far = await _link.AcceptAsync(CancellationToken.None);
        await far.Input.CompleteAsync();

        mayWrite.SetResult();

        await Eventually.Holds(_time, Step, () => supervisor.Status.Opened >= 2, "it is opened again");
        Assert.Contains(_changes, change => change.Reason.StartsWith("Writing to the line failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_OtherEndClosesAfterItsJob_IsOpenedAtOnceAndIsNoOutage()
    {
        _session = async (line, token) => await line.Input.ReadAtLeastAsync(1000, token);
        var supervisor = Start();
        var far = await _link.AcceptAsync(CancellationToken.None);
        await far.Output.WriteAsync(new byte[] { 1 }, CancellationToken.None);

        await far.Output.CompleteAsync();

        await Eventually.Holds(_time, TimeSpan.FromMilliseconds(10), () => supervisor.Status.Opened == 2, "it is open again");
        Assert.Equal([LinkState.Up], _changes.Select(change => change.State));
        Assert.Equal(0, supervisor.Status.Failures);
    }

    [Fact]
    public async Task Hurry_LineThatWaitsLong_IsTriedNow()
    {
        _link.Refuse(new LinkException(LinkTrouble.Busy, "COM7 is in use."));
        var supervisor = Start();
        await Eventually.Holds(_time, TimeSpan.FromSeconds(10), () => supervisor.Status.Attempts >= 40, "a night passes");
        _link.Refuse(null);

        supervisor.Hurry();

        await Eventually.Holds(() => supervisor.Status.State == LinkState.Up, "it is open without waiting");
    }

    [Fact]
    public async Task Run_PauseOfPartsOfAMillisecond_IsWaitedForWithoutTurningRound()
    {
        _link.Refuse(new LinkException(LinkTrouble.Busy, "COM7 is in use."));

        // The first pause is of 150.4 ms, and a timer that cuts that short comes 0.4 ms too early by a clock that stands still there.
        var clock = new CountedClock();
        var supervisor = new DeviceSupervisor(_link, (pipe, token) => _session(pipe, token), clock, () => 0.2032, NullLogger.Instance);
        _running = supervisor.RunAsync(_stop.Token);

        await Eventually.Holds(clock, Step, () => supervisor.Status.Attempts >= 4 || _running.IsFaulted, "it is tried again and again");
        await (_running.IsFaulted ? _running : Task.CompletedTask);
    }

    [Fact]
    public async Task Run_ListenerThrows_GoesOn()
    {
        var supervisor = Start();
        supervisor.Changed += _ => throw new InvalidOperationException("a listener's fault");
        await Reaches(supervisor, LinkState.Up);

        supervisor.SetSilent(true, "nobody answers");

        Assert.Equal((LinkState.Silent, "nobody answers"), (supervisor.Status.State, supervisor.Status.Reason));
        supervisor.SetSilent(false, "");
        Assert.Equal(LinkState.Up, supervisor.Status.State);
    }

    [Fact]
    public async Task Run_Cancelled_EndsWithoutAnException()
    {
        var supervisor = Start();
        await Reaches(supervisor, LinkState.Up);

        await _stop.CancelAsync();

        await _running.Soon();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.Soon();
        _stop.Dispose();
    }

    private DeviceSupervisor Start()
    {
        var supervisor = new DeviceSupervisor(_link, (pipe, token) => _session(pipe, token), _time, () => 0.5, NullLogger.Instance);
        supervisor.Changed += _changes.Enqueue;
        _running = supervisor.RunAsync(_stop.Token);
        return supervisor;
    }

    private Task Reaches(DeviceSupervisor supervisor, LinkState state) =>
        Eventually.Holds(_time, Step, () => supervisor.Status.State == state, $"it is {state}");

    // Stops those who ask for the time and do nothing else.
    private sealed class CountedClock : FakeTimeProvider
    {
        private int _readings;

        public override long GetTimestamp() =>
            Interlocked.Increment(ref _readings) < 10_000
                ? base.GetTimestamp() : throw new InvalidOperationException("The clock is asked without a pause.");
    }
}
