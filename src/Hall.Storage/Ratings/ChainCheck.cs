using Hall.Core.Identifiers;
using Hall.Storage.Data;
using Hall.Storage.Texts;
using Microsoft.Data.Sqlite;

namespace Hall.Storage.Ratings;

/// <summary>
/// Walks a hall's chain of ratings and names what was done to it. A row's seal holds its place, so that a row that was moved
/// tells where it came from, and one that fits no place near it was changed or put in.
/// </summary>
/// <param name="chain">The keyed chain.</param>
public sealed class ChainCheck(RatingChain chain)
{
    private const int FaultsShown = 50;
    private const int FarthestMove = 64;
    private const string Columns =
        "Link, Ticket, Leg, Occasion, At, Day, Hour, Zone, Service, Counter, Teller, Level, Reasons, Comment, Channel, DelayMs, Seal, Mac";
    private SqliteConnection? _connection;

    /// <summary>What is wrong with a hall's ratings, each a sentence; nothing when all is well. The count of rows is given first.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="hall">The hall.</param>
    /// <param name="exported">The last head that was exported; null when none was.</param>
    /// <param name="from">An exported head behind which the walk begins; null for the whole chain.</param>
    /// <param name="seen">Is given every row that was walked over.</param>
    public (long Rows, IReadOnlyList<string> Faults) Check(
        SqliteConnection connection, HallId hall, ExportedHead? exported, ExportedHead? from = null, Action<FeedbackRow>? seen = null)
    {
        _connection = connection;
        var walk = new Walk(chain, from);
        var rows = 0L;
        foreach (var row in Rows(connection, hall.Value, from?.Link ?? 0))
        {
            rows++;
            seen?.Invoke(row);
            walk.Step(row, PlaceOf(row, walk.Expected));
            if (walk.Faults.Count >= FaultsShown)
            {
                return (rows, [.. walk.Faults, "there are more; no further ones are listed."]);
            }
        }

        walk.End();
        return (rows, [.. walk.Faults, .. EndFaults(connection, hall, walk.Expected - 1, exported)]);
    }

    private IEnumerable<string> EndFaults(SqliteConnection connection, HallId hall, long last, ExportedHead? exported)
    {
        var head = Head(connection, hall.Value);
        if (head is not { } end)
        {
            yield return "the end of the chain of ratings is missing.";
        }
        else if (!chain.SealOfHead(hall.Value, end.Link, end.Mac).AsSpan().SequenceEqual(end.Seal))
        {
            yield return "the end of the chain of ratings was changed, or the key is not the one it was made with.";
        }
        else if (end.Link != last)
        {
            yield return end.Link > last
                ? Invariant($"ratings {last + 1} to {end.Link} were cut off.")
                : Invariant($"ratings {end.Link + 1} to {last} were added behind the end.");
        }

        if (exported is not null && exported.Link > last)
        {
            yield return Invariant(
                $"ratings {last + 1} to {exported.Link} were cut off: the head exported on {DayText.Of(exported.Day)} had them.");
        }
        else if (exported is { Link: > 0 } && MacAt(connection, hall.Value, exported.Link) is { } there
            && !there.AsSpan().SequenceEqual(exported.Mac))
        {
            yield return Invariant($"the chain up to rating {exported.Link} is not the one whose head was exported on ")
                + $"{DayText.Of(exported.Day)}: it was made anew.";
        }
    }

    // The place a row was sealed for: where it is expected, where it says, or near; null when it was changed or put in.
    private long? PlaceOf(FeedbackRow row, long expected)
    {
        if (Fits(row, expected))
        {
            return expected;
        }

        if (row.Link != expected && Fits(row, row.Link))
        {
            return row.Link;
        }

        for (var distance = 1; distance <= FarthestMove; distance++)
        {
            foreach (var place in new[] { expected + distance, expected - distance })
            {
                if (place > 0 && Fits(row, place))
                {
                    return place;
                }
            }
        }

        return null;
    }

    // A row whose text was sealed after the upgrade has the seal of before, and a proof that it is the same row.
    private bool Fits(FeedbackRow row, long place) => chain.SealOf(row, place).AsSpan().SequenceEqual(row.Seal)
        || (place == row.Link && row.Comment?.StartsWith(TextVault.Beginning, StringComparison.Ordinal) == true
            && _connection is { } connection
            && SealedBatches.ProofOf(connection, row.Hall, row.Link) is { } proof && chain.ProofOf(row).AsSpan().SequenceEqual(proof));

    /// <summary>One row.</summary>
    internal static FeedbackRow RowAt(SqliteConnection connection, SqliteTransaction transaction, string hall, long link)
    {
        using var command = Command(connection, $"SELECT {Columns} FROM feedback WHERE Hall = $hall AND Link = $link", hall);
        command.Transaction = transaction;
        command.Parameters.AddWithValue("$link", link);
        using var reader = command.ExecuteReader();
        reader.Read();
        return RowOf(reader, hall);
    }

    private static IEnumerable<FeedbackRow> Rows(SqliteConnection connection, string hall, long after)
    {
        using var command = Command(connection, $"SELECT {Columns} FROM feedback WHERE Hall = $hall AND Link > $after ORDER BY Link", hall);
        command.Parameters.AddWithValue("$after", after);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return RowOf(reader, hall);
        }
    }

    private static FeedbackRow RowOf(SqliteDataReader reader, string hall) => new()
    {
        Hall = hall, Link = reader.GetInt64(0), Ticket = reader.GetInt64(1), Leg = reader.GetInt32(2), Occasion = reader.GetInt32(3),
        At = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)), Day = reader.GetInt32(5), Hour = reader.GetInt32(6),
        Zone = reader.GetString(7), Service = reader.GetString(8), Counter = reader.GetString(9), Teller = reader.GetString(10),
        Level = reader.GetString(11), Reasons = reader.GetString(12), Comment = reader.IsDBNull(13) ? null : reader.GetString(13),
        Channel = reader.GetString(14), DelayMs = reader.IsDBNull(15) ? null : reader.GetInt64(15), Seal = (byte[])reader[16],
        Mac = (byte[])reader[17],
    };

    private static (long Link, byte[] Mac, byte[] Seal)? Head(SqliteConnection connection, string hall)
    {
        using var command = Command(connection, "SELECT Link, Mac, Seal FROM feedback_heads WHERE Hall = $hall", hall);
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), (byte[])reader[1], (byte[])reader[2]) : null;
    }

    /// <summary>The chain's hash at a rating; null when there is none of that place.</summary>
    internal static byte[]? MacAt(SqliteConnection connection, string hall, long link)
    {
        using var command = Command(connection, "SELECT Mac FROM feedback WHERE Hall = $hall AND Link = $link", hall);
        command.Parameters.AddWithValue("$link", link);
        return command.ExecuteScalar() as byte[];
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, string hall)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$hall", hall);
        return command;
    }

    // Where the walk stands: the place the next true row should have, and the row before it.
    private sealed class Walk(RatingChain chain, ExportedHead? from)
    {
        private byte[] _mac = from?.Mac ?? RatingChain.Beginning;
        private FeedbackRow? _doubtful;

        public long Expected { get; private set; } = (from?.Link ?? 0) + 1;

        public List<string> Faults { get; } = [];

        public void Step(FeedbackRow row, long? sealedFor)
        {
            if (sealedFor is not { } place)
            {
                End();

                // Whether it stands in the place of a true row or was squeezed in, the next true row tells.
                (_doubtful, _mac) = (row, row.Mac);
                return;
            }

            Settle(place);
            CheckOrder(row, place);
            if (row.Link != place && Faults.Count == 0)
            {
                Faults.Add(Invariant($"rating {place} was renumbered {row.Link}."));
            }

            _mac = row.Mac;
            Expected = Math.Max(Expected, place + 1);
        }

        // No true row told otherwise: the doubtful one stands in the place of a true one.
        public void End()
        {
            if (_doubtful is { } row)
            {
                Faults.Add($"{Name(row)} was changed.");
                Expected++;
                _doubtful = null;
            }
        }

        private void Settle(long place)
        {
            if (_doubtful is { } row && place == Expected)
            {
                Faults.Add($"{Name(row)} was inserted.");
                _doubtful = null;
            }

            End();
        }

        private void CheckOrder(FeedbackRow row, long place)
        {
            if (place > Expected)
            {
                Faults.Add(place == Expected + 1
                    ? Invariant($"rating {Expected} was removed.")
                    : Invariant($"ratings {Expected} to {place - 1} were removed."));
                Expected = place;
            }
            else if (place < Expected)
            {
                Faults.Add(Invariant($"rating {place} stands after rating {Expected - 1}: the order was changed."));
            }
            else if (Faults.Count == 0 && !chain.Next(_mac, row.Seal).AsSpan().SequenceEqual(row.Mac))
            {
                Faults.Add(Invariant($"rating {place} is not chained to the one before it."));
            }
        }

        private static string Name(FeedbackRow row) => Invariant($"rating {row.Link} (ticket {row.Ticket}, leg {row.Leg})");
    }
}
