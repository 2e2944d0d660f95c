using System.Threading.Channels;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.State;
using Hall.Devices.Supervision;
using Hall.Storage.Alerts;
using Hall.Storage.Journal;

namespace Hall.Hub.Engine;

/// <summary>
/// One hall with one writer. A bounded queue feeds one loop: it takes what waits, asks the rules, applies the events, has the
/// journal make them durable, and only then answers the callers and publishes. A failed commit fails its callers and the state
/// is rebuilt from the journal before anything else is accepted.
/// </summary>
public sealed partial class HallEngine : IHall, IAsyncDisposable
{
    private const int QueueBound = 4_096;
    private const int BatchBound = 256;
    private static readonly TimeSpan SnapshotEvery = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);

    private readonly Channel<QueuedRequest> _queue =
        Channel.CreateBounded<QueuedRequest>(new BoundedChannelOptions(QueueBound) { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly IJournal _journal;
    private readonly TimeProvider _time;
    private readonly HubAlerts _alerts;
    private readonly ILogger _logger;
    private readonly HallPublisher _publisher;
    private readonly Standstills _painting;
    private readonly List<QueuedRequest> _taken = new(BatchBound);
    private readonly Task _loop;
    private HallState _state;
    private HallClock _clock;
    private IdempotencyStore _kept;
    private readonly ITimer _waking;
    private long _wakesAt;
    private bool _woken;
    private bool _snapshotDue;
    private bool _doubtful;
    private volatile string? _unavailable;
    private volatile Outlook? _outlook;
    private volatile bool _outlookIsNew;

    /// <summary>Starts a hall from its journal.</summary>
    /// <param name="id">The hall.</param>
    /// <param name="founding">The configuration of a hall that does not exist yet; ignored for one that does.</param>
    /// <param name="mostBehind">How many entries a listener may be behind before it is sent away.</param>
    public HallEngine(
        HallId id, PublishConfiguration? founding, IJournal journal, TimeProvider time, HubAlerts alerts, ILogger logger, int mostBehind)
    {
        (Id, _journal, _time, _alerts, _logger) = (id, journal, time, alerts, logger);
        (_state, _clock, _kept) = Rebuild();
        if (!_state.IsFounded)
        {
            Found(founding ?? throw new InvalidOperationException($"The journal holds no hall {id}."));
        }

        _publisher = new(Paint(), mostBehind);
        _painting = new("snapshot", time, TellOfPainting, logger);
        _waking = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _loop = Task.Run(() => LoopAsync(_stopping.Token));
    }

    /// <inheritdoc />
    public HallId Id { get; }

    /// <inheritdoc />
    public HallSnapshot Snapshot => _publisher.Snapshot;

    /// <inheritdoc />
    public DateTimeOffset Now => _publisher.Painted.Now(_time);

    /// <summary>How many listen.</summary>
    public int Listeners => _publisher.Listeners;

    /// <inheritdoc />
    public async Task<HallOutcome> ExecuteAsync(HallCommand command, Idempotency? idempotency = null,
        CancellationToken cancellationToken = default)
    {
        if (_unavailable is { } reason)
        {
            throw new JournalUnavailableException(reason);
        }

        var work = new CommandWork(command, idempotency);
        await EnqueueAsync(work, cancellationToken);
        return await work.Answer;
    }

    /// <inheritdoc />
    public async Task<TAnswer> AskAsync<TAnswer>(HallQuery<TAnswer> query, CancellationToken cancellationToken = default)
    {
        if (_unavailable is { } reason)
        {
            throw new JournalUnavailableException(reason);
        }

        var work = new QueryWork<TAnswer>(query);
        await EnqueueAsync(work, cancellationToken);
        return await work.Answer;
    }

    /// <summary>Forgets what was erased: the state is read from the journal anew between two turns, and whoever listens begins
    /// anew.</summary>
    /// <exception cref="JournalUnavailableException">The journal cannot be read; until the next start the hall still shows what it
    /// had.</exception>
    public async Task ReloadAsync(CancellationToken cancellationToken = default)
    {
        var work = new ReloadWork();
        await EnqueueAsync(work, cancellationToken);
        await work.Done;
    }

    /// <summary>Hands in what is forecast; the loop shows it from its next turn on.</summary>
    public void Show(Outlook outlook)
    {
        _outlook = outlook;
        _outlookIsNew = true;
    }

    /// <inheritdoc />
    public IHallSubscription Subscribe() => _publisher.Subscribe();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stopping.CancelAsync();
        await _loop;
        await _waking.DisposeAsync();
        FailQueued(Stopping());
        _stopping.Dispose();
    }

    private async ValueTask EnqueueAsync(QueuedRequest work, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(work, cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new JournalUnavailableException("The hub is stopping.", closed);
        }
    }

    private void Found(PublishConfiguration founding)
    {
        var turn = new CommandBatch(Id, _state, _clock, _kept);
        turn.Execute(founding, null);
        _journal.CommitAsync(turn.ToBatch()).GetAwaiter().GetResult();
    }

    private (HallState State, HallClock Clock, IdempotencyStore Kept) Rebuild()
    {
        var contents = _journal.Read(Id, _time.GetUtcNow() - IdempotencyStore.KeptFor);
        var state = contents.Opening is { } opening ? HallState.FromOpeningState(opening) : new HallState();
        foreach (var entry in contents.After)
        {
            if (entry.Sequence != state.Sequence + 1)
            {
                throw new InvalidDataException($"The journal of hall {Id} lacks event {state.Sequence + 1}; restore it from a backup.");
            }

            state.Apply(entry.Event, entry.At);
        }

        return (state, new HallClock(_time, state.LastEventAt), new IdempotencyStore(contents.Kept));
    }

    private static JournalUnavailableException Stopping() => new("The hub is stopping.");

    [LoggerMessage(Level = LogLevel.Error, Message = "Hall {Hall}: {Count} commands could not be made durable and were refused: {Reason}")]
    private partial void LogCommitFailed(Exception? fault, HallId hall, int count, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Hall {Hall}: the state was read from the journal again, at event {Sequence}")]
    private partial void LogRecovered(HallId hall, long sequence);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Hall {Hall} has stopped")]
    private partial void LogStopped(Exception fault, HallId hall);
}
