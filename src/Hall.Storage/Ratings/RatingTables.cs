using Hall.Core.Identifiers;
using Hall.Storage.Data;
using Microsoft.Data.Sqlite;
using static Hall.Storage.Sqlite.PreparedStatement;

namespace Hall.Storage.Ratings;

/// <summary>The prepared statements of the reporting tables on the writer's connection.</summary>
internal sealed class RatingTables : IDisposable
{
    /// <summary>The chain of ratings, as alerts name it.</summary>
    public const string Ratings = "hall.db/feedback";

    // Columns that say which tally it is, before those that are counted.
    private const string Place = "Hall, Scope, Day, Hour, \"Key\", Zone";
    private const int Places = 6;

    /// <summary>Adds counts to a tally, or begins it with them.</summary>
    internal static string AddToTally { get; } = $"""
        INSERT INTO tallies ({Place}, {TallyColumns.Listed(TallyColumns.All)})
        VALUES ({string.Join(",", Enumerable.Range(1, Places + TallyColumns.All.Length).Select(place => Invariant($"${place}")))})
        ON CONFLICT ({Place}) DO UPDATE SET
        {string.Join(", ", TallyColumns.All.Select((column, place) => Invariant($"{column.Sql} = {column.Sql} + ${Places + place + 1}")))}
        """;

    private readonly SqliteCommand _leg;
    private readonly SqliteCommand _dropLeg;
    private readonly SqliteCommand _legsOf;
    private readonly SqliteCommand _rating;
    private readonly SqliteCommand _ratingOf;
    private readonly SqliteCommand _ratedLast;
    private readonly SqliteCommand _aside;
    private readonly SqliteCommand _head;
    private readonly SqliteCommand _headOf;
    private readonly SqliteCommand _tally;
    private readonly SqliteCommand _part;
    private readonly SqliteCommand _partsOf;
    private SqliteTransaction? _transaction;

    public RatingTables(SqliteConnection connection)
    {
        _leg = Prepare(connection, """
            INSERT INTO legs (Hall, Ticket, Leg, At, Day, Hour, Zone, Service, Counter, Teller) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)
            """, 10);
        _dropLeg = Prepare(connection, "DELETE FROM legs WHERE Hall = $1 AND Ticket = $2 AND Leg = $3", 3);
        _legsOf = Prepare(connection, "SELECT Leg, At, Day, Hour, Zone, Service, Counter, Teller FROM legs WHERE Hall = $1 AND Ticket = $2",
            2);
        _rating = Prepare(connection, """
            INSERT INTO feedback (Hall, Link, Ticket, Leg, Occasion, At, Day, Hour, Zone, Service, Counter, Teller, Level, Reasons,
                Comment, Channel, DelayMs, Seal, Mac)
            VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19)
            """, 19);
        _ratingOf = Prepare(connection, """
            SELECT Link, At, Day, Hour, Zone, Service, Counter, Teller, Level FROM feedback WHERE Hall = $1 AND Ticket = $2
                AND Leg = $3 AND Occasion = $4
            """, 4);
        _ratedLast = Prepare(connection,
            "SELECT Teller FROM feedback WHERE Hall = $1 AND Counter = $2 AND Occasion = 1 ORDER BY Link DESC LIMIT 1", 2);
        _aside = Prepare(connection, """INSERT OR IGNORE INTO feedback_aside (Hall, Ticket, Leg, At, "Case") VALUES ($1,$2,$3,$4,$5)""", 5);
        _head = Prepare(connection, "INSERT OR REPLACE INTO feedback_heads (Hall, Link, Mac, Seal) VALUES ($1,$2,$3,$4)", 4);
        _headOf = Prepare(connection, "SELECT Link, Mac FROM feedback_heads WHERE Hall = $1", 1);
        _tally = Prepare(connection, AddToTally, Places + TallyColumns.All.Length);
        _part = Prepare(connection,
            """INSERT INTO parts (Hall, Scope, "Key", Sequence, Since, Zone, Chinese, English) VALUES ($1,$2,$3,$4,$5,$6,$7,$8)""", 8);
        _partsOf = Prepare(connection, """SELECT Scope, "Key", Sequence, Since, Zone, Chinese, English FROM parts WHERE Hall = $1""", 1);
    }

    /// <summary>What follows belongs to a transaction.</summary>
    public void In(SqliteTransaction transaction) => _transaction = transaction;

    public List<LegRow> LegsOf(string hall, long ticket)
    {
        var rows = new List<LegRow>(1);
        using var reader = Read(_legsOf, hall, ticket);
        while (reader.Read())
        {
            rows.Add(new()
            {
                Hall = hall, Ticket = ticket, Leg = reader.GetInt32(0), At = Instant(reader.GetInt64(1)), Day = reader.GetInt32(2),
                Hour = reader.GetInt32(3), Zone = reader.GetString(4), Service = reader.GetString(5), Counter = reader.GetString(6),
                Teller = reader.GetString(7),
            });
        }

        return rows;
    }

    public void Insert(LegRow row) =>
        Run(_leg, _transaction!, row.Hall, row.Ticket, row.Leg, row.At.ToUnixTimeMilliseconds(), row.Day, row.Hour, row.Zone,
        row.Service, row.Counter, row.Teller);

    public void Delete(LegRow row) => Run(_dropLeg, _transaction!, row.Hall, row.Ticket, row.Leg);

    /// <summary>Whose visit was rated last at a counter: that of a second press. The chain is walked back from its end, where that counter
    /// is not far.</summary>
    public string? RatedLastAt(string hall, string counter)
    {
        using var reader = Read(_ratedLast, hall, counter);
        return reader.Read() ? reader.GetString(0) : null;
    }

    public void Insert(FeedbackRow row) =>
        Run(_rating, _transaction!, row.Hall, row.Link, row.Ticket, row.Leg, row.Occasion, row.At.ToUnixTimeMilliseconds(),
        row.Day, row.Hour, row.Zone, row.Service, row.Counter, row.Teller, row.Level, row.Reasons, row.Comment, row.Channel, row.DelayMs,
        row.Seal, row.Mac);

    public FeedbackRow? RatingOf(string hall, long ticket, int leg, int occasion = RatingOccasion.First)
    {
        using var reader = Read(_ratingOf, hall, ticket, leg, occasion);
        return !reader.Read() ? null : new()
        {
            Hall = hall, Link = reader.GetInt64(0), Ticket = ticket, Leg = leg, Occasion = occasion, At = Instant(reader.GetInt64(1)),
            Day = reader.GetInt32(2), Hour = reader.GetInt32(3), Zone = reader.GetString(4), Service = reader.GetString(5),
            Counter = reader.GetString(6), Teller = reader.GetString(7), Level = reader.GetString(8), Reasons = "", Channel = "", Seal = [],
            Mac = [],
        };
    }

    public bool InsertAside(string hall, long ticket, int leg, DateTimeOffset at, string number) =>
        Run(_aside, _transaction!, hall, ticket, leg, at.ToUnixTimeMilliseconds(), number) > 0;

    public (long Link, byte[] Mac)? HeadOf(string hall)
    {
        using var reader = Read(_headOf, hall);
        return reader.Read() ? (reader.GetInt64(0), (byte[])reader[1]) : null;
    }

    public void PutHead(string hall, long link, byte[] mac, byte[] seal) => Run(_head, _transaction!, hall, link, mac, seal);

    /// <summary>What is known of the names and zones of a hall's parts.</summary>
    public PartHistory PartsOf(HallId hall)
    {
        var rows = new List<PartRow>();
        using var reader = Read(_partsOf, hall.Value);
        while (reader.Read())
        {
            rows.Add(new()
            {
                Hall = hall.Value, Scope = (TallyScope)reader.GetInt32(0), Key = reader.GetString(1), Sequence = reader.GetInt64(2),
                Since = Instant(reader.GetInt64(3)), Zone = reader.GetString(4), Chinese = reader.GetString(5),
                English = reader.GetString(6),
            });
        }

        return new(hall, rows);
    }

    public void Insert(PartRow row) =>
        Run(_part, _transaction!, row.Hall, (int)row.Scope, row.Key, row.Sequence, row.Since.ToUnixTimeMilliseconds(), row.Zone,
            row.Chinese, row.English);

    public void Add(string hall, TallyDeltas deltas)
    {
        var values = new object?[Places + TallyColumns.All.Length];
        values[0] = hall;
        foreach (var (place, counts) in deltas.All)
        {
            (values[1], values[2], values[3], values[4], values[5]) = ((int)place.Scope, place.Day, place.Hour, place.Key, place.Zone);
            for (var i = 0; i < counts.Length; i++)
            {
                values[Places + i] = counts[i];
            }

            Run(_tally, _transaction!, values);
        }
    }

    public void Dispose()
    {
        foreach (var command in new[] { _leg, _dropLeg, _legsOf, _rating, _ratingOf, _ratedLast, _aside, _head, _headOf, _tally, _part,
            _partsOf })
        {
            command.Dispose();
        }
    }

    private SqliteDataReader Read(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command.ExecuteReader();
    }

    private static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
