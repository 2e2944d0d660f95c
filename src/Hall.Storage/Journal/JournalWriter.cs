using System.Diagnostics;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Storage.Events;
using Microsoft.Data.Sqlite;

namespace Hall.Storage.Journal;

/// <summary>
/// The one writer of a database. It owns a thread, because SQLite's asynchronous methods are synchronous underneath, and one
/// connection in WAL mode with <c>synchronous=FULL</c>. Batches of several halls that wait at the same time share a commit.
/// </summary>
public sealed partial class JournalWriter : IJournal, IAsyncDisposable
{
    private readonly object _gate = new();
    private List<Pending> _pending = [];
    private bool _closed;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly JournalDatabase _database;
    private readonly ILogger _logger;
    private SqliteConnection? _connection;
    private JournalStatements? _statements;
    private string? _complaint;
    private int _refused;

    /// <summary>Starts the writer's thread.</summary>
    /// <param name="database">The database, already migrated.</param>
    /// <param name="logger">Where slow and failed commits are written.</param>
    public JournalWriter(JournalDatabase database, ILogger<JournalWriter> logger)
    {
        (_database, _logger) = (database, logger);
        _thread = new Thread(Work) { Name = "hall journal", IsBackground = true };
        _thread.Start();
    }

    /// <summary>A seam for tests: called before each commit on the writer's thread, with its own connection. What it throws fails the
    /// commit.</summary>
    public Action<SqliteConnection>? BeforeCommit { get; set; }

    /// <inheritdoc />
    public Task CommitAsync(JournalBatch batch) => Enqueue(new Pending(batch));

    /// <inheritdoc />
    public Task ProbeAsync() => Enqueue(new Pending(null));

    private Task Enqueue(Pending pending)
    {
        lock (_gate)
        {
            if (_closed)
            {
                throw new JournalUnavailableException("The journal is closed.");
            }

            _pending.Add(pending);
            Monitor.Pulse(_gate);
        }

        return pending.Done.Task;
    }

    /// <inheritdoc />
    public JournalContents Read(HallId hall, DateTimeOffset keptSince) => _database.Read(hall, keptSince);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }

        await _ended.Task;
    }

    private void Work()
    {
        for (var together = Take([]); together.Count > 0; together = Take(together))
        {
            Commit(together);
        }

        Close();
        _database.Texts.Dispose();
        _ended.SetResult();
    }

    // All that wait, at most one batch of each hall; nothing when the journal is closed. It sleeps and never spins: a commit takes longer
    // than a thread needs to wake, and a small machine has better use for the processor.
    private List<Pending> Take(List<Pending> done)
    {
        done.Clear();
        lock (_gate)
        {
            while (_pending.Count == 0 && !_closed)
            {
                Monitor.Wait(_gate);
            }

            (var together, _pending) = (_pending, done);
            return together;
        }
    }

    private void Commit(List<Pending> together)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            Write(together);
            JournalMeter.Committed(together.Sum(pending => pending.Batch?.Entries.Count ?? 0), Stopwatch.GetElapsedTime(started));
            Recover();
            foreach (var pending in together)
            {
                pending.Done.SetResult();
            }
        }
        catch (Exception fault)
        {
            Complain(fault, together.Count);

            // After a disk error the connection may hold a half-made transaction; a new one starts clean.
            Close();
            if (fault is SecondWriterException && together.Count > 1)
            {
                // One hall's rival is no reason to refuse the others who shared the commit.
                together.ForEach(pending => Commit([pending]));
                return;
            }

            foreach (var pending in together)
            {
                pending.Done.SetException(fault is SecondWriterException ? fault : new JournalUnavailableException(Sentence(fault), fault));
            }
        }
    }

    private void Write(List<Pending> together)
    {
        if (_connection is null)
        {
            _connection = _database.OpenWriter();
            _statements = new(_connection, _database.Chain, _database.Texts);
        }

        using var transaction = _connection.BeginTransaction();
        foreach (var pending in together)
        {
            if (pending.Batch is { } batch)
            {
                _statements!.Write(batch, transaction);
            }
            else
            {
                JournalStatements.Probe(transaction);
            }
        }

        BeforeCommit?.Invoke(_connection);
        transaction.Commit();
    }

    private void Close()
    {
        _statements?.Dispose();
        _statements = null;
        _connection?.Dispose();
        _connection = null;
    }

    // A full disk refuses every command for hours: it is told once, whole, and then counted until it is over, so that the log does not fill
    // the disk.
    private void Complain(Exception fault, int count)
    {
        if (_complaint != fault.Message)
        {
            _complaint = fault.Message;
            LogFailed(fault, count);
        }

        _refused += count;
    }

    private void Recover()
    {
        if (_complaint is not null)
        {
            LogRecovered(_refused);
            (_complaint, _refused) = (null, 0);
        }
    }

    private static string Sentence(Exception fault) => fault is SqliteException { SqliteErrorCode: 13 }
        ? "The disk is full; make room and it goes on by itself."
        : $"The database did not take it: {fault.Message}";

    [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Count} batches failed; nothing of it was written")]
    private partial void LogFailed(Exception fault, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Commits succeed again; {Count} batches were refused meanwhile")]
    private partial void LogRecovered(int count);

    private sealed record Pending(JournalBatch? Batch)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
