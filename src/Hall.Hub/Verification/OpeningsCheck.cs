using System.Text.Json;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;
using Hall.Storage.Ratings;
using Hall.Storage.Sqlite;
using Hall.Storage.Texts;
using Microsoft.Data.Sqlite;

namespace Hall.Hub.Verification;

/// <summary>
/// Compares the states that were written down at the opening of days with what the journal leads to. A start begins with the last of them:
/// whoever changes it changes who waits and what the hall's rules are from the next start on.
/// </summary>
/// <param name="stored">The states as they are stored, by the event that each of them includes.</param>
/// <param name="texts">Opens the free texts, which are sealed in a state and in an event by themselves.</param>
internal sealed class OpeningsCheck(IReadOnlyDictionary<long, string> stored, TextVault texts) : IHallCheck
{
    private readonly HashSet<long> _left = [.. stored.Keys];
    private long _first = long.MaxValue;

    /// <summary>What is wrong, each a sentence.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Reads the states of a hall.</summary>
    public static Dictionary<long, string> Read(SqliteConnection connection, SqliteTransaction moment, HallId hall)
    {
        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (moment, "SELECT Sequence, State FROM openings WHERE Hall = $hall");
        command.Parameters.AddWithValue("$hall", hall.Value);
        using var reader = command.ExecuteReader();
        var states = new Dictionary<long, string>();
        while (reader.Read())
        {
            states[reader.GetInt64(0)] = reader.GetString(1);
        }

        return states;
    }

    /// <inheritdoc />
    public void Before(HallState state, JournalEntry entry) => _first = Math.Min(_first, entry.Sequence);

    /// <inheritdoc />
    public void After(HallState state, JournalEntry entry)
    {
        if (_left.Remove(entry.Sequence) && Read(stored[entry.Sequence]) is { } written
            && UnlikeIn(written, EventTexts.WithTextsOf(written, state.ToOpeningState(), texts)) is { } part)
        {
            Faults.Add(
                $"the state at the opening of {DayText.Of(state.BusinessDay)} has other {part} than the journal leads to; the next "
                    + "start would begin with it.");
        }
    }

    /// <inheritdoc />
    public void End(HallState state)
    {
        foreach (var sequence in _left.Where(sequence => sequence >= _first || sequence > state.Sequence))
        {
            Faults.Add(Invariant($"a state of the hall is stored as of event {sequence}, which the journal does not have."));
        }
    }

    // One that cannot be read is named by its own check.
    private static OpeningState? Read(string text)
    {
        try
        {
            return HallState.FromOpeningState(StoredJson.Read(text, HallJsonContext.Default.OpeningState)).ToOpeningState();
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException or InvalidOperationException or KeyNotFoundException
            or ArgumentException)
        {
            return null;
        }
    }

    private static string? UnlikeIn(OpeningState written, OpeningState played)
    {
        // Means are learned anew after each start, and what boards and pads remember changes nobody's turn.
        OpeningState Bare(OpeningState state) => state with
        {
            Configuration = played.Configuration, Withdrawn = null, ConfigurationSequence = null, DayBeganAt = null, Tickets = [],
                Counters = [],
            NumbersOfOtherDays = null, MeanServiceSeconds = played.MeanServiceSeconds, RecentCalls = [], Presses = [],
        };
        if (Text(written, state => state.Configuration) != Text(played, state => state.Configuration))
        {
            return "rules and places";
        }

        if (Text(written, Visits) != Text(played, Visits))
        {
            return "tickets";
        }

        if (Text(written, state => state.Counters) != Text(played, state => state.Counters))
        {
            return "counters";
        }

        if (Text(Bare(written), state => state) != Text(Bare(played), state => state))
        {
            return "numbers or totals";
        }

        return null;
    }

    // Texts are sealed anew wherever they are written down; the journal's own are compared elsewhere.
    private static IReadOnlyList<Ticket> Visits(OpeningState state) =>
        [.. state.Tickets.Select(ticket => ticket with { Notes = [],
            Legs = [.. ticket.Legs.Select(leg => leg.Reason is null ? leg : leg with { Reason = leg.Reason with { Text = "" } })] })];

    private static string Text<T>(OpeningState state, Func<OpeningState, T> part) =>
        JsonSerializer.Serialize(part(state), typeof(T), HallJsonContext.Default);
}
