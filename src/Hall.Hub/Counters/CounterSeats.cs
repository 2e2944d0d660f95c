using Hall.Core.Identifiers;

namespace Hall.Hub.Counters;

/// <summary>A teller in front of a counter's console.</summary>
/// <param name="Console">The open page; each has an object of its own.</param>
/// <param name="Hall">The hall.</param>
/// <param name="Counter">The counter.</param>
/// <param name="Staff">Staff number.</param>
/// <param name="Name">The teller's name.</param>
/// <param name="Place">Where the page is open: the machine's address.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="Session">The teller's session; null where nobody signs in.</param>
public sealed record Seat(object Console, HallId Hall, CounterId Counter, string Staff, string Name, string Place, DateTimeOffset Since,
    string? Session = null)
{
    /// <summary>
    /// Whether it is the same person's seat at the same counter, machine and session: a page that was loaded anew, whose old circuit is
    /// not gone yet.
    /// </summary>
    public bool IsAgain(Seat other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Session is not null && (Session, Hall, Counter, Staff, Place)
            == (other.Session, other.Hall, other.Counter, other.Staff, other.Place);
    }
}

/// <summary>Who took a seat away, from where and when.</summary>
public sealed record Displacement(Seat By);

/// <summary>
/// Who sits where: one counter has one teller at one place, and a teller one counter. A seat is taken when it is free; whoever
/// takes one over does so on purpose, and the other console says by whom.
/// </summary>
public sealed class CounterSeats
{
    private readonly Lock _gate = new();
    private readonly Dictionary<object, Seat> _seats = [];
    private readonly Dictionary<object, Displacement> _displaced = [];

    /// <summary>Raised after a seat was taken or left.</summary>
    public event Action? Changed;

    /// <summary>Everybody who sits at a counter.</summary>
    public IReadOnlyList<Seat> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _seats.Values];
            }
        }
    }

    /// <summary>Takes a seat that nobody has, or that the same session had at the same machine: a reload sits down again.</summary>
    /// <returns>Null when it was taken, else the seat that is in the way: at the same counter, or the same teller's elsewhere.</returns>
    public Seat? TryTake(Seat seat)
    {
        lock (_gate)
        {
            if (InTheWayOf(seat) is { } other)
            {
                if (!other.IsAgain(seat))
                {
                    return other;
                }

                _seats.Remove(other.Console);
                _displaced[other.Console] = new(seat);
            }

            _seats[seat.Console] = seat;
            _displaced.Remove(seat.Console);
        }

        Changed?.Invoke();
        return null;
    }

    /// <summary>Takes a seat whoever has it.</summary>
    /// <returns>Those who lost theirs.</returns>
    public IReadOnlyList<Seat> TakeOver(Seat seat)
    {
        var lost = new List<Seat>();
        lock (_gate)
        {
            while (InTheWayOf(seat) is { } other)
            {
                _seats.Remove(other.Console);
                _displaced[other.Console] = new(seat);
                lost.Add(other);
            }

            _seats[seat.Console] = seat;
            _displaced.Remove(seat.Console);
        }

        Changed?.Invoke();
        return lost;
    }

    /// <summary>Whether a console has its seat.</summary>
    public bool IsSeated(object console)
    {
        lock (_gate)
        {
            return _seats.ContainsKey(console);
        }
    }

    /// <summary>Who took a console's seat away; null when nobody did.</summary>
    public Displacement? DisplacementOf(object console)
    {
        lock (_gate)
        {
            return _displaced.GetValueOrDefault(console);
        }
    }

    /// <summary>A console was closed.</summary>
    public void Leave(object console)
    {
        lock (_gate)
        {
            _displaced.Remove(console);
            if (!_seats.Remove(console))
            {
                return;
            }
        }

        Changed?.Invoke();
    }

    private Seat? InTheWayOf(Seat seat) => _seats.Values.FirstOrDefault(other => other.Console != seat.Console
        && ((other.Hall == seat.Hall && other.Counter == seat.Counter) || other.Staff == seat.Staff));
}
