using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;

namespace Hall.Web.Surfaces.Teller;

/// <summary>
/// The note about whoever stands at the window. It is saved as it is written: when the teller rests, leaves the field, does anything else,
/// or the page goes. What could not be saved stays typed and says so.
/// </summary>
public sealed class NoteDraft(IHall hall, CounterId counter, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(800);
    private readonly Lock _gate = new();
    private (TicketId Ticket, string Text)? _typed;
    private bool _isSaved = true;
    private ITimer? _resting;

    /// <summary>Raised after it was saved, or could not be; on any thread.</summary>
    public Action? Changed { get; init; }

    /// <summary>Begins what nobody waits for; the page watches it.</summary>
    public required Action<Func<Task>> Begin { get; init; }

    /// <summary>Asked before anything is saved: whether whoever sits here may still act.</summary>
    public Func<bool> MayAct { get; init; } = () => true;

    /// <summary>When it was last saved, UTC; null while nothing was about this visit.</summary>
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>Why it could not be saved; null when nothing stands against it.</summary>
    public Rejection? Failed { get; private set; }

    /// <summary>What stands in the field: what is being typed, else what the hall has of this stay.</summary>
    public string Text => _typed is { } typed && typed.Ticket == Current?.Id ? typed.Text : Current?.NoteBeingWritten ?? "";

    /// <summary>Whether something is typed that the hall does not have yet.</summary>
    public bool IsUnsaved => !_isSaved;

    private Ticket? Current => hall.Snapshot.Counter(counter)?.Current;

    /// <summary>The text as it is being typed.</summary>
    public void Type(string text)
    {
        if (Current is not { } ticket)
        {
            return;
        }

        lock (_gate)
        {
            SavedAt = _typed?.Ticket == ticket.Id ? SavedAt : null;
            (_typed, _isSaved, Failed) = ((ticket.Id, text), false, null);
            _resting ??= time.CreateTimer(_ => Begin(SaveAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _resting.Change(Rest, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Saves what is typed; nothing when nothing is.</summary>
    /// <returns>Whether nothing is left to save.</returns>
    public async Task<bool> SaveAsync()
    {
        if (_isSaved || _typed is not { } typed)
        {
            return true;
        }

        var why = MayAct() ? await TryAsync(typed.Ticket, typed.Text) : new(RejectionCode.CounterOccupied, "The seat was taken over.");
        lock (_gate)
        {
            Failed = why;
            SavedAt = why is null ? hall.Now : SavedAt;
            _isSaved = why is null && _typed == typed;
        }

        Changed?.Invoke();
        return why is null;
    }

    /// <inheritdoc />
    public void Dispose() => _resting?.Dispose();

    private async Task<Rejection?> TryAsync(TicketId ticket, string text)
    {
        try
        {
            return (await hall.ExecuteAsync(new TakeNote(counter, text) { AsWritten = true, About = ticket })).Rejection;
        }
        catch (JournalUnavailableException failed)
        {
            return new(RejectionCode.JournalUnavailable, failed.Message);
        }
    }
}
