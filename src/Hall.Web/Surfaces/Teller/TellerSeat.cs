using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Counters;
using Hall.Hub.Identity;
using Hall.Storage.Audit;
using Hall.Storage.People;
using Hall.Web.Identity;

namespace Hall.Web.Surfaces.Teller;

/// <summary>What a console's seat is to its teller.</summary>
public enum SeatState
{
    /// <summary>Theirs: they may act.</summary>
    Seated,

    /// <summary>Somebody else sits here, or they themselves sit elsewhere.</summary>
    Occupied,

    /// <summary>It was taken over.</summary>
    TakenOver,
}

/// <summary>The seat of the signed-in teller at this console. A demonstration's visitor has none and needs none.</summary>
public sealed class TellerSeat : IDisposable
{
    private readonly object _console = new();
    private readonly CounterSeats _seats;
    private readonly PeopleStore _store;
    private readonly TimeProvider _time;
    private readonly IHall _hall;
    private readonly CounterId _counter;
    private readonly string _place;
    private readonly string? _session;
    private Action? _changed;

    /// <summary>Takes the seat if it is free.</summary>
    public TellerSeat(CounterSeats seats, PeopleStore store, TimeProvider time, IHall hall, CounterId counter, RegisteredPerson person,
        string place, string? session = null)
    {
        (_seats, _store, _time, _hall, _counter, Person, _place, _session) = (seats, store, time, hall, counter, person, place, session);
        seats.Changed += OnChanged;
        TryTake();
    }

    /// <summary>The teller.</summary>
    public RegisteredPerson Person { get; }

    /// <summary>The seat that is in the way; null when none.</summary>
    public Seat? InTheWay { get; private set; }

    /// <summary>Who took this one over; null when nobody did.</summary>
    public Seat? TakenBy => _seats.DisplacementOf(_console)?.By;

    /// <summary>The teller whom the hall has at this counter though nobody sits here; null when none.</summary>
    public StaffNumber? LeftOpenBy =>
        _hall.Snapshot.Counter(_counter)?.Counter.Teller is { } teller && teller.Value != Person.Staff ? teller : null;

    /// <summary>Where the hall has this teller instead; null when nowhere.</summary>
    public CounterId? OpenElsewhere => _hall.Snapshot.Counters
        .FirstOrDefault(view => view.Counter.Teller?.Value == Person.Staff && view.Counter.Id != _counter)?.Counter.Id;

    /// <summary>What it is now.</summary>
    public SeatState State => !_seats.IsSeated(_console) ? TakenBy is null ? SeatState.Occupied : SeatState.TakenOver
        : LeftOpenBy is null && OpenElsewhere is null ? SeatState.Seated : SeatState.Occupied;

    /// <summary>Calls back after any seat changed, until this one is disposed.</summary>
    public void OnChange(Action changed) => _changed = changed;

    /// <summary>Takes the seat over, with the citizen who is at the window.</summary>
    /// <returns>The rule that stands against it; null when it was done.</returns>
    public async Task<Rejection?> TakeOverAsync()
    {
        // Nobody loses a seat without a row in the audit.
        if ((LeftOpenBy?.Value ?? InTheWay?.Staff) is { } from && !await NotedAsync(from))
        {
            return new(RejectionCode.JournalUnavailable, "The audit cannot be written.");
        }

        _seats.TakeOver(Wanted());
        InTheWay = null;
        return await CounterHandover.TakeOverAsync(_hall, _counter, new(Person.Staff));
    }

    private async Task<bool> NotedAsync(string from)
    {
        try
        {
            return await _store.ChangeAsync(async change =>
            {
                await change.NoteAsync(Person.Staff, AuditKind.CounterTakenOver, $"{_hall.Id}/{_counter}", $"from {from}, at {_place}");
                return true;
            });
        }
        catch (JournalUnavailableException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _seats.Changed -= OnChanged;
        _changed = null;
        _seats.Leave(_console);
    }

    private Seat Wanted() => new(_console, _hall.Id, _counter, Person.Staff, Person.Name, _place, _time.GetUtcNow(), _session);

    private void TryTake() => InTheWay = _seats.TryTake(Wanted());

    private void OnChanged()
    {
        // Whoever waits for a seat gets it as soon as it is left; whoever was sent from one does not creep back.
        if (InTheWay is not null && _seats.DisplacementOf(_console) is null && !_seats.IsSeated(_console)
            && _seats.All.All(seat => seat.Console != InTheWay.Console))
        {
            TryTake();
        }

        _changed?.Invoke();
    }
}
