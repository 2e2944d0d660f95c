using Hall.Core.Identifiers;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Microsoft.Data.Sqlite;

namespace Hall.Hub.Verification;

/// <summary>What stands in the tables of a hall, summed up at one moment, in one pass over each of them.</summary>
internal sealed class StoredSums
{
    private readonly TallyDeltas _deltas = new();
    private readonly HashSet<(long Ticket, int Leg)> _chainedAsides = [];

    private StoredSums(MarkSums[] visits) => Visits = visits;

    /// <summary>Tickets, periods and legs by ranges of tickets.</summary>
    public MarkSums[] Visits { get; }

    /// <summary>Ratings by ranges of tickets.</summary>
    public MarkSums Ratings { get; } = new();

    /// <summary>What legs and ratings add to the sums that pages show, by the hall's day.</summary>
    public MarkSums Counted { get; } = new();

    /// <summary>The sums that pages show, by the hall's day.</summary>
    public MarkSums Tallies { get; } = new();

    /// <summary>What is set aside, and by which case.</summary>
    public HashSet<(long Ticket, int Leg, string Case)> Asides { get; } = [];

    /// <summary>What was set aside as the chain has it.</summary>
    public HashSet<(long Ticket, int Leg, string Case)> ChainedAsides { get; } = [];

    /// <summary>Ratings that were walked over.</summary>
    public long Rows { get; private set; }

    /// <summary>What is wrong with the chain of ratings.</summary>
    public IReadOnlyList<string> ChainFaults { get; private set; } = [];

    /// <summary>Reads all of it.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="moment">The moment that is looked at.</param>
    /// <param name="hall">The hall.</param>
    /// <param name="chain">The chain of ratings.</param>
    /// <param name="heads">The heads of the chain that were exported.</param>
    /// <param name="scope">What is looked at.</param>
    /// <param name="counts">Whether a column of a tally can be counted.</param>
    public static StoredSums Read(
        SqliteConnection connection, SqliteTransaction moment, HallId hall, RatingChain chain, IReadOnlyList<ExportedHead> heads,
            HallScope scope, Func<TallyPlace, int, bool> counts)
    {
        var sums = new StoredSums(VisitsCheck.Stored(connection, moment, hall, scope.Floor));
        sums.ReadLegs(connection, moment, hall, scope.FirstDay);
        (sums.Rows, sums.ChainFaults) = new ChainCheck(chain)
            .Check(connection, hall, heads.Count == 0 ? null : heads[^1], scope.Head, row => sums.Take(row, scope));
        sums.ReadAsides(connection, moment, hall, scope.Floor);
        sums.ReadTallies(connection, moment, hall, scope.FirstDay, counts);
        return sums;
    }

    private void Take(FeedbackRow row, HallScope scope)
    {
        if (row.Ticket >= scope.Floor && RatingMarks.Of(row) is { } mark)
        {
            Ratings.Add(VisitsCheck.KeyOf(row.Ticket), mark);
        }

        if (row.Occasion == RatingOccasion.Aside && row.Ticket >= scope.Floor)
        {
            ChainedAsides.Add((row.Ticket, row.Leg, row.Comment ?? ""));
        }

        // A setting aside counts once, however often it is told.
        if (row.Day >= scope.FirstDay && (row.Occasion != RatingOccasion.Aside || _chainedAsides.Add((row.Ticket, row.Leg))))
        {
            TallyMarks.Rated(_deltas, row);
            TallyMarks.Add(Counted, _deltas);
        }
    }

    private void ReadLegs(SqliteConnection connection, SqliteTransaction moment, HallId hall, int firstDay)
    {
        using var command = Command(connection, moment, hall,
            $"SELECT {LegColumns.Names} FROM legs WHERE Hall = $hall{(firstDay == 0 ? "" : " AND Day >= $day")}", firstDay);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = LegColumns.Read(reader);
            _deltas.Served(new LegRow
            {
                Hall = hall.Value, Ticket = row.Ticket, Leg = row.Leg, At = default, Day = row.Day, Hour = row.Hour, Zone = row.Zone,
                    Service = row.Service, Counter = row.Counter, Teller = row.Teller,
            }, 1);
            TallyMarks.Add(Counted, _deltas);
        }
    }

    private void ReadAsides(SqliteConnection connection, SqliteTransaction moment, HallId hall, long floor)
    {
        using var command = Command(connection, moment, hall,
            "SELECT Ticket, Leg, \"Case\" FROM feedback_aside WHERE Hall = $hall AND Ticket >= $day", floor);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            Asides.Add((reader.GetInt64(0), reader.GetInt32(1), reader.GetString(2)));
        }
    }

    private void ReadTallies(SqliteConnection connection, SqliteTransaction moment, HallId hall, int firstDay, Func<TallyPlace, int,
        bool> counts)
    {
        const int Places = 5;
        using var command = Command(connection, moment, hall, $"""
            SELECT Scope, Day, Hour, "Key", Zone, {TallyColumns.Listed(TallyColumns.All)} FROM tallies WHERE Hall = $hall AND Day >= $day
            """, firstDay);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var place = new TallyPlace((TallyScope)reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetString(3),
                reader.GetString(4));
            for (var column = 0; column < TallyColumns.All.Length; column++)
            {
                if (reader.GetInt64(Places + column) is not 0 and var count && counts(place, column))
                {
                    Tallies.Add(place.Day, TallyMarks.Of(place, column), count);
                }
            }
        }
    }

    private static SqliteCommand Command(SqliteConnection connection, SqliteTransaction moment, HallId hall, string sql, long from)
    {
        var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (moment, sql);
        command.Parameters.AddWithValue("$hall", hall.Value);
        command.Parameters.AddWithValue("$day", from);
        return command;
    }
}
