namespace Hall.Agent.Outbox;

/// <summary>
/// Presses that the hub has not answered, in order, on disk: one JSON line a press in an append file, synced before the pad is
/// acknowledged. An answered press is written as a line with its event id; a file whose presses are all answered is emptied. A disk that
/// takes nothing stops nothing here: a press is then not kept, and an answer is written when it can be. Safe for many threads.
/// </summary>
public sealed class PressOutbox : IDisposable
{
    /// <summary>More presses than a hall gives in a week without its hub.</summary>
    public const int Most = 10_000;

    // Answered presses stay in the file until it is written anew, so that a day without a quiet moment stays bounded, too.
    private const long CompactAbove = 4 * 1024 * 1024;
    private readonly Lock _gate = new();
    private readonly LinkedList<KeptPress> _waiting;
    private readonly List<Guid> _unwritten = [];
    private readonly IAppendFile _file;
    private readonly int _most;
    private TaskCompletionSource _news = NewSignal();
    private bool _isRefused;
    private long _compactAbove = CompactAbove;

    /// <summary>
    /// Opens the outbox of a folder, which is made when it is not there and belongs to this agent alone. Half a line at its end is what a
    /// power cut left: it was never acknowledged.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="most">How many presses it takes.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public PressOutbox(string folder, int most = Most)
        : this(new AppendFile(FileIn(folder)), most)
    {
    }

    /// <summary>Opens an outbox in a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="most">How many presses it takes.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public PressOutbox(IAppendFile file, int most = Most)
    {
        ArgumentNullException.ThrowIfNull(file);
        (_file, _most) = (file, most);
        var bytes = file.Read();
        var whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        if (whole < bytes.Length)
        {
            // Nobody was told that it is there, and the next press must not stand behind it on one line.
            file.Cut(whole);
        }

        (var waiting, Unreadable) = OutboxLine.Read(bytes.AsSpan(0, whole));
        _waiting = new(waiting);
    }

    /// <summary>
    /// Whole lines that nobody could read when it was opened, such as of a disk that lost a sector. They stay in the file until they are
    /// <see cref="ForgetUnreadable"/>.
    /// </summary>
    public IReadOnlyList<string> Unreadable { get; private set; }

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Whether it takes no more.</summary>
    public bool IsFull => Count >= _most;

    /// <summary>Those that wait, the oldest first.</summary>
    public IReadOnlyList<KeptPress> Waiting
    {
        get
        {
            lock (_gate)
            {
                return [.. _waiting];
            }
        }
    }

    /// <summary>Keeps a press; when it returns true it is on the disk. False when the outbox is full.</summary>
    /// <exception cref="IOException">The disk did not take it; it is not kept.</exception>
    public bool Keep(KeptPress press)
    {
        ArgumentNullException.ThrowIfNull(press);
        lock (_gate)
        {
            if (_waiting.Any(kept => kept.EventId == press.EventId))
            {
                return true;
            }

            if (_waiting.Count >= _most)
            {
                return false;
            }

            Write(press);
            _waiting.AddLast(press);
            _news.TrySetResult();
        }

        return true;
    }

    /// <summary>The first press that may be reported now; null when there is none.</summary>
    public KeptPress? First(Func<KeptPress, bool> may)
    {
        lock (_gate)
        {
            return _waiting.FirstOrDefault(may);
        }
    }

    /// <summary>The oldest press; waits for one.</summary>
    public async Task<KeptPress> NextAsync(CancellationToken cancel)
    {
        while (true)
        {
            var news = NewsAsync();
            if (First(_ => true) is { } press)
            {
                return press;
            }

            await news.WaitAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Completes when a press is kept after this was asked for.</summary>
    public Task NewsAsync()
    {
        lock (_gate)
        {
            if (_news.Task.IsCompleted)
            {
                _news = NewSignal();
            }

            return _news.Task;
        }
    }

    /// <summary>
    /// The hub has answered a press: it is forgotten. When the disk does not take that, it is written by and by; until then a restart
    /// reports the press again, and it counts once by its event id.
    /// </summary>
    public void Forget(Guid eventId)
    {
        lock (_gate)
        {
            if (_waiting.FirstOrDefault(kept => kept.EventId == eventId) is { } press)
            {
                _waiting.Remove(press);
                _unwritten.Add(eventId);
                TryWrite();
            }
        }
    }

    /// <summary>The lines that nobody could read are kept elsewhere.</summary>
    /// <exception cref="IOException">The disk did not take it; they stay.</exception>
    public void ForgetUnreadable()
    {
        lock (_gate)
        {
            _file.Replace(BytesOf(_waiting));
            _unwritten.Clear();
            Unreadable = [];
        }
    }

    /// <summary>Raised when the disk did not take something, and when it takes presses again.</summary>
    public event Action? DiskChanged;

    /// <summary>
    /// Writes what the disk did not take before, and finds out whether it takes presses again; to be called now and then.
    /// </summary>
    /// <exception cref="IOException">It still does not, or the outbox is full.</exception>
    public void Tidy()
    {
        lock (_gate)
        {
            if (_isRefused)
            {
                // An empty line means nothing, and what takes one takes a press.
                _file.Append("\n"u8);
                _isRefused = false;
            }

            WriteAnswers();
            if (_waiting.Count >= _most)
            {
                throw new IOException(Invariant($"{_most} presses wait for the hub; the outbox takes no more."));
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private static string FileIn(string folder)
    {
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, "outbox.jsonl");
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Write(KeptPress press)
    {
        var was = _isRefused;
        try
        {
            if (!_file.Append(new OutboxLine(press, null).ToBytes()))
            {
                _file.Replace(BytesOf(_waiting.Append(press)));
                _unwritten.Clear();
            }

            _isRefused = false;
        }
        catch (IOException)
        {
            _isRefused = true;
            throw;
        }
        finally
        {
            if (was != _isRefused)
            {
                DiskChanged?.Invoke();
            }
        }
    }

    private void TryWrite()
    {
        try
        {
            WriteAnswers();
        }
        catch (IOException)
        {
            // Tried again at the next answer and by Tidy.
            DiskChanged?.Invoke();
        }
    }

    private void WriteAnswers()
    {
        if (Unreadable.Count == 0 && _waiting.Count == 0 && _file.Length > 0)
        {
            _file.Replace([]);
            _unwritten.Clear();
        }
        else if (Unreadable.Count == 0 && _file.Length > _compactAbove)
        {
            // A disk that is too full for a second copy is not asked again at every press.
            _compactAbove = _file.Length + CompactAbove;
            _file.Replace(BytesOf(_waiting));
            _unwritten.Clear();
            _compactAbove = CompactAbove;
        }

        if (_unwritten.Count == 0)
        {
            return;
        }

        if (!_file.Append([.. _unwritten.SelectMany(id => new OutboxLine(null, id).ToBytes())]))
        {
            _file.Replace(BytesOf(_waiting));
        }

        _unwritten.Clear();
    }

    private static byte[] BytesOf(IEnumerable<KeptPress> presses) =>
        [.. presses.SelectMany(press => new OutboxLine(press, null).ToBytes())];
}
