namespace Hall.Devices.EscPos;

/// <summary>How one try to print a slip ended.</summary>
internal enum AttemptEnd
{
    /// <summary>The printer said that it is on paper.</summary>
    Confirmed,

    /// <summary>It said so late, of the paper before this one, which was not sent.</summary>
    ConfirmedEarlier,

    /// <summary>All of it went over a line that lived, to a printer that confirms nothing.</summary>
    Taken,

    /// <summary>Certainly nothing was printed.</summary>
    Nothing,

    /// <summary>Something may have been printed, and there was a sign that not all of it was.</summary>
    Doubtful,

    /// <summary>The printer was well all the time, and did not say that it had printed.</summary>
    Unconfirmed,

    /// <summary>The printer was well all the time, and so much came over the line that its word cannot be told from noise.</summary>
    Noisy,

    /// <summary>
    /// The printer was well, but does not say that it is done with the paper before: another was not sent, for it would come out some day
    /// for a stranger.
    /// </summary>
    Stuck,
}

/// <summary>What became of one try to print a slip.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Reason">Why it is not confirmed, as a sentence for people; empty when it is.</param>
internal sealed record Attempt(AttemptEnd End, string Reason = "");

/// <summary>One try to print a slip over one opening of a printer's line; what is learnt of a printer is kept by whoever tries.</summary>
/// <param name="talk">The opening.</param>
/// <param name="options">Spans of time.</param>
/// <param name="timeProvider">The clock and the timers.</param>
/// <param name="look">Asks the printer how it is, and notes it.</param>
internal sealed class SlipAttempt(
    PrinterTalk talk, SlipPrinterOptions options, TimeProvider timeProvider, Func<PrinterTalk, CancellationToken, Task<PrinterStatus>> look)
{
    /// <summary>The sentence of a line that ended while a slip was under way.</summary>
    public const string BrokeInTheMiddle = "The line to the printer broke in the middle of a ticket.";

    private const string BrokeBefore = "The line to the printer broke before a ticket.";
    /// <summary>The sentence of a printer that was well all the time and confirmed nothing.</summary>
    public const string NotSaid = "The printer did not say that it had printed.";

    /// <summary>Prints on a printer that never answers.</summary>
    public async Task<Attempt> SendAsync(byte[] paper, CancellationToken cancellationToken)
    {
        if (!await talk.WriteAsync(paper, cancellationToken).ConfigureAwait(false))
        {
            return Broke(paper);
        }

        if (!await talk.TakenAsync(options.WriteWithin, cancellationToken).ConfigureAwait(false) && !talk.IsOver)
        {
            await talk.BreakAsync("it takes nothing any more.").ConfigureAwait(false);
            return Broke(paper);
        }

        // A plug that was pulled, or a printer without power, shows a moment later.
        for (var since = timeProvider.GetTimestamp(); !talk.IsOver && timeProvider.GetElapsedTime(since) < options.WatchAfter;)
        {
            await Task.Delay(options.WatchAfter / 10, timeProvider, cancellationToken).ConfigureAwait(false);
        }

        return !talk.IsOver || talk.TookAllAndClosed ? new(AttemptEnd.Taken) : Broke(paper);
    }

    /// <summary>Prints on a printer that answers, which was just asked and is ready.</summary>
    /// <param name="paper">The bytes.</param>
    /// <param name="confirmWithin">How long it may take to say that all is on paper.</param>
    /// <param name="cancellationToken">Gives up; something may have been printed.</param>
    public async Task<Attempt> PrintAsync(byte[] paper, TimeSpan confirmWithin, CancellationToken cancellationToken)
    {
        var straysBefore = talk.StrayTurns;
        var done = talk.AskInTurn();
        if (!await talk.WriteAsync([.. paper, .. EscPosWriter.AskInTurn()], cancellationToken).ConfigureAwait(false)
            && !talk.TookAllAndClosed)
        {
            return Broke(paper);
        }

        for (var since = timeProvider.GetTimestamp(); ;)
        {
            await FinishedOrGlanceAsync(done, cancellationToken).ConfigureAwait(false);
            var isSaid = done.IsCompletedSuccessfully;
            var now = talk.IsOver ? PrinterStatus.Unknown : await look(talk, cancellationToken).ConfigureAwait(false);
            if (isSaid && talk.StrayTurns - straysBefore <= PrinterTalk.MostEchoes)
            {
                return new(AttemptEnd.Confirmed);
            }

            if (talk.IsOver)
            {
                return talk.TookAllAndClosed ? new(AttemptEnd.Taken) : Broke(paper);
            }

            if (!now.IsReady && !isSaid)
            {
                return new(AttemptEnd.Doubtful, now.Reason);
            }

            if (isSaid)
            {
                return new(AttemptEnd.Noisy, NotSaid);
            }

            if (timeProvider.GetElapsedTime(since) >= confirmWithin)
            {
                return new(AttemptEnd.Unconfirmed, NotSaid);
            }
        }
    }

    private Attempt Broke(byte[] paper) =>
        talk.TookNothingOf(paper.Length) ? new(AttemptEnd.Nothing, BrokeBefore) : new(AttemptEnd.Doubtful, BrokeInTheMiddle);

    private async Task FinishedOrGlanceAsync(Task done, CancellationToken cancellationToken)
    {
        using var glance = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(done, Task.Delay(options.RetryAfter, timeProvider, glance.Token)).ConfigureAwait(false);
        await glance.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
