using Hall.Core.Feedback;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Microsoft.Data.Sqlite;

namespace Hall.Benchmarks;

/// <summary>Years of served legs, of which six in ten are rated, with their chain and their tallies, written past the journal.</summary>
internal static class RatingHistory
{
    private const int Windows = 60;
    private const double Rated = 0.6;

    // The hub's own tickets are counted from 1; those of the history stand far above them.
    private const long FirstTicket = 100_000_000;
    private static readonly double[] Upto = [0.70, 0.92, 0.97, 0.99];

    /// <summary>Writes them.</summary>
    /// <returns>How many ratings.</returns>
    public static long Write(SqliteConnection connection, RatingChain chain, string hall, int visits, int days, DateOnly last)
    {
        Do(connection, "PRAGMA synchronous=OFF; PRAGMA cache_size=-64000;");
        using var transaction = connection.BeginTransaction();
        using var leg = Prepare(connection, transaction,
            "INSERT INTO legs (Hall, Ticket, Leg, At, Day, Hour, Zone, Service, Counter, Teller) VALUES ($1,$2,1,$3,$4,$5,$6,$7,$8,$9)", 9);
        using var rating = Prepare(connection, transaction, """
            INSERT INTO feedback (Hall, Link, Ticket, Leg, Occasion, At, Day, Hour, Zone, Service, Counter, Teller, Level, Reasons,
                Channel, DelayMs, Seal, Mac)
            VALUES ($1,$2,$3,1,1,$4,$5,$6,$7,$8,$9,$10,$11,'','Pad',4200,$12,$13)
            """, 13);
        var services = BenchmarkHall.Tongling().Services;
        var random = new Random(6);
        var tallies = new Dictionary<(TallyScope Scope, int Day, int Hour, string Key, string Zone), long[]>();
        var zones = services.Select(service => service.Zone).Distinct().ToList();
        var (link, mac) = (0L, RatingChain.Beginning);
        for (var visit = 1; visit <= visits; visit++)
        {
            var day = last.DayNumber - days + 1 + (int)((long)(visit - 1) * days / visits);

            // A window serves the matters of its own zone, as in a hall.
            var service = services[random.Next(services.Count)];
            var window = (zones.IndexOf(service.Zone) * (Windows / zones.Count)) + random.Next(Windows / zones.Count);
            var (zone, code, counter, teller) = (service.Zone.Value, service.Code.Value, $"{window + 1}", $"{1001 + window}");
            var hour = 8 + random.Next(9);
            var at = new DateTimeOffset(DateOnly.FromDayNumber(day), new(hour, random.Next(60)), TimeSpan.FromHours(8));
            Run(leg, hall, FirstTicket + visit, at.ToUnixTimeMilliseconds(), day, hour, zone, code, counter, teller);
            var drawn = random.NextDouble();
            FeedbackLevel? level = random.NextDouble() < Rated
                ? (FeedbackLevel)Array.FindIndex([.. Upto, 1.0], upto => drawn < upto)
                : null;
            (TallyScope Scope, int Day, int Hour, string Key, string Zone)[] places =
            [
                (TallyScope.Hall, day, hour, "", ""), (TallyScope.Zone, day, hour, zone, zone), (TallyScope.Service, day, -1, code, zone),
                (TallyScope.Counter, day, -1, counter, zone), (TallyScope.Teller, day, -1, teller, zone),
            ];
            Array.ForEach(places, place => Count(tallies, place, level));

            if (level is { } rated)
            {
                var row = new FeedbackRow
                {
                    Hall = hall, Link = ++link, Ticket = FirstTicket + visit, Leg = 1, Occasion = 1, At = at, Day = day, Hour = hour,
                    Zone = zone, Service = code, Counter = counter, Teller = teller, Level = rated.ToString(), Reasons = "",
                    Channel = "Pad", DelayMs = 4200, Seal = [], Mac = [],
                };
                var seal = chain.SealOf(row, link);
                mac = chain.Next(mac, seal);
                Run(rating, hall, link, FirstTicket + visit, at.ToUnixTimeMilliseconds(), day, hour, zone, code, counter, teller, row.Level,
                    seal, mac);
            }
        }

        WriteTallies(connection, transaction, hall, tallies);
        using var head = Prepare(connection, transaction,
            "INSERT OR REPLACE INTO feedback_heads (Hall, Link, Mac, Seal) VALUES ($1,$2,$3,$4)", 4);
        Run(head, hall, link, mac, chain.SealOfHead(hall, link, mac));
        transaction.Commit();
        return link;
    }

    private static void Count(
        Dictionary<(TallyScope Scope, int Day, int Hour, string Key, string Zone), long[]> tallies,
        (TallyScope Scope, int Day, int Hour, string Key, string Zone) place, FeedbackLevel? level)
    {
        if (!tallies.TryGetValue(place, out var counts))
        {
            tallies.Add(place, counts = new long[6]);
        }

        counts[0]++;
        if (level is { } given)
        {
            counts[1 + (int)given]++;
        }
    }

    private static void WriteTallies(
        SqliteConnection connection, SqliteTransaction transaction, string hall,
        Dictionary<(TallyScope Scope, int Day, int Hour, string Key, string Zone), long[]> tallies)
    {
        using var tally = Prepare(connection, transaction, """
            INSERT INTO tallies (Hall, Scope, Day, Hour, "Key", Zone, Served, Valid0, Valid1, Valid2, Valid3, Valid4, Aside0, Aside1,
                Aside2, Aside3, Aside4, Late, Second, Orphan, "Foreign")
            VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,0,0,0,0,0,0,0,0,0)
            """, 12);
        foreach (var (place, counts) in tallies)
        {
            Run(tally, hall, (int)place.Scope, place.Day, place.Hour, place.Key, place.Zone, counts[0], counts[1], counts[2], counts[3],
                counts[4], counts[5]);
        }
    }

    /// <summary>Marks the ratings as looked through, so that the hub does not spend hours on opening the cases of the bad ones.</summary>
    public static void PassOver(string data, string hall, long link)
    {
        using var care = new SqliteConnection($"Data Source={Path.Combine(data, "care.db")};Pooling=False");
        care.Open();
        using var mark = care.CreateCommand();
        mark.CommandText = "INSERT OR REPLACE INTO marks (Hall, Link, Exchanged) VALUES ($hall, $link, $link)";
        mark.Parameters.AddWithValue("$hall", hall);
        mark.Parameters.AddWithValue("$link", link);
        mark.ExecuteNonQuery();
    }

    private static void Do(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, SqliteTransaction transaction, string sql, int places)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        for (var i = 1; i <= places; i++)
        {
            command.Parameters.AddWithValue($"${i}", "");
        }

        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }
}
