using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Teller;

/// <summary>
/// What a teller does at one counter. It sends one command at a time and forgets a key that comes again too soon, so that an
/// eager finger neither completes twice nor calls the next citizen by accident.
/// </summary>
public sealed class CounterConsole(IHall hall, CounterId counter, TimeProvider time)
{
    /// <summary>How many of those who wait are shown.</summary>
    public const int QueueShown = 5;

    private static readonly TimeSpan TooSoon = TimeSpan.FromMilliseconds(450);
    private long _lastAt;
    private bool _acted;
    private long _looks;
    private List<TicketId>? _nobodyAmong;
    private HallSnapshot? _fresh;

    /// <summary>The counter.</summary>
    public CounterId Counter => counter;

    /// <summary>Asked before every command: whether whoever sits here may still act.</summary>
    public Func<bool> MayAct { get; init; } = () => true;

    /// <summary>Whether a command is under way.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Key of the sentence that says what went wrong or what happened; null when there is nothing to say.</summary>
    public CounterNotice? Notice { get; private set; }

    /// <summary>What has to be said before the last command can be carried out: its person holds another number. Null when nothing is
    /// asked.</summary>
    public SecondNumber? Asked { get; private set; }

    /// <summary>What is being written about whoever is at the window; saved before anything else is done.</summary>
    public NoteDraft? Note { get; set; }

    /// <summary>Who comes next, as this counter would call them.</summary>
    public IReadOnlyList<TicketView> Queue { get; private set; } = [];

    /// <summary>The counter as the hall has it now; null when the hall has none.</summary>
    public CounterView? View => Latest.Counter(counter);

    private HallSnapshot Latest => _fresh is { } fresh && fresh.Version > hall.Snapshot.Version ? fresh : hall.Snapshot;

    /// <summary>The one obvious next action.</summary>
    public CounterAction Primary => View?.Counter.State switch
    {
        CounterState.Idle => CounterAction.Next,
        CounterState.Calling => CounterAction.Start,
        CounterState.Serving => CounterAction.Complete,
        CounterState.Paused => CounterAction.Resume,
        _ => CounterAction.Open,
    };

    /// <summary>Whether an action makes sense now; the rules have the last word.</summary>
    public bool Can(CounterAction action) => (action, View?.Counter.State) switch
    {
        (CounterAction.Open, CounterState.Closed) or (CounterAction.Resume, CounterState.Paused)
            or (CounterAction.Next, CounterState.Idle) => true,
        (CounterAction.Pause or CounterAction.CallNumber, CounterState.Idle)
            or (CounterAction.Close, CounterState.Idle or CounterState.Paused) =>
            true,
        (CounterAction.Start or CounterAction.Recall or CounterAction.NoShow, CounterState.Calling)
            or (CounterAction.Complete, CounterState.Serving) =>
            true,
        (CounterAction.Hold or CounterAction.Transfer or CounterAction.Change or CounterAction.Add,
            CounterState.Calling or CounterState.Serving) => true,
        (CounterAction.Drop, CounterState.Calling or CounterState.Serving) => Open(View?.Current).Skip(1).Any(),
        (CounterAction.Return, CounterState.Idle) => true,
        (CounterAction.Undo, null) => false,
        (CounterAction.Undo, _) => Undoable is not null,
        _ => false,
    };

    /// <summary>What an undo would take back now; null when it is too long ago, or closed the window of another teller.</summary>
    public LastAction? Undoable => View?.Counter is { LastAction: { } last } at
        && (hall.Now - last.At).TotalSeconds <= Latest.Plan.Rules.UndoSeconds
        && (at.State != CounterState.Closed || Sitting() is not { } staff || last.CounterBefore.Teller == staff)
            ? last : null;

    /// <summary>Who sits here; null in a demonstration, where nobody signs in.</summary>
    public Func<StaffNumber?> Sitting { get; init; } = () => null;

    /// <summary>Whether the one who was called could still be on the way: to end the number now needs a second key.</summary>
    public bool IsTooSoonForNoShow => View?.Counter is { State: CounterState.Calling } at
        && (hall.Now - at.Since).TotalSeconds < Latest.Plan.Rules.NoShowAfterSeconds;

    /// <summary>The matters of a visit that are not done, the present one first.</summary>
    public static IEnumerable<ServiceCode> Open(Ticket? ticket) => (ticket?.Services ?? [])
        .Where(service => service.State != VisitServiceState.Done).Select(service => service.Service);

    /// <summary>
    /// Asks the hall for this very moment: what is painted for pages is up to a moment older than the last answer, and who presses at once
    /// would be told that it makes no sense.
    /// </summary>
    public async Task<HallSnapshot> RefreshAsync(CancellationToken cancel) => _fresh = await hall.AskAsync(new FreshSnapshot(), cancel);

    /// <summary>Carries out an action that needs no more words; false when it came too soon or makes no sense.</summary>
    public Task<bool> DoAsync(CounterAction action) => CommandOf(action) is { } command && Can(action)
        ? SendAsync(command)
        : Task.FromResult(false);

    /// <summary>
    /// Writes something down that moves nobody, such as a tick, at once: it is neither too soon after a key nor makes the next one so.
    /// </summary>
    public async Task WriteAsync(HallCommand command)
    {
        if (!MayAct())
        {
            Tell(new(Word.CounterSeatLost, "", true));
            return;
        }

        try
        {
            if (await hall.ExecuteAsync(command) is { Rejection: { } rejection })
            {
                Say(rejection);
            }
        }
        catch (JournalUnavailableException failed)
        {
            Tell(new($"rejection.{RejectionCode.JournalUnavailable}", failed.Message, true));
        }
    }

    /// <summary>Sends a command, one at a time.</summary>
    public async Task<bool> SendAsync(HallCommand command)
    {
        if (IsBusy || (_acted && time.GetElapsedTime(_lastAt) < TooSoon))
        {
            return false;
        }

        if (!MayAct())
        {
            Tell(new(Word.CounterSeatLost, "", true));
            return false;
        }

        IsBusy = true;
        Asked = null;
        Tell(null);
        try
        {
            await (Note?.SaveAsync() ?? Task.CompletedTask);
            var outcome = await hall.ExecuteAsync(command);
            Asked = SecondNumber.Of(command, outcome.Rejection);
            Tell(Asked is null ? WordOf(command, outcome) : null);
            if (command is CallNext && outcome is { Succeeded: true, FirstSequence: 0 })
            {
                await SayNobodyAsync();
            }

            return outcome.Succeeded;
        }
        catch (JournalUnavailableException failed)
        {
            Tell(new($"rejection.{RejectionCode.JournalUnavailable}", failed.Message, true));
            return false;
        }
        finally
        {
            IsBusy = false;
            _acted = true;
            _lastAt = time.GetTimestamp();
        }
    }

    // What is said of a command that was carried out or refused; null when the page shows it anyway.
    private static CounterNotice? WordOf(HallCommand command, HallOutcome outcome)
    {
        if (outcome.Rejection is { } rejection)
        {
            return rejection.Numbers is { } numbers
                ? new(Word.CounterHolds, rejection.Message, true, string.Join(", ", numbers))
                : new($"rejection.{rejection.Code}", rejection.Message, true);
        }

        if (outcome.Warnings is [RejectionCode.CounterClosed or RejectionCode.CounterPaused, ..])
        {
            return new(Word.CounterTransferGiven, "", false);
        }

        return command switch
        {
            CheckHolder { HolderHash: not null } => new(Word.CounterChecked, "", false),
            _ => null,
        };
    }

    /// <summary>The teller leaves the other number as it is, and the command undone.</summary>
    public void LeaveIt() => Asked = null;

    /// <summary>Says why something was refused.</summary>
    public void Say(Rejection rejection) => Tell(new CounterNotice($"rejection.{rejection.Code}", rejection.Message, true));

    /// <summary>Says something under the teller's eyes, or nothing.</summary>
    public void Tell(CounterNotice? notice) => (Notice, _nobodyAmong) = (notice, null);

    /// <summary>
    /// Asks the hall who comes next; while it cannot answer, what was known stays. That nobody came when the teller called is
    /// no longer said once others wait than did then.
    /// </summary>
    /// <returns>Whether the hall answered.</returns>
    public async Task<bool> LookAsync(int most)
    {
        var look = ++_looks;
        try
        {
            var queue = await hall.AskAsync(new CounterQueue(counter, most));

            // Two questions may be under way; the later one knows more, in whatever order the answers arrive.
            Queue = look == _looks ? queue : Queue;
        }
        catch (JournalUnavailableException)
        {
            return false;
        }

        if (_nobodyAmong is { } then && !then.SequenceEqual(Waiting()))
        {
            Tell(null);
        }

        return true;
    }

    // A window that is kept for special services may see general work in its queue that it does not get yet.
    private async Task SayNobodyAsync()
    {
        await LookAsync(QueueShown);
        Tell(new(Queue.Count == 0 ? Word.CounterNobody : Word.CounterReserved, "", false));
        _nobodyAmong = [.. Waiting()];
    }

    private IEnumerable<TicketId> Waiting() => Queue.Select(view => view.Ticket.Id);

    private CounterCommand? CommandOf(CounterAction action) => action switch
    {
        CounterAction.Next => new CallNext(counter),
        CounterAction.Start => new StartService(counter),
        CounterAction.Complete => new CompleteService(counter),
        CounterAction.Resume => new ResumeCounter(counter),
        CounterAction.Recall => new RecallTicket(counter),
        CounterAction.NoShow => new MarkNoShow(counter),
        CounterAction.Hold => new HoldTicket(counter),
        CounterAction.Undo => new UndoLastAction(counter),
        CounterAction.Close => new CloseCounter(counter),
        _ => null,
    };
}

/// <summary>A sentence under the teller's eyes.</summary>
/// <param name="Key">Its key among the words.</param>
/// <param name="Fallback">What is said when the words have no such key.</param>
/// <param name="IsBad">Whether something was refused.</param>
/// <param name="About">What stands in the sentence's place; empty when it has none.</param>
public sealed record CounterNotice(string Key, string Fallback, bool IsBad, string About = "")
{
    /// <summary>The sentence in a language.</summary>
    public string In(Words words) => words.Find(Key) is null ? Fallback : words[Key, About];
}
