using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Microsoft.Data.Sqlite;

namespace Hall.Web.Ratings;

/// <summary>
/// Compares the served legs that the figures are made of with those that the journal tells of, while it is played again: whoever
/// deletes, adds or changes visits that nobody rated changes the rating rate, and no chained row is missing. Only sums by the day are
/// kept, so that years fit into memory; the fault names the day.
/// </summary>
public sealed class LegsCheck
{
    private const int DaysShown = 10;
    private const long Day = 24L * 60 * 60 * 1000;

    // By the day, in UTC: what the table has more than the journal. Sums of hashes are equal when the legs are, whatever their order.
    private readonly SortedDictionary<long, (long Legs, ulong Marks)> _more = [];

    private LegsCheck(long last) => LastSequence = last;

    /// <summary>The last event that the table was written with; later ones are not looked at.</summary>
    public long LastSequence { get; }

    /// <summary>Reads the table at one moment, also beside a running hub; null for a hall whose legs were never written.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="hall">The hall.</param>
    public static LegsCheck? Read(SqliteConnection connection, HallId hall)
    {
        using var moment = connection.BeginTransaction(deferred: true);
        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (moment, "SELECT MAX(Sequence) FROM journal WHERE Hall = $hall AND EXISTS (SELECT 1 FROM feedback_heads WHERE Hall = $hall)");
        command.Parameters.AddWithValue("$hall", hall.Value);
        if (command.ExecuteScalar() is not long last)
        {
            return null;
        }

        var check = new LegsCheck(last);
        command.CommandText = "SELECT Ticket, Leg, At, Counter, Teller, Service FROM legs WHERE Hall = $hall";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            check.Add(1, reader.GetInt64(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetString(3), reader.GetString(4), reader.GetString(5));
        }

        return check;
    }

    /// <summary>Plays an event of the journal.</summary>
    /// <param name="state">The hall before it; it is applied here.</param>
    /// <param name="entry">The event.</param>
    public void Play(HallState state, JournalEntry entry)
    {
        var about = entry.Sequence > LastSequence ? null : entry.Event switch { TicketEvent of => of.Ticket, ActionUndone undone => undone.Ticket, _ => (TicketId?)null };
        if (about is not { } id)
        {
            state.Apply(entry.Event, entry.At);
            return;
        }

        Count(1, state, id);
        state.Apply(entry.Event, entry.At);
        Count(-1, state, id);
    }

    /// <summary>The days on which they are not the same, each a sentence.</summary>
    public IReadOnlyList<string> Faults()
    {
        var days = _more.Where(day => day.Value != default).ToList();
        List<string> faults =
        [
            .. days.Take(DaysShown).Select(day => $"the served legs of {DayText.Of(DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(day.Key * Day).UtcDateTime))} (UTC) are not those of the journal: "
                + (day.Value.Legs switch { 0 => "some were changed.", < 0 => $"{-day.Value.Legs} are missing.", _ => $"{day.Value.Legs} were added." })),
        ];
        return days.Count <= DaysShown ? faults : [.. faults, $"{days.Count - DaysShown} more days do not agree."];
    }

    private void Count(int by, HallState state, TicketId id)
    {
        if (!state.Tickets.TryGetValue(id, out var ticket))
        {
            return;
        }

        foreach (var leg in ticket.Legs)
        {
            if (leg is { Served: true, EndedAt: { } ended })
            {
                Add(by, id.Value, leg.Number, ended.ToUnixTimeMilliseconds(), leg.Counter.Value, leg.Teller.Value, RatingStatements.ServiceOf(ticket, leg).Value);
            }
        }
    }

    private void Add(int by, long ticket, int leg, long at, string counter, string teller, string service)
    {
        // The same in every process, and it need not be secret: who can write the journal needs no collision.
        var mark = Mark(Mark(Mark(Mark(Mark(14695981039346656037UL, ticket), leg), at), counter), teller);
        mark = Mark(mark, service);
        var day = Math.DivRem(at, Day, out _);
        var (legs, marks) = _more.GetValueOrDefault(day);
        _more[day] = (legs + by, by > 0 ? marks + mark : marks - mark);
    }

    private static ulong Mark(ulong mark, long number)
    {
        // FNV-1a over the eight bytes, then over texts by the character.
        for (var i = 0; i < sizeof(long); i++)
        {
            mark = (mark ^ (byte)(number >> (8 * i))) * 1099511628211UL;
        }

        return mark;
    }

    private static ulong Mark(ulong mark, string text)
    {
        foreach (var character in text)
        {
            mark = (mark ^ character) * 1099511628211UL;
        }

        return Mark(mark, text.Length);
    }
}
