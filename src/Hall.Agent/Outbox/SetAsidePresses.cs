using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hall.Devices.Agents;

namespace Hall.Agent.Outbox;

/// <summary>
/// Presses that a pad was told are safe, and that could be booked nowhere: the hub refused them for good, or their line in the outbox could
/// not be read. Each stands with the reason in a file for people, until somebody deletes it; none is thrown away. Safe for many threads.
/// </summary>
public sealed class SetAsidePresses
{
    /// <summary>Its name in the state folder.</summary>
    public const string FileName = "set-aside.jsonl";

    // One file of this size and the one before it: a computer that is set up wrongly for years must not fill its disk.
    private const long RollAbove = 4 * 1024 * 1024;
    private static readonly JsonSerializerOptions Json = Options();
    private readonly Lock _gate = new();
    private readonly string _older;
    private (DateTime Written, long Length) _counted;
    private int _count;

    /// <summary>Those of a folder.</summary>
    public SetAsidePresses(string folder) =>
        (File, _older) = (Path.Combine(folder, FileName), Path.Combine(folder, "set-aside.older.jsonl"));

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>How many stand in the file; none after somebody deleted it.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                var file = new FileInfo(File);
                if (!file.Exists)
                {
                    return 0;
                }

                if (_counted != (file.LastWriteTimeUtc, file.Length))
                {
                    (_counted, _count) = ((file.LastWriteTimeUtc, file.Length), Lines());
                }

                return _count;
            }
        }
    }

    /// <summary>The last ones, the latest first, without what was rated: when, where and why.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<SetAsideNote> Last(int most)
    {
        lock (_gate)
        {
            try
            {
                return System.IO.File.Exists(File)
                    ? [.. System.IO.File.ReadLines(File).TakeLast(most).Reverse().Select(Parse).OfType<SetAsideNote>()] : [];
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return [];
            }
        }
    }

    /// <summary>Sets a press aside; when it returns, that is on the disk.</summary>
    /// <param name="press">The press.</param>
    /// <param name="at">When it was set aside, by the computer's clock.</param>
    /// <param name="code">Why, a code of the contract.</param>
    /// <param name="sentence">The same for people.</param>
    /// <exception cref="IOException">The disk did not take it.</exception>
    public void Add(KeptPress press, DateTimeOffset at, string code, string sentence)
    {
        ArgumentNullException.ThrowIfNull(press);
        Append(new AsideLine(at, press.Counter, code, sentence, press, null));
    }

    /// <summary>Sets a line aside that nobody could read.</summary>
    /// <exception cref="IOException">The disk did not take it.</exception>
    public void Add(string text, DateTimeOffset at) =>
        Append(new AsideLine(at, "", "unreadable", "A line of the outbox could not be read.", null, text));

    private static SetAsideNote? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<SetAsideNote>(text, Json) is { Counter: not null, Code: not null, Sentence: not null } note
                ? note : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Append(AsideLine line)
    {
        lock (_gate)
        {
            try
            {
                if (new FileInfo(File) is { Exists: true, Length: > RollAbove })
                {
                    System.IO.File.Move(File, _older, overwrite: true);
                }

                // Opened each time: people delete it, and it is seldom written.
                using var file = new AppendFile(File);
                file.Cut(Array.LastIndexOf(file.Read(), (byte)'\n') + 1);
                file.Append([.. JsonSerializer.SerializeToUtf8Bytes(line, Json), (byte)'\n']);
            }
            catch (UnauthorizedAccessException fault)
            {
                throw new IOException(fault.Message, fault);
            }
        }
    }

    private int Lines()
    {
        try
        {
            return System.IO.File.ReadLines(File, Encoding.UTF8).Count(line => line.Length > 0);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return _count;
        }
    }

    private static JsonSerializerOptions Options()
    {
        // People read this file, and it is shown nowhere without being escaped.
        var options = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        AgentContract.Configure(options);
        return options;
    }

    private sealed record AsideLine(DateTimeOffset At, string Counter, string Code, string Sentence, KeptPress? Press, string? Unreadable);
}

/// <summary>A press that was set aside, as people may see it.</summary>
/// <param name="At">When it was set aside, by the computer's clock.</param>
/// <param name="Counter">The window; empty when that could not be read.</param>
/// <param name="Code">Why, a code.</param>
/// <param name="Sentence">The same for people.</param>
public sealed record SetAsideNote(DateTimeOffset At, string Counter, string Code, string Sentence);
