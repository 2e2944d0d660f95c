using System.Text;
using System.Text.Json;
using Hall.Devices.Agents;

namespace Hall.Agent.Outbox;

/// <summary>
/// Presses that the hub has not answered, in order, on disk: one JSON line a press in an append file, synced before the pad is
/// acknowledged. An answered press is written as a line with its event id; a file whose presses are all answered is emptied.
/// Safe for many threads.
/// </summary>
public sealed class PressOutbox : IDisposable
{
    /// <summary>More presses than a hall gives in a week without its hub.</summary>
    public const int Most = 10_000;

    // Answered presses stay in the file until it is written anew, so that a day without a quiet moment stays bounded, too.
    private const long CompactAbove = 4 * 1024 * 1024;
    private static readonly JsonSerializerOptions Json = Options();
    private readonly Lock _gate = new();
    private readonly Queue<KeptPress> _waiting = new();
    private readonly string _file;
    private readonly int _most;
    private readonly SemaphoreSlim _news = new(0);
    private FileStream _stream;

    /// <summary>Opens the outbox of a folder, which is made when it is not there. Half a line at its end is what a power cut left: it was never acknowledged.</summary>
    /// <param name="folder">The folder; one agent at a time.</param>
    /// <param name="most">How many presses it takes.</param>
    /// <exception cref="IOException">Another agent has it open, or it cannot be read.</exception>
    public PressOutbox(string folder, int most = Most)
    {
        Directory.CreateDirectory(folder);
        (_file, _most) = (Path.Combine(folder, "outbox.jsonl"), most);
        _stream = Open(FileMode.OpenOrCreate);
        Read();
        Rewrite();
        if (_waiting.Count > 0)
        {
            _news.Release();
        }
    }

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

    /// <summary>Keeps a press; when it returns true it is on the disk. False when the outbox is full.</summary>
    /// <exception cref="IOException">The disk did not take it; it is not kept.</exception>
    public bool Keep(KeptPress press)
    {
        lock (_gate)
        {
            if (_waiting.Count >= _most)
            {
                return false;
            }

            if (!_waiting.Any(kept => kept.EventId == press.EventId))
            {
                Append(new Line(press, null));
                _waiting.Enqueue(press);
            }
        }

        _news.Release();
        return true;
    }

    /// <summary>The oldest press; waits for one.</summary>
    public async Task<KeptPress> NextAsync(CancellationToken cancel)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_waiting.TryPeek(out var press))
                {
                    return press;
                }
            }

            await _news.WaitAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>The hub has answered the oldest press: it is forgotten.</summary>
    public void Forget(Guid eventId)
    {
        lock (_gate)
        {
            if (!_waiting.TryPeek(out var press) || press.EventId != eventId)
            {
                return;
            }

            _waiting.Dequeue();
            if (_waiting.Count == 0 || _stream.Length > CompactAbove)
            {
                Rewrite();
            }
            else
            {
                Append(new Line(null, eventId));
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stream.Dispose();
        _news.Dispose();
    }

    private void Append(Line line)
    {
        var before = _stream.Length;
        try
        {
            _stream.Seek(0, SeekOrigin.End);
            _stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, Json), (byte)'\n']);
            _stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // What was half written must not stand before the next press.
            _stream.SetLength(before);
            throw;
        }
    }

    private void Read()
    {
        using var reader = new StreamReader(_stream, Encoding.UTF8, leaveOpen: true);
        var answered = new HashSet<Guid>();
        var presses = new List<KeptPress>();
        foreach (var text in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Parse(text) is { } line)
            {
                _ = line.Answered is { } id ? answered.Add(id) : line.Press is { } press && Add(presses, press);
            }
        }

        foreach (var press in presses.Where(press => !answered.Contains(press.EventId)))
        {
            _waiting.Enqueue(press);
        }
    }

    // A file of its own and a rename: a power cut leaves the old file or the new one, both whole.
    private void Rewrite()
    {
        if (_waiting.Count == 0)
        {
            _stream.SetLength(0);
            _stream.Flush(flushToDisk: true);
            return;
        }

        var fresh = _file + ".new";
        using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            foreach (var press in _waiting)
            {
                stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(new Line(press, null), Json), (byte)'\n']);
            }

            stream.Flush(flushToDisk: true);
        }

        _stream.Dispose();
        File.Move(fresh, _file, overwrite: true);
        _stream = Open(FileMode.Open);
    }

    private FileStream Open(FileMode mode) => new(_file, mode, FileAccess.ReadWrite, FileShare.Read, 1);

    private static bool Add(List<KeptPress> presses, KeptPress press)
    {
        presses.Add(press);
        return true;
    }

    private static Line? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions();
        AgentContract.Configure(options);
        return options;
    }

    private sealed record Line(KeptPress? Press, Guid? Answered);
}
