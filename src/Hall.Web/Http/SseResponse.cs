using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Hall.Web.Http;

/// <summary>
/// The one writer of server-sent events; every stream of the hub is written here. Headers and a comment leave at once, so that a
/// reader of a quiet hall and every proxy before it know that the stream is open, and a comment follows every 15 s.
/// <c>TypedResults.ServerSentEvents</c> does neither.
/// </summary>
/// <remarks>One writer at a time: a stream is a loop that writes, flushes and waits.</remarks>
internal sealed class SseResponse
{
    private static readonly TimeSpan CommentInterval = TimeSpan.FromSeconds(15);
    private readonly PipeWriter _output;
    private readonly TimeProvider _time;
    private long _commentedAt;
    private bool _hasUnsent;

    private SseResponse(PipeWriter output, TimeProvider time, CancellationToken ended) => (_output, _time, Ended) = (output, time, ended);

    /// <summary>Cancelled when the reader leaves or the hub stops: both end a stream as they should.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Answers a request with a stream, for as long as the loop runs and somebody reads.</summary>
    /// <param name="http">The request; its status is not sent yet.</param>
    /// <param name="write">Writes events until it returns or <see cref="Ended"/> throws.</param>
    public static async Task WriteAsync(HttpContext http, Func<SseResponse, Task> write)
    {
        var services = http.RequestServices;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        var answer = http.Response;
        answer.ContentType = "text/event-stream";
        answer.Headers.CacheControl = "no-store";
        answer.Headers["X-Accel-Buffering"] = "no";
        var stream = new SseResponse(answer.BodyWriter, services.GetRequiredService<TimeProvider>(), ending.Token);
        try
        {
            stream.Comment();
            await stream.FlushAsync();
            await write(stream);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Nobody reads any more.
        }
    }

    /// <summary>Writes an event.</summary>
    /// <param name="data">Its data, one line of UTF-8.</param>
    /// <param name="name">Its name; null is a <c>message</c>.</param>
    /// <param name="id">What a reader gives as <c>Last-Event-ID</c> when it comes back; null leaves the one before.</param>
    /// <exception cref="ArgumentException">The data has a line break, which would cut the event in two.</exception>
    public void Event(ReadOnlySpan<byte> data, string? name = null, long? id = null)
    {
        if (data.IndexOfAny((byte)'\n', (byte)'\r') >= 0)
        {
            throw new ArgumentException("The data of an event is one line.", nameof(data));
        }

        if (id is { } number)
        {
            Write(Invariant($"id: {number}\n"));
        }

        if (name is not null)
        {
            Write($"event: {name}\n");
        }

        Write("data: ");
        _output.Write(data);
        Write("\n\n");
    }

    /// <summary>Writes an event, its data as text.</summary>
    public void Event(string data, string? name = null, long? id = null) => Event(Encoding.UTF8.GetBytes(data), name, id);

    /// <summary>Sends what was written, and a comment when one is due; to be called at least once a second.</summary>
    public async Task FlushAsync()
    {
        if (_time.GetElapsedTime(_commentedAt) >= CommentInterval)
        {
            Comment();
        }

        if (_hasUnsent)
        {
            _hasUnsent = false;
            await _output.FlushAsync(Ended);
        }
    }

    private void Comment()
    {
        Write(":\n\n");
        _commentedAt = _time.GetTimestamp();
    }

    private void Write(string text)
    {
        Encoding.UTF8.GetBytes(text, _output);
        _hasUnsent = true;
    }
}
