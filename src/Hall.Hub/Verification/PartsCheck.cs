using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Hall.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Hall.Hub.Verification;

/// <summary>
/// Compares what the parts of a hall are said to have been called, and where they belonged, with its publications: whoever renames a
/// service
/// of last year or moves it to another zone changes how last year's figures are told.
/// </summary>
/// <param name="hall">The hall.</param>
/// <param name="rows">What is stored.</param>
internal sealed class PartsCheck(HallId hall, IReadOnlyList<PartRow> rows) : IHallCheck
{
    private readonly ILookup<long, PartRow> _bySequence = rows.ToLookup(row => row.Sequence);
    private readonly Dictionary<(TallyScope, string), PartRow> _inForce = [];
    private bool _began;

    /// <summary>What is wrong, each a sentence.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Reads what is stored of a hall.</summary>
    public static List<PartRow> Read(SqliteConnection connection, SqliteTransaction moment, HallId hall)
    {
        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (moment, """SELECT Scope, "Key", Sequence, Since, Zone, Chinese, English FROM parts WHERE Hall = $hall""");
        command.Parameters.AddWithValue("$hall", hall.Value);
        using var reader = command.ExecuteReader();
        var rows = new List<PartRow>();
        while (reader.Read())
        {
            rows.Add(new()
            {
                Hall = hall.Value, Scope = (TallyScope)reader.GetInt32(0), Key = reader.GetString(1), Sequence = reader.GetInt64(2),
                    Since = InstantConverter.Of(reader.GetInt64(3)),
                Zone = reader.GetString(4), Chinese = reader.GetString(5), English = reader.GetString(6),
            });
        }

        return rows;
    }

    /// <inheritdoc />
    public void Before(HallState state, JournalEntry entry)
    {
        if (!_began)
        {
            // What lies before the state that was begun with is taken as it stands.
            _began = true;
            foreach (var row in rows.Where(row => row.Sequence <= state.Sequence).OrderBy(row => row.Sequence))
            {
                _inForce[(row.Scope, row.Key)] = row;
            }
        }
    }

    /// <inheritdoc />
    public void After(HallState state, JournalEntry entry)
    {
        var published = entry.Event as ConfigurationPublished;
        if (published is null && !_bySequence.Contains(entry.Sequence))
        {
            return;
        }

        var told = new PartHistory(hall, []).Take(published?.Configuration ?? state.Plan.Configuration, entry.Sequence, entry.At)
            .ToDictionary(part => (part.Scope, part.Key));
        foreach (var row in _bySequence[entry.Sequence])
        {
            _inForce[(row.Scope, row.Key)] = row;
            if (!told.TryGetValue((row.Scope, row.Key), out var part) || part != row)
            {
                Faults.Add($"what {NameOf(row)} was called, or where it belonged, since {DayText.Of(DateOnly.FromDateTime(row.Since.UtcDateTime))} is not as the journal tells it.");
            }
        }

        // The list of tellers is written with what comes next; a publication is written with itself.
        foreach (var part in published is null ? [] : told.Values.Where(part => !IsInForce(part)))
        {
            Faults.Add($"what {NameOf(part)} was called, or where it belonged, since {DayText.Of(DateOnly.FromDateTime(entry.At.UtcDateTime))} is missing, and the journal tells of it.");
        }
    }

    /// <inheritdoc />
    public void End(HallState state)
    {
        foreach (var row in rows.Where(row => row.Sequence > state.Sequence || row.Sequence < 1))
        {
            Faults.Add($"a name of {NameOf(row)} stands there that no publication gave.");
        }
    }

    private bool IsInForce(PartRow part) => _inForce.TryGetValue((part.Scope, part.Key), out var row)
        && row.Zone == part.Zone && row.Chinese == part.Chinese && row.English == part.English;

    private static string NameOf(PartRow row) => row.Scope == TallyScope.Hall ? "the hall"
        : $"{row.Scope.ToString().ToLowerInvariant()} {row.Key}";
}
