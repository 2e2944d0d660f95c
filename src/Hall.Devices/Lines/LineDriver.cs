using System.IO.Pipelines;
using Hall.Devices.Framing;

namespace Hall.Devices.Lines;

/// <summary>
/// A line with devices that are shown things, and may send frames. It keeps for each of them what it should show: only the latest is
/// sent, however fast it changes, and everything is sent again when the line is back. Outlives the line.
/// </summary>
/// <param name="makeReader">Makes the reader of what the devices send, given where to report faults.</param>
/// <param name="onFrame">Gets each frame; must return soon.</param>
/// <param name="timing">Spans of time.</param>
/// <param name="timeProvider">The clock and the timers.</param>
public sealed class LineDriver<TFrame>(
    Func<Action<FrameFault>, IFrameReader<TFrame>> makeReader, Action<TFrame> onFrame, LineTiming timing, TimeProvider timeProvider)
    : ILineFigures, IDisposable
{
    private readonly SemaphoreSlim _asking = new(1, 1);
    private readonly LineTransmitter _transmitter = new(timing.Gap, timing.WriteWithin, timeProvider);
    private readonly ShowList<ReadOnlyMemory<byte>> _shown = new();
    private readonly OwedAnswers<bool> _answers = new(timeProvider);

    /// <summary>Where everything is counted that goes over the line; a driver adds what only it knows.</summary>
    public LineTally Tally { get; } = new();

    /// <inheritdoc/>
    public LineCounts Counts
    {
        get
        {
            var counts = Tally.Counts;
            return counts with { Stray = counts.Stray + _answers.Stray };
        }
    }

    /// <inheritdoc/>
    public FrameLog? Log { get; set; }

    /// <inheritdoc/>
    public TimeSpan? RoundTrip { get; private set; }

    /// <summary>When a frame was last read.</summary>
    public DateTimeOffset? LastFrameAt { get; private set; }

    /// <summary>Gets each frame right before it is written, for lines that bring back what was written to them; null for nobody.</summary>
    public Action<ReadOnlyMemory<byte>>? BeforeWrite
    {
        get => _transmitter.BeforeWrite;
        init => _transmitter.BeforeWrite = value;
    }

    /// <summary>
    /// Whether a frame that was read is one of ours that came back: it is counted as such and is nobody's word; null for lines that do not.
    /// </summary>
    public Func<TFrame, bool>? IsEcho { get; init; }

    /// <summary>What is noted of a frame that was read: of its bytes those that may be seen, and what it says.</summary>
    public Func<TFrame, NotedFrame> NoteOfRead { get; init; } = frame => new([], $"{frame}");

    /// <summary>What is noted of a frame that was sent; null for its bytes and what <see cref="FrameLog"/> makes of them.</summary>
    public Func<ReadOnlyMemory<byte>, NotedFrame>? NoteOfSent { get; init; }

    /// <summary>
    /// Told of each frame of <see cref="ShowAsync"/> and <see cref="SendWithinAsync"/> that was sent, each time, before whoever waits for
    /// it.
    /// </summary>
    public Action<ReadOnlyMemory<byte>>? OnShown { get; init; }

    /// <summary>Talks over an open line until it ends or breaks, or until cancelled. One line at a time.</summary>
    public async Task RunAsync(IDuplexPipe line, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var broken = _transmitter.Attach(line.Output, session.Token);
        _answers.Forget();
        _shown.WantAll();
        var reading = FrameLoop.RunAsync(line.Input, makeReader(OnFault), OnFrame, timing.LineIdle, timeProvider, session.Token, OnNoise);
        var writing = WriteAsync(session.Token);
        var refreshing = RefreshAsync(session.Token);
        try
        {
            await (await Task.WhenAny(reading, writing, refreshing, broken).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            _transmitter.Detach();
            await session.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(reading, writing, refreshing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Shows something at a place, such as a lamp's address, in place of what it showed; also after an outage.</summary>
    /// <param name="place">The place.</param>
    /// <param name="frame">What shows it.</param>
    /// <param name="stands">Whether it should still be shown when the line can take it, such as a question whose time passes; null for
    /// always.</param>
    /// <returns>True when it was sent, and answered where the devices answer; false when something newer took its place, or it no longer
    /// stood.</returns>
    public Task<bool> ShowAsync(int place, ReadOnlyMemory<byte> frame, Func<bool>? stands = null) => _shown.Want(place, frame, stands);

    /// <summary>Sends something whose moment passes: false when the line is down.</summary>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default)
    {
        var isWritten = await _transmitter.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        if (isWritten)
        {
            Tally.Add(now => now with { Written = now.Written + 1 });
            NoteSent(frame);
        }

        return isWritten;
    }

    /// <summary>
    /// Sends something once, as soon as the line can take it. False, and counted as dropped, when it could not within a span of time
    /// because its
    /// moment has passed, when too much waits already, or when the line broke over it.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<bool> SendWithinAsync(ReadOnlyMemory<byte> frame, TimeSpan within, CancellationToken cancellationToken = default)
    {
        var isSent = await _shown.WantOnceAsync(frame, within, timeProvider, cancellationToken).ConfigureAwait(false);
        if (!isSent)
        {
            Tally.Add(now => now with { DroppedCommands = now.DroppedCommands + 1 });
        }

        return isSent;
    }

    /// <summary>
    /// To be told by <c>onFrame</c> when a frame was the answer to what was sent last. One that nobody waits for, such as that of a device
    /// that answers another's question, is counted as stray and changes nothing.
    /// </summary>
    public void Answered() => _answers.Take(true);

    /// <summary>To be told by <c>onFrame</c> when a frame came from an address that no device here has.</summary>
    public void CameFromNobody() => Tally.Add(now => now with { Stray = now.Stray + 1 });

    /// <summary>Asks something whose answer says that a device is there; false when none came, however often it was asked.</summary>
    public Task<bool> AskAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken) =>
        SendUntilAnsweredAsync(frame, timing.MostSends, cancellationToken);

    /// <summary>Sends once something that must not be done twice, and waits for its answer; false when none came.</summary>
    public Task<bool> AskOnceAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken) =>
        SendUntilAnsweredAsync(frame, 1, cancellationToken);

    public void Dispose()
    {
        _transmitter.Dispose();
        _asking.Dispose();
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(timing.RefreshEvery, timeProvider, cancellationToken).ConfigureAwait(false);
            _shown.Refresh();
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (place, frame, order) = await _shown.NextAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var isShown = await SendUntilAnsweredAsync(frame, timing.MostSends, cancellationToken).ConfigureAwait(false);
                if (isShown)
                {
                    OnShown?.Invoke(frame);
                }

                _shown.Done(place, order, isShown);
            }
            finally
            {
                _shown.EndOnce(place);
            }
        }
    }

    private async Task<bool> SendUntilAnsweredAsync(ReadOnlyMemory<byte> frame, int mostSends, CancellationToken cancellationToken)
    {
        if (timing.AnswerWithin is not { } within)
        {
            return await SendAsync(frame, cancellationToken).ConfigureAwait(false);
        }

        // One question at a time: an answer says nothing of what it answers.
        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await AskUntilAnsweredAsync(frame, within, mostSends, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _asking.Release();
        }
    }

    private async Task<bool> AskUntilAnsweredAsync(ReadOnlyMemory<byte> frame, TimeSpan within, int mostSends,
        CancellationToken cancellationToken)
    {
        // An answer says nothing of what it answers: one that the device before still owes must not be taken for this one's. Answers to
        // repeats
        // follow each other as the repeats did, so a little longer than that is quiet enough.
        await _answers.SettleAsync(within * 1.25, cancellationToken).ConfigureAwait(false);
        for (var sends = 0; sends < mostSends; sends++)
        {
            var sentAt = timeProvider.GetTimestamp();
            var answer = _answers.Ask();
            if (!await SendAsync(frame, cancellationToken).ConfigureAwait(false))
            {
                _answers.Forget();
                break;
            }

            using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(answer, Task.Delay(within, timeProvider, wait.Token)).ConfigureAwait(false);
            await wait.CancelAsync().ConfigureAwait(false);
            if (answer.IsCompleted)
            {
                RoundTrip = timeProvider.GetElapsedTime(sentAt);
                return true;
            }
        }

        _answers.GiveUp();
        cancellationToken.ThrowIfCancellationRequested();
        Tally.Add(now => now with { Unanswered = now.Unanswered + 1 });
        return false;
    }

    private void OnFrame(TFrame frame)
    {
        if (IsEcho?.Invoke(frame) == true)
        {
            Tally.Add(now => now with { Echoes = now.Echoes + 1 });
            return;
        }

        LastFrameAt = timeProvider.GetUtcNow();
        Tally.Add(now => now with { Frames = now.Frames + 1 });
        if (Log is { } log)
        {
            var note = NoteOfRead(frame);
            log.Add(isSent: false, note.Bytes, note.Meaning);
        }

        onFrame(frame);
    }

    private void NoteSent(ReadOnlyMemory<byte> frame)
    {
        if (NoteOfSent?.Invoke(frame) is { } note)
        {
            Log?.Add(isSent: true, note.Bytes, note.Meaning);
        }
        else
        {
            Log?.Sent(frame.Span);
        }
    }

    private void OnFault(FrameFault fault) => Tally.Add(now => fault == FrameFault.Half
        ? now with { HalfFrames = now.HalfFrames + 1 }
        : now with { WrongFrames = now.WrongFrames + 1 });

    private void OnNoise(long bytes) => Tally.Add(now => now with { Noise = now.Noise + bytes });
}
