using System.IO.Pipelines;
using System.Threading.Channels;
using Hall.Devices.Framing;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.IdCards;

/// <summary>A card was read. The number itself exists nowhere any more.</summary>
/// <param name="Id">Identifies the reading.</param>
/// <param name="Reader">The reader's name.</param>
/// <param name="Hash">HMAC-SHA-256 of the number with the hall's key, hexadecimal.</param>
/// <param name="At">When.</param>
public sealed record CardRead(Guid Id, string Reader, string Hash, DateTimeOffset At);

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

    /// <summary>The same card again within this still lies there.</summary>
    public TimeSpan StaysFor { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>
/// Asks a SAM_V reader for cards. Of a card the number is hashed with the hall's key, and all else, name and photo too, is never taken
/// out of the line. Nothing of a card is logged. Emulated only: no reader was at hand.
/// </summary>
/// <param name="config">Settings.</param>
/// <param name="key">The hall's key, at least 16 bytes; the caller keeps it.</param>
/// <param name="onCard">Gets each card once.</param>
/// <param name="timeProvider">The clock and the timers.</param>
/// <param name="logger">Where the reader's troubles are written.</param>
public sealed partial class IdCardDesk(
    IdCardDeskConfig config, ReadOnlyMemory<byte> key, Action<CardRead> onCard, TimeProvider timeProvider, ILogger logger)
{
    private const byte Found = 0x9F;
    private const byte Done = 0x90;
    private static readonly TimeSpan HalfIsLost = TimeSpan.FromMilliseconds(200);
    private (string Hash, long At)? last;

    /// <summary>How the reader is.</summary>
    public IdCardDeskState State { get; private set; }

    /// <summary>Talks over an open line until it ends or breaks, or until cancelled.</summary>
    public async Task RunAsync(IDuplexPipe line, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // What is not asked for is dropped: an answer belongs to the question before it and to no other.
        var answers = Channel.CreateBounded<IdCardFrame>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }, frame => frame.Wipe());
        var reading = FrameLoop.RunAsync(
            line.Input, new IdCardReader(), frame => answers.Writer.TryWrite(frame), HalfIsLost, timeProvider, session.Token);
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
            switch ((await AskAsync(output, answers, IdCardCommands.Find(), cancellationToken).ConfigureAwait(false))?.Status)
            {
                case null:
                    Move(IdCardDeskState.Silent);
                    break;
                case Found:
                    await ReadAsync(output, answers, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    Move(State == IdCardDeskState.Silent ? IdCardDeskState.Waiting : State);
                    break;
            }

            await Task.Delay(config.AskEvery, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(PipeWriter output, ChannelReader<IdCardFrame> answers, CancellationToken cancellationToken)
    {
        var selected = await AskAsync(output, answers, IdCardCommands.Select(), cancellationToken).ConfigureAwait(false);
        var card = selected?.Status == Done
            ? await AskAsync(output, answers, IdCardCommands.Read(), cancellationToken).ConfigureAwait(false)
            : null;
        var hash = card?.Status == Done ? IdCardHash.Of(card.Number, key.Span) : null;
        card?.Wipe();
        if (hash is null)
        {
            Move(IdCardDeskState.Unreadable);
            return;
        }

        var stillLies = last is { } before && before.Hash == hash && timeProvider.GetElapsedTime(before.At) < config.StaysFor;
        last = (hash, timeProvider.GetTimestamp());
        Move(IdCardDeskState.Read);
        if (!stillLies)
        {
            onCard(new CardRead(Guid.NewGuid(), config.Name, hash, timeProvider.GetUtcNow()));
        }
    }

    private async Task<IdCardFrame?> AskAsync(
        PipeWriter output, ChannelReader<IdCardFrame> answers, byte[] command, CancellationToken cancellationToken)
    {
        while (answers.TryRead(out var late))
        {
            late.Wipe();
        }

        await output.WriteAsync(command, cancellationToken).ConfigureAwait(false);
        using var tooLong = new CancellationTokenSource(config.AnswerWithin, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            return await answers.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
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
