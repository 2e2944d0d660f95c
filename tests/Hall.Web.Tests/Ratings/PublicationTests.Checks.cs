using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Hub.Cases;
using Hall.Hub.Ratings;
using Hall.Storage.Data;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Ratings;

public sealed partial class PublicationTests
{
    private async Task LookAsync()
    {
        await _watch.OpenCasesAsync(_hall.Hall);
        await new FactPlaces(_store, new Databases(_hall)).PlaceAsync(_hall.Hall);
    }

    private async Task PublishAsync(HallConfiguration configuration) =>
        await _hall.DoAsync(new PublishConfiguration(configuration) { BasedOn = _hall.Hall.Snapshot.Plan.Sequence });

    private Task<HallOutcome> TryAsync(HallCommand command) => _hall.Hall.ExecuteAsync(command, null, Cancel);

    private async Task CheckAsync()
    {
        var (hall, now) = (_hall.Hall, _hall.Hall.Now);
        foreach (var zone in new[] { null, "A", "B", "C", "" })
        {
            var view = await _figures.ViewAsync(hall, All, zone, Cancel);
            foreach (var scope in new[] { TallyScope.Service, TallyScope.Counter, TallyScope.Teller, TallyScope.Zone })
            {
                var parts = await _figures.PartsAsync(hall, All, scope, zone, Cancel);
                Assert.Equal((zone, scope, view.Total),
                    (zone, scope, parts.Aggregate(RatingCounts.None, (sum, part) => sum + part.Counts)));
                foreach (var part in parts)
                {
                    await CheckRowsAsync(part, ByOf(scope), zone, now);
                }
            }

            Assert.Equal(view.Total, view.HoursOfDay.Aggregate(RatingCounts.None, (sum, part) => sum + part.Counts));
            foreach (var cut in Enum.GetValues<Stretch>())
            {
                Assert.Equal(view.Total, view.By(cut).Aggregate(RatingCounts.None, (sum, part) => sum + part.Counts));
            }
        }
    }

    private async Task CheckRowsAsync(PartCounts part, string by, string? zone, DateTimeOffset now)
    {
        var (hall, plan, rows) = (_hall.Hall, _hall.Hall.Snapshot.Plan, new RatingRowsReader(new Databases(_hall), _hall.Database.Texts));
        foreach (var (set, count) in new[] { (RowSet.Served, part.Counts.Served), (RowSet.Valid, part.Counts.Valid.Total),
            (RowSet.Bad, part.Counts.Valid.Bad), (RowSet.Defaults, part.Counts.Defaults) })
        {
            var query = RowQueryText.Narrowed(new(All, set, zone), by, part.Key);
            Assert.Equal((by, part.Key, zone, set, count), (by, part.Key, zone, set, await rows.CountAsync(hall.Id, query, Cancel)));
            Assert.Equal(count, await _reports.CountAsync(hall.Id, query, Cancel) ?? count);
        }

        foreach (var (set, count) in new[] { (RowSet.Complaints, part.Counts.Complaints),
            (RowSet.NamedBad, part.Counts.CalledBack.Denominator), (RowSet.MendDue, part.Counts.Mended.Denominator) })
        {
            var query = RowQueryText.Narrowed(new(All, set, zone), by, part.Key);
            Assert.Equal((by, part.Key, zone, set, count),
                (by, part.Key, zone, set, (await _care.RowsAsync(hall.Id, plan, query, now, null))!.Count));
        }
    }

    private static string ByOf(TallyScope scope) =>
        scope switch { TallyScope.Service => "service", TallyScope.Counter => "counter", TallyScope.Teller => "teller", _ => "zone" };

    // Every figure of the days up to one, by every part and zone, with the names of its day.
    private async Task<string> PastAsync(DateOnly until)
    {
        var (span, text) = (All with { To = until }, new System.Text.StringBuilder());
        var history = await _figures.HistoryAsync(_hall.Hall, Cancel);
        foreach (var zone in new[] { null, "A", "B", "C" })
        {
            foreach (var scope in new[] { TallyScope.Service, TallyScope.Counter, TallyScope.Teller, TallyScope.Zone })
            {
                foreach (var part in await _figures.PartsAsync(_hall.Hall, span, scope, zone, Cancel))
                {
                    text.AppendLine(System.Globalization.CultureInfo.InvariantCulture,
                        $"{zone} {scope} {part.Key} "
                            + $"{history.NameOf(scope, part.Key, _hall.Hall.Snapshot.Plan.BeginOf(until), "zh-CN")} {part.Counts}");
                }
            }
        }

        return text.ToString();
    }

    private async Task<string> PartsAsync()
    {
        await using var database = new Databases(_hall).CreateDbContext();
        return string.Join('\n',
            database.Parts.OrderBy(row => row.Scope).ThenBy(row => row.Key).ThenBy(row => row.Sequence).AsEnumerable());
    }

    // What the version before left: no names, tallies without zones, facts without legs.
    private void ForgetZones()
    {
        Execute("hall.db", """
            DROP TABLE parts; ALTER TABLE tallies RENAME TO tallies_after;
            CREATE TABLE tallies (Hall TEXT NOT NULL, Scope INTEGER NOT NULL, Day INTEGER NOT NULL, Hour INTEGER NOT NULL,
                "Key" TEXT NOT NULL, Served INTEGER NOT NULL,
                Valid0 INTEGER NOT NULL, Valid1 INTEGER NOT NULL, Valid2 INTEGER NOT NULL, Valid3 INTEGER NOT NULL, Valid4 INTEGER NOT NULL,
                Aside0 INTEGER NOT NULL, Aside1 INTEGER NOT NULL, Aside2 INTEGER NOT NULL, Aside3 INTEGER NOT NULL, Aside4 INTEGER NOT NULL,
                Late INTEGER NOT NULL, Second INTEGER NOT NULL, Orphan INTEGER NOT NULL, "Foreign" INTEGER NOT NULL,
                    Defaults INTEGER NOT NULL DEFAULT 0,
                CONSTRAINT PK_tallies PRIMARY KEY (Hall, Scope, Day, Hour, "Key")) WITHOUT ROWID;
            INSERT INTO tallies SELECT Hall, Scope, Day, Hour, "Key", SUM(Served), SUM(Valid0), SUM(Valid1), SUM(Valid2), SUM(Valid3),
                SUM(Valid4),
                SUM(Aside0), SUM(Aside1), SUM(Aside2), SUM(Aside3), SUM(Aside4), SUM(Late), SUM(Second), SUM(Orphan), SUM("Foreign"),
                    SUM(Defaults)
                FROM tallies_after GROUP BY 1, 2, 3, 4, 5;
            DROP TABLE tallies_after; DROP INDEX IX_feedback_Hall_At; DELETE FROM __EFMigrationsHistory
                WHERE MigrationId LIKE '%PartsOfTheDay'
            """);
        Execute("care.db", """
            DROP INDEX IX_care_facts_unplaced; ALTER TABLE care_facts DROP COLUMN Ticket; ALTER TABLE care_facts DROP COLUMN Leg;
                ALTER TABLE care_facts DROP COLUMN Zone; ALTER TABLE outbox DROP COLUMN Version;
            DELETE FROM __EFMigrationsHistory WHERE MigrationId LIKE '%FactsOfTheDay'
            """);
    }

    private void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_hall.Folder, file)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
