using System.IO.Pipelines;
using Hall.Devices.Framing;
using Hall.Devices.Lines;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.IdCards;

/// <summary>How a reader is.</summary>
public enum IdCardReaderState
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
public sealed record IdCardPollerConfig(string Name)
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
public sealed partial class IdCardPoller(
    IdCardPollerConfig config, ReadOnlyMemory<byte> key, Action<CardReading> onCard, TimeProvider timeProvider, ILogger logger,
        FrameLog? log = null)
{
    private const byte Found = 0x9F;
    private const byte Done = 0x90;
    private const byte NoCard = 0x80;
    private static readonly TimeSpan HalfIsLost = TimeSpan.FromMilliseconds(200);
    private readonly LineTally _tally = new();

    // What is not asked for is dropped and wiped: an answer belongs to the question before it and to no other.
    private readonly OwedAnswers<IdCardFrame> _answers = new(timeProvider, late => late.Wipe());
    private (CardSign Sign, string Mark)? _told;

    /// <summary>How the reader is.</summary>
    public IdCardReaderState State { get; private set; }

    /// <summary>What went over the line so far.</summary>
    public LineCounts Counts => _tally.Counts with { Stray = _answers.Stray };

    /// <summary>When an answer was last read.</summary>
    public DateTimeOffset? LastFrameAt { get; private set; }

    /// <summary>From the last question to its answer.</summary>
    public TimeSpan? RoundTrip { get; private set; }

    /// <summary>Talks over an open line until it ends or breaks, or until cancelled.</summary>
    public async Task RunAsync(IDuplexPipe line, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _answers.Forget();
        var reading = FrameLoop.RunAsync(line.Input, new IdCardReader(OnFault), OnFrame, HalfIsLost, timeProvider, session.Token, OnNoise);
        var asking = AskAsync(line.Output, session.Token);
        try
        {
            await (await Task.WhenAny(reading, asking).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            await session.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(reading, asking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            State = IdCardReaderState.Silent;
        }
    }

    private async Task AskAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        while (true)
        {
            switch ((await AskAsync(output, IdCardCommands.Find(), "find", cancellationToken).ConfigureAwait(false))?.Status)
            {
                case null:
                    _tally.Add(now => now with { Unanswered = now.Unanswered + 1 });
                    Move(IdCardReaderState.Silent);
                    break;
                case Found when !key.IsEmpty:
                    await ReadAsync(output, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    _told = null;
                    Move(State == IdCardReaderState.Silent ? IdCardReaderState.Waiting : State);
                    break;
            }

            await Task.Delay(config.AskEvery, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        // A card that lies there is asked again and again; what was said of it is said once.
        if (_told is null)
        {
            Tell(CardSign.Reading);
        }

        var selected = await AskAsync(output, IdCardCommands.Select(), "select", cancellationToken).ConfigureAwait(false);
        var card = selected?.Status == Done
            ? await AskAsync(output, IdCardCommands.Read(), "read", cancellationToken).ConfigureAwait(false)
            : null;
        var mark = card?.Status == Done ? IdCardHash.Of(card.Number, key.Span) : null;
        card?.Wipe();
        Move(mark is null ? IdCardReaderState.Unreadable : IdCardReaderState.Read);
        Tell(mark is not null ? CardSign.Read : card?.Status == Done ? CardSign.Unknown : CardSign.Pulled, mark ?? "");
    }

    private void Tell(CardSign sign, string mark = "")
    {
        if (_told != (sign, mark))
        {
            _told = (sign, mark);
            onCard(new(sign, mark, timeProvider.GetUtcNow()));
        }
    }

    private async Task<IdCardFrame?> AskAsync(
        PipeWriter output, byte[] command, string meaning, CancellationToken cancellationToken)
    {
        await _answers.SettleAsync(config.AnswerWithin, cancellationToken).ConfigureAwait(false);
        var askedAt = timeProvider.GetTimestamp();
        var asked = _answers.Ask();
        await output.WriteAsync(command, cancellationToken).ConfigureAwait(false);
        _tally.Add(now => now with { Written = now.Written + 1 });
        log?.Add(isSent: true, command, meaning);
        try
        {
            var answer = await asked.WaitAsync(config.AnswerWithin, timeProvider, cancellationToken).ConfigureAwait(false);
            RoundTrip = timeProvider.GetElapsedTime(askedAt);
            return answer;
        }
        catch (TimeoutException) when (!asked.IsCompleted)
        {
            _answers.GiveUp();
            return null;
        }
        catch (OperationCanceledException)
        {
            _answers.GiveUp();
            _ = asked.ContinueWith(late => late.Result.Wipe(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion,
                TaskScheduler.Default);
            throw;
        }
    }

    private void OnFrame(IdCardFrame frame)
    {
        LastFrameAt = timeProvider.GetUtcNow();
        _tally.Add(now => now with { Frames = now.Frames + 1 });
        var (status, hasNumber) = (frame.Status, !frame.Number.IsEmpty);
        if (_answers.Take(frame))
        {
            log?.Add(isSent: false, [], hasNumber ? "a card; its bytes are not kept" : MeaningOf(status));
        }
        else
        {
            // What it holds is nobody's business.
            frame.Wipe();
        }
    }

    private static string MeaningOf(byte status) => status switch
    {
        Found => "a card is there",
        NoCard => "no card",
        Done => "done",
        _ => $"status {status:X2}",
    };

    private void OnFault(FrameFault fault) => _tally.Add(now => fault == FrameFault.Half
        ? now with { HalfFrames = now.HalfFrames + 1 }
        : now with { WrongFrames = now.WrongFrames + 1 });

    private void OnNoise(long bytes) => _tally.Add(now => now with { Noise = now.Noise + bytes });

    private void Move(IdCardReaderState state)
    {
        if (State != state)
        {
            State = state;
            LogState(config.Name, state);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Identity-card reader {Reader} is {State}")]
    private partial void LogState(string reader, IdCardReaderState state);
}
