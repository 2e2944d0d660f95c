using Hall.Core.Identifiers;
using Hall.Web.Data;
using Hall.Web.Journal;
using Microsoft.Data.Sqlite;

namespace Hall.Web.Ratings;

/// <summary>
/// Walks a hall's chain of ratings and names what was done to it. A row's seal holds its place, so that a row that was moved
/// tells where it came from, and one that fits no place near it was changed or put in.
/// </summary>
/// <param name="chain">The keyed chain.</param>
public sealed class ChainCheck(RatingChain chain)
{
    private const int FaultsShown = 50;
    private const int FarthestMove = 64;

    /// <summary>What is wrong with a hall's ratings, each a sentence; nothing when all is well. The count of rows is given first.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="hall">The hall.</param>
    /// <param name="exported">The last head that was exported; null when none was.</param>
    public (long Rows, IReadOnlyList<string> Faults) Check(SqliteConnection connection, HallId hall, ExportedHead? exported)
    {
        var faults = new List<string>();
        var (expected, rows) = (1L, 0L);
        var mac = RatingChain.Beginning;
        FeedbackRow? doubtful = null;
        foreach (var row in Rows(connection, hall.Value))
        {
            rows++;
            if (PlaceOf(row, expected) is not { } place)
            {
                if (doubtful is not null)
                {
                    faults.Add(Changed(doubtful));
                    expected++;
                }

                // Whether it stands in the place of a true row or was squeezed in, the next true row tells.
                (doubtful, mac) = (row, row.Mac);
                continue;
            }

            if (doubtful is not null)
            {
                faults.Add(place == expected ? Inserted(doubtful) : Changed(doubtful));
                expected += place == expected ? 0 : 1;
                doubtful = null;
            }

            if (place > expected)
            {
                faults.Add(place == expected + 1 ? $"rating {expected} was removed." : $"ratings {expected} to {place - 1} were removed.");
                expected = place;
            }
            else if (place < expected)
            {
                faults.Add($"rating {place} stands after rating {expected - 1}: the order was changed.");
            }
            else if (faults.Count == 0 && !chain.Next(mac, row.Seal).AsSpan().SequenceEqual(row.Mac))
            {
                faults.Add($"rating {place} is not chained to the one before it.");
            }

            if (row.Link != place && faults.Count == 0)
            {
                faults.Add($"rating {place} was renumbered {row.Link}.");
            }

            mac = row.Mac;
            expected = Math.Max(expected, place + 1);
            if (faults.Count >= FaultsShown)
            {
                faults.Add("there are more; no further ones are listed.");
                return (rows, faults);
            }
        }

        if (doubtful is not null)
        {
            faults.Add(Changed(doubtful));
            expected++;
        }

        faults.AddRange(EndFaults(connection, hall, expected - 1, exported));
        return (rows, faults);
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
            yield return end.Link > last ? $"ratings {last + 1} to {end.Link} were cut off." : $"ratings {end.Link + 1} to {last} were added behind the end.";
        }

        if (exported is not null && exported.Link > last)
        {
            yield return $"ratings {last + 1} to {exported.Link} were cut off: the head exported on {exported.Day:yyyy-MM-dd} had them.";
        }
        else if (exported is { Link: > 0 } && MacAt(connection, hall.Value, exported.Link) is { } there && !there.AsSpan().SequenceEqual(exported.Mac))
        {
            yield return $"the chain up to rating {exported.Link} is not the one whose head was exported on {exported.Day:yyyy-MM-dd}: it was made anew.";
        }
    }

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

    private bool Fits(FeedbackRow row, long place) => chain.SealOf(row, place).AsSpan().SequenceEqual(row.Seal);

    private static string Changed(FeedbackRow row) => $"rating {row.Link} (ticket {row.Ticket}, leg {row.Leg}) was changed.";

    private static string Inserted(FeedbackRow row) => $"rating {row.Link} (ticket {row.Ticket}, leg {row.Leg}) was inserted.";

    private static IEnumerable<FeedbackRow> Rows(SqliteConnection connection, string hall)
    {
        using var command = Command(connection, """
            SELECT Link, Ticket, Leg, Occasion, At, Day, Hour, Zone, Service, Counter, Teller, Level, Reasons, Comment, Channel, DelayMs, Seal, Mac
            FROM feedback WHERE Hall = $hall ORDER BY Link
            """, hall);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new()
            {
                Hall = hall, Link = reader.GetInt64(0), Ticket = reader.GetInt64(1), Leg = reader.GetInt32(2), Occasion = reader.GetInt32(3),
                At = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)), Day = reader.GetInt32(5), Hour = reader.GetInt32(6),
                Zone = reader.GetString(7), Service = reader.GetString(8), Counter = reader.GetString(9), Teller = reader.GetString(10),
                Level = reader.GetString(11), Reasons = reader.GetString(12), Comment = reader.IsDBNull(13) ? null : reader.GetString(13),
                Channel = reader.GetString(14), DelayMs = reader.IsDBNull(15) ? null : reader.GetInt64(15), Seal = (byte[])reader[16], Mac = (byte[])reader[17],
            };
        }
    }

    private static (long Link, byte[] Mac, byte[] Seal)? Head(SqliteConnection connection, string hall)
    {
        using var command = Command(connection, "SELECT Link, Mac, Seal FROM feedback_heads WHERE Hall = $hall", hall);
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), (byte[])reader[1], (byte[])reader[2]) : null;
    }

    private static byte[]? MacAt(SqliteConnection connection, string hall, long link)
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
}
