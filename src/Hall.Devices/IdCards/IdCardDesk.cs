using System.IO.Pipelines;
using System.Threading.Channels;
using Hall.Devices.Framing;
using Hall.Devices.Lines;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.IdCards;

/// <summary>How a reader is.</summary>
public enum IdCardDeskState
{
    /// <summary>It has not answered yet, or no longer.</summary>
    Silent,

    /// <summary>It waits for a card.</summary>
    Waiting,

    /// <summary>The last card was read.</summary>
    Read,

    /// <summary>The last card was pulled too soon, or has no resident's number: lay it on again.</summary>
    Unreadable,
}

/// <summary>Settings of a reader.</summary>
/// <param name="Name">What people call it.</param>
public sealed record IdCardDeskConfig(string Name)
{
    /// <summary>Between two questions for a card.</summary>
    public TimeSpan AskEvery { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Reading takes a real reader about a second.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(3);
}

/// <summary>
/// Asks a SAM_V reader for cards. Of a card the number is hashed with the hall's card key, and all else, name and photo too, is never
/// taken out of the line. Nothing of a card is logged. Emulated only: no reader was at hand.
/// </summary>
/// <param name="config">Settings.</param>
/// <param name="key">The hall's card key, at least 16 bytes; empty while it is not known: then cards are seen but not read.</param>
/// <param name="onCard">Gets what is said of each card, in order; must return soon.</param>
/// <param name="timeProvider">The clock and the timers.</param>
/// <param name="logger">Where the reader's troubles are written.</param>
/// <param name="log">Where it is noted what went over the line: what it was, never its bytes.</param>
public sealed partial class IdCardDesk(
    IdCardDeskConfig config, ReadOnlyMemory<byte> key, Action<CardReading> onCard, TimeProvider timeProvider, ILogger logger, FrameLog? log = null)
{
    private const byte Found = 0x9F;
    private const byte Done = 0x90;
    private const byte NoCard = 0x80;
    private static readonly TimeSpan HalfIsLost = TimeSpan.FromMilliseconds(200);
    private readonly Lock gate = new();
    private volatile bool isAsked;
    private (CardSign Sign, string Mark)? told;
    private LineCounts counts;

    /// <summary>How the reader is.</summary>
    public IdCardDeskState State { get; private set; }

    /// <summary>What went over the line so far.</summary>
    public LineCounts Counts
    {
        get
        {
            lock (gate)
            {
                return counts;
            }
        }
    }

    /// <summary>When an answer was last read.</summary>
    public DateTimeOffset? LastFrameAt { get; private set; }

    /// <summary>From the last question to its answer.</summary>
    public TimeSpan? RoundTrip { get; private set; }

    /// <summary>Talks over an open line until it ends or breaks, or until cancelled.</summary>
    public async Task RunAsync(IDuplexPipe line, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // What is not asked for is dropped: an answer belongs to the question before it and to no other.
        var answers = Channel.CreateBounded<IdCardFrame>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }, frame => frame.Wipe());
        var reading = FrameLoop.RunAsync(
            line.Input, new IdCardReader(OnFault), frame => OnFrame(frame, answers.Writer), HalfIsLost, timeProvider, session.Token);
        var asking = AskAsync(line.Output, answers.Reader, session.Token);
        try
        {
            await (await Task.WhenAny(reading, asking).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            await session.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(reading, asking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            State = IdCardDeskState.Silent;
        }
    }

    private async Task AskAsync(PipeWriter output, ChannelReader<IdCardFrame> answers, CancellationToken cancellationToken)
    {
        while (true)
        {
            switch ((await AskAsync(output, answers, IdCardCommands.Find(), "find", cancellationToken).ConfigureAwait(false))?.Status)
            {
                case null:
                    Count(now => now with { Unanswered = now.Unanswered + 1 });
                    Move(IdCardDeskState.Silent);
                    break;
                case Found when !key.IsEmpty:
                    await ReadAsync(output, answers, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    told = null;
                    Move(State == IdCardDeskState.Silent ? IdCardDeskState.Waiting : State);
                    break;
            }

            await Task.Delay(config.AskEvery, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(PipeWriter output, ChannelReader<IdCardFrame> answers, CancellationToken cancellationToken)
    {
        // A card that lies there is asked again and again; what was said of it is said once.
        if (told is null)
        {
            Tell(CardSign.Reading);
        }

        var selected = await AskAsync(output, answers, IdCardCommands.Select(), "select", cancellationToken).ConfigureAwait(false);
        var card = selected?.Status == Done
            ? await AskAsync(output, answers, IdCardCommands.Read(), "read", cancellationToken).ConfigureAwait(false)
            : null;
        var mark = card?.Status == Done ? IdCardHash.Of(card.Number, key.Span) : null;
        card?.Wipe();
        Move(mark is null ? IdCardDeskState.Unreadable : IdCardDeskState.Read);
        Tell(mark is not null ? CardSign.Read : card?.Status == Done ? CardSign.Unknown : CardSign.Pulled, mark ?? "");
    }

    private void Tell(CardSign sign, string mark = "")
    {
        if (told != (sign, mark))
        {
            told = (sign, mark);
            onCard(new(sign, mark, timeProvider.GetUtcNow()));
        }
    }

    private async Task<IdCardFrame?> AskAsync(
        PipeWriter output, ChannelReader<IdCardFrame> answers, byte[] command, string meaning, CancellationToken cancellationToken)
    {
        while (answers.TryRead(out var late))
        {
            late.Wipe();
        }

        var askedAt = timeProvider.GetTimestamp();
        isAsked = true;
        await output.WriteAsync(command, cancellationToken).ConfigureAwait(false);
        Count(now => now with { FramesWritten = now.FramesWritten + 1 });
        log?.Add(isSent: true, command, meaning);
        using var tooLong = new CancellationTokenSource(config.AnswerWithin, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            var answer = await answers.ReadAsync(either.Token).ConfigureAwait(false);
            RoundTrip = timeProvider.GetElapsedTime(askedAt);
            return answer;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private void OnFrame(IdCardFrame frame, ChannelWriter<IdCardFrame> answers)
    {
        LastFrameAt = timeProvider.GetUtcNow();
        Count(now => now with { FramesRead = now.FramesRead + 1, Stray = now.Stray + (isAsked ? 0 : 1) });
        if (!isAsked)
        {
            // What is not asked for belongs to no question, and what it holds is nobody's business.
            frame.Wipe();
            return;
        }

        isAsked = false;
        log?.Add(isSent: false, [], frame.Number.IsEmpty ? MeaningOf(frame.Status) : "a card; its bytes are not kept");
        answers.TryWrite(frame);
    }

    private static string MeaningOf(byte status) => status switch
    {
        Found => "a card is there",
        NoCard => "no card",
        Done => "done",
        _ => $"status {status:X2}",
    };

    private void OnFault(FrameFault fault) => Count(now => fault == FrameFault.Half
        ? now with { HalfFrames = now.HalfFrames + 1 }
        : now with { WrongFrames = now.WrongFrames + 1 });

    private void Count(Func<LineCounts, LineCounts> change)
    {
        lock (gate)
        {
            counts = change(counts);
        }
    }

    private void Move(IdCardDeskState state)
    {
        if (State != state)
        {
            State = state;
            LogState(config.Name, state);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Identity-card reader {Reader} is {State}")]
    private partial void LogState(string reader, IdCardDeskState state);
}
