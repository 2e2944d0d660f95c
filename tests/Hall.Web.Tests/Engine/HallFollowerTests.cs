using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Snapshots;
using Hall.Devices.Supervision;
using Hall.Hub.Engine;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Engine;

public sealed class HallFollowerTests
{
    [Fact]
    public async Task Follow_ReaderThrowsOnce_TakesTheSameEntryAgainAndIsToldAndClearedOnce()
    {
        await using var hub = HallOnDisk.Started();
        var reader = new Book { Throw = book => book.Offered == 1 ? new InvalidOperationException() : null };
        await using var following = new Following(hub, reader);

        await hub.IssueAsync();
        await hub.IssueAsync();

        await Eventually.HoldsAsync(() => reader.Taken.Count >= 2, () => hub.Time.Advance(TimeSpan.FromMilliseconds(100)));
        Assert.Equal(reader.Taken.Order().Distinct(), reader.Taken);
        Assert.Equal(["failed", "over"], following.Told);
    }

    [Fact]
    public async Task Follow_EntryThatFailsForAReasonOfItsOwn_IsSetAsideAndTheNextIsTaken()
    {
        await using var hub = HallOnDisk.Started();
        var poison = hub.Hall.Snapshot.Version + 1;
        var reader = new Book { ThrowFor = entry => entry.Sequence == poison ? new InvalidDataException() : null };
        await using var following = new Following(hub, reader);

        await hub.IssueAsync();
        await hub.IssueAsync();

        await Eventually.HoldsAsync(() => reader.Taken.Count >= 1, () => hub.Time.Advance(TimeSpan.FromSeconds(1)));
        Assert.DoesNotContain(poison, reader.Taken);
        Assert.Equal(HallFollower.Tries, reader.Offered - reader.Taken.Count);
    }

    [Fact]
    public async Task Follow_FallsBehindWhileItFails_BeginsAnewFromWhatIsTrueNow()
    {
        await using var hub = new HallOnDisk { MostBehind = 100 };
        hub.Start();
        var broken = true;
        var reader = new Book { Throw = _ => Volatile.Read(ref broken) ? new IOException() : null };
        await using var following = new Following(hub, reader);
        await Eventually.HoldsAsync(() => reader.Begun.Count == 1);
        await Task.WhenAll(Enumerable.Range(0, 200)
            .Select(n => hub.Hall.ExecuteAsync(new RequestHelp($"{n}"), null, TestContext.Current.CancellationToken)));
        var missed = reader.Begun[0] + 200;

        // It does not go through what is over first, and not only once its fault is over.
        await Eventually.HoldsAsync(() => reader.Begun[^1] >= missed, () => hub.Time.Advance(TimeSpan.FromSeconds(1)));
        Assert.Empty(reader.Taken);
        Volatile.Write(ref broken, false);
        await hub.IssueAsync();
        await Eventually.HoldsAsync(() => reader.Taken.Contains(hub.Hall.Snapshot.Version), () => hub.Time.Advance(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Follow_EveryThirdCommitRefusedWhileFiveTellersPress_EndsAliveAndLevel()
    {
        await using var hub = HallOnDisk.Started();
        var commits = 0;
        hub.Writer.BeforeCommit = _ =>
        {
            if (Interlocked.Increment(ref commits) % 3 == 0)
            {
                throw new SqliteException("database or disk is full", 13);
            }
        };

        // It asks the hall of every entry, as a reader may, and so meets the state that is being read again.
        var reader = new Book { Asks = hub.Hall };
        await using var following = new Following(hub, reader);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => PressAsync(hub, 40)));
        hub.Writer.BeforeCommit = null;
        await IssueOnceMoreAsync(hub);

        await Eventually.HoldsAsync(
            () => reader.Level == hub.Hall.Snapshot.Version, () => hub.Time.Advance(TimeSpan.FromSeconds(1)));
        Assert.False(following.Task.IsCompleted);
    }

    private static async Task PressAsync(HallOnDisk hub, int times)
    {
        for (var i = 0; i < times; i++)
        {
            try
            {
                await hub.IssueAsync();
            }
            catch (JournalUnavailableException)
            {
                // The citizen presses again.
            }
        }
    }

    private static Task IssueOnceMoreAsync(HallOnDisk hub) => Eventually.HoldsAsync(async () =>
    {
        try
        {
            return (await hub.IssueAsync()).Succeeded;
        }
        catch (JournalUnavailableException)
        {
            return false;
        }
    });

    private sealed class Following : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly List<string> _told = [];

        public Following(HallOnDisk hub, IHallReader reader)
        {
            var standstills = new Standstills("test", hub.Time, one =>
            {
                lock (_told)
                {
                    _told.Add(one.Since is null ? "over" : one.Reason);
                }
            }, NullLogger.Instance);
            Task = new HallFollower(hub.Hall, reader, standstills, hub.Time, NullLogger.Instance).RunAsync(_stop.Token);
        }

        public Task Task { get; }

        public string[] Told
        {
            get
            {
                lock (_told)
                {
                    return [.. _told];
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Task;
            _stop.Dispose();
        }
    }

    private sealed class Book : IHallReader
    {
        private readonly List<long> _taken = [];
        private readonly List<long> _begun = [];
        private int _offered;

        public int Offered => Volatile.Read(ref _offered);

        public IReadOnlyList<long> Taken => Copy(_taken);

        public IReadOnlyList<long> Begun => Copy(_begun);

        public long Level => Taken.Concat(Begun).DefaultIfEmpty().Max();

        public Func<Book, Exception?>? Throw { get; init; }

        public Func<JournalEntry, Exception?>? ThrowFor { get; init; }

        public IHall? Asks { get; init; }

        public Task BeginAsync(HallSnapshot snapshot, CancellationToken stop)
        {
            lock (_begun)
            {
                _begun.Add(snapshot.Version);
            }

            return Task.CompletedTask;
        }

        public async Task TakeAsync(JournalEntry entry, CancellationToken stop)
        {
            Interlocked.Increment(ref _offered);
            if ((Throw?.Invoke(this) ?? ThrowFor?.Invoke(entry)) is { } fault)
            {
                throw fault;
            }

            if (Asks is not null)
            {
                await Asks.AskAsync(new WholeState(), stop);
            }

            lock (_taken)
            {
                _taken.Add(entry.Sequence);
            }
        }

        private static IReadOnlyList<long> Copy(List<long> list)
        {
            lock (list)
            {
                return [.. list];
            }
        }
    }
}
