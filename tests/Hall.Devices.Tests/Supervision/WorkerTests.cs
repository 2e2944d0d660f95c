using Hall.Devices.Supervision;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Devices.Tests.Supervision;

public sealed class WorkerTests : IAsyncDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider _time = new();
    private readonly List<Standstill> _told = [];
    private readonly Looking _worker;

    public WorkerTests() => _worker = new(_time, standstill =>
    {
        lock (_told)
        {
            _told.Add(standstill);
        }
    });

    public async ValueTask DisposeAsync()
    {
        await _worker.StopAsync(CancellationToken.None);
        _worker.Dispose();
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(OperationCanceledException))]
    [InlineData(typeof(NullReferenceException))]
    public async Task Look_ThrowsAnything_IsToldOnceAndGoesOnByItself(Type fault)
    {
        _worker.Do = look => look < 5 ? throw (Exception)Activator.CreateInstance(fault)! : Task.CompletedTask;
        await _worker.StartAsync(TestContext.Current.CancellationToken);

        await Eventually.Holds(_time, Second, () => _worker.Looks >= 7, "looks after the faults");

        Assert.Equal(["failed", "over"], Told());
        Assert.Empty(_worker.StandsStill);
        Assert.False(_worker.ExecuteTask!.IsCompleted);
    }

    [Fact]
    public async Task Look_DoesNotComeBack_IsToldAndItsEndToo()
    {
        var back = new TaskCompletionSource();
        _worker.Do = look => look == 1 ? back.Task : Task.CompletedTask;
        await _worker.StartAsync(TestContext.Current.CancellationToken);

        await Eventually.Holds(_time, Second, () => Told().Length == 1, "a look that hangs");
        Assert.Equal(["hangs"], Told());

        back.SetResult();
        await Eventually.Holds(_time, Second, () => _worker.Looks > 2, "looks after the one that hung");
        Assert.Equal(["hangs", "over"], Told());
    }

    [Fact]
    public async Task EachAsync_OnePartFails_OthersAreLookedAtAndOnlyThatPartIsTold()
    {
        var looked = new List<string>();
        _worker.Parts = ["north", "south"];
        _worker.OfPart = part =>
        {
            looked.Add(part);
            return part == "north" ? throw new InvalidDataException() : Task.CompletedTask;
        };

        await _worker.LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["north", "south"], looked);
        Assert.Equal("north", Assert.Single(_told).Part);
        Assert.Equal(["north"], _worker.StandsStill);
    }

    [Fact]
    public async Task EachAsync_PartThatFailed_IsLeftAloneForItsPauseThenTriedAgain()
    {
        var looks = 0;
        _worker.Parts = ["north"];
        _worker.OfPart = _ => ++looks == 1 ? throw new InvalidDataException() : Task.CompletedTask;

        await _worker.LookAsync(TestContext.Current.CancellationToken);
        await _worker.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, looks);

        _time.Advance(Second);
        await _worker.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["failed", "over"], Told());
    }

    [Fact]
    public async Task Wake_BetweenLooks_LooksAtOnce()
    {
        _worker.Do = _ => Task.CompletedTask;
        await _worker.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.Holds(_time, Second, () => _worker.Looks == 1, "the first look");

        var before = _worker.Looks;
        await Eventually.Holds(() =>
        {
            _worker.Wake();
            return _worker.Looks > before;
        }, "a look without time passing");
    }

    [Fact]
    public async Task Stop_DuringALook_EndsWithoutAWord()
    {
        _worker.DoUntil = stop => Task.Delay(Timeout.Infinite, stop);
        await _worker.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.Holds(_time, Second, () => _worker.Looks == 1, "the first look");

        await _worker.StopAsync(TestContext.Current.CancellationToken);

        Assert.True(_worker.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Empty(Told());
    }

    [Fact]
    public void Standstills_FaultThatLasts_IsOneErrorInTheLogAndItsPauseGrowsToAMinute()
    {
        var log = new CountingLogger();
        var standstills = new Standstills("work", _time, _ => { }, log);

        var pauses = Enumerable.Range(0, 12).Select(_ => standstills.Fail("", new IOException())).ToList();

        Assert.Equal(1, log.Errors);
        Assert.Equal(Second, pauses[0]);
        Assert.Equal(TimeSpan.FromMinutes(1), pauses[^1]);
        Assert.Equal(pauses.Order(), pauses);
    }

    private string[] Told()
    {
        lock (_told)
        {
            return [.. _told.Select(one => one.Since is null ? "over" : one.Reason)];
        }
    }

    private sealed class Looking(TimeProvider time, StandstillReport report) : Worker("work", time, report, NullLogger.Instance)
    {
        private int _looks;

        public int Looks => Volatile.Read(ref _looks);

        public Func<int, Task>? Do { get; set; }

        public Func<CancellationToken, Task>? DoUntil { get; set; }

        public string[] Parts { get; set; } = [];

        public Func<string, Task>? OfPart { get; set; }

        protected override TimeSpan Every => TimeSpan.FromSeconds(5);

        public override Task LookAsync(CancellationToken stop)
        {
            var look = Interlocked.Increment(ref _looks);
            return OfPart is { } ofPart ? EachAsync(Parts, part => part, (part, _) => ofPart(part), stop)
                : DoUntil?.Invoke(stop) ?? Do!(look);
        }
    }

    private sealed class CountingLogger : ILogger
    {
        public int Errors { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Errors += logLevel == LogLevel.Error ? 1 : 0;
    }
}
