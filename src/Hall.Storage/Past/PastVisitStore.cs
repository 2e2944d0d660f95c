using Hall.Core.Identifiers;
using Hall.Storage.Hosting;
using Hall.Storage.Sqlite;

namespace Hall.Storage.Past;

/// <summary>A visit of another system's past. Times are milliseconds since the hall's midnight of the day.</summary>
/// <param name="Day">The day's number, see <see cref="DateOnly.DayNumber"/>.</param>
/// <param name="Arrive">When it came.</param>
/// <param name="Call">When it was called, or when it left.</param>
/// <param name="Start">When it was served from.</param>
/// <param name="End">When that ended.</param>
/// <param name="Service">A service of this hall.</param>
/// <param name="Counter">The window; empty for one who left.</param>
/// <param name="Teller">Who served; empty when the other system does not say.</param>
/// <param name="Priority">The class.</param>
/// <param name="IsServed">False for one who left or never came.</param>
public sealed record ImportedVisit(
    int Day, long Arrive, long Call, long Start, long End, string Service, string Counter, string Teller, string Priority, bool IsServed);

/// <summary>One import, which can be taken away as a whole.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Source">What it came from, as whoever imported calls it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who; <c>console</c> for the command line.</param>
/// <param name="Visits">How many visits.</param>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
public sealed record PastImport(long Number, string Source, DateTimeOffset At, string By, int Visits, DateOnly First, DateOnly Last);

/// <summary>
/// Visits that another system recorded, in <c>past.db</c> of its own: outside the journal and its chains, because no rule of this hub has
/// decided them. Each knows the import that it came with.
/// </summary>
public sealed class PastVisitStore(StorageOptions options)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "past.db";

    private readonly string _file = Path.Combine(options.DataFolder, FileName);

    /// <summary>The imports of a hall, the latest first.</summary>
    public IReadOnlyList<PastImport> Imports(HallId hall)
    {
        if (!File.Exists(_file))
        {
            return [];
        }

        using var connection = PlainSqlite.Open(_file, writes: false);
        using var command = connection.Command(
            "SELECT Id, Source, At, By, Visits, FirstDay, LastDay FROM imports WHERE Hall = $1 ORDER BY Id DESC", hall.Value);
        using var reader = command.ExecuteReader();
        var imports = new List<PastImport>();
        while (reader.Read())
        {
            imports.Add(new(reader.GetInt64(0), reader.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)),
                reader.GetString(3), reader.GetInt32(4), DateOnly.FromDayNumber(reader.GetInt32(5)),
                DateOnly.FromDayNumber(reader.GetInt32(6))));
        }

        return imports;
    }

    /// <summary>Adds an import, all of it or nothing.</summary>
    /// <returns>Its number.</returns>
    public long Add(HallId hall, string source, string by, DateTimeOffset at, IReadOnlyCollection<ImportedVisit> visits)
    {
        ArgumentNullException.ThrowIfNull(visits);
        OwnedFolder.Make(options.DataFolder);
        using var connection = PlainSqlite.Open(_file);
        connection.Run("""
            CREATE TABLE IF NOT EXISTS imports (Id INTEGER PRIMARY KEY AUTOINCREMENT, Hall TEXT NOT NULL, Source TEXT NOT NULL,
                At INTEGER NOT NULL, By TEXT NOT NULL, Visits INTEGER NOT NULL, FirstDay INTEGER NOT NULL, LastDay INTEGER NOT NULL);
            CREATE TABLE IF NOT EXISTS past_visits (Import INTEGER NOT NULL, Hall TEXT NOT NULL, Day INTEGER NOT NULL,
                Arrive INTEGER NOT NULL, Call INTEGER NOT NULL, Start INTEGER NOT NULL, "End" INTEGER NOT NULL, Service TEXT NOT NULL,
                Counter TEXT NOT NULL, Teller TEXT NOT NULL, Priority TEXT NOT NULL, IsServed INTEGER NOT NULL);
            CREATE INDEX IF NOT EXISTS past_visits_day ON past_visits (Hall, Day);
            """);
        using var transaction = connection.BeginTransaction();
        connection.Run("INSERT INTO imports (Hall, Source, At, By, Visits, FirstDay, LastDay) VALUES ($1,$2,$3,$4,$5,$6,$7)", hall.Value,
            source, at.ToUnixTimeMilliseconds(), by, visits.Count, visits.Min(visit => visit.Day), visits.Max(visit => visit.Day));
        using var asked = connection.Command("SELECT last_insert_rowid()");
        var number = (long)asked.ExecuteScalar()!;
        using var insert = connection.Command("INSERT INTO past_visits VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)", number, hall.Value,
            0, 0, 0, 0, 0, "", "", "", "", 0);
        foreach (var visit in visits)
        {
            object[] values = [visit.Day, visit.Arrive, visit.Call, visit.Start, visit.End, visit.Service, visit.Counter, visit.Teller,
                visit.Priority, visit.IsServed ? 1 : 0];
            for (var i = 0; i < values.Length; i++)
            {
                insert.Parameters[i + 2].Value = values[i];
            }

            insert.ExecuteNonQuery();
        }

        transaction.Commit();
        return number;
    }

    /// <summary>Takes an import away, every visit of it.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(HallId hall, long number)
    {
        if (!File.Exists(_file))
        {
            return false;
        }

        using var connection = PlainSqlite.Open(_file);
        using var transaction = connection.BeginTransaction();
        var gone = connection.Run("DELETE FROM imports WHERE Id = $1 AND Hall = $2", number, hall.Value) > 0;
        if (gone)
        {
            connection.Run("DELETE FROM past_visits WHERE Import = $1", number);
        }

        transaction.Commit();
        return gone;
    }

    /// <summary>Whether any visit of some days was imported.</summary>
    public bool Any(HallId hall, int from, int to)
    {
        if (!File.Exists(_file))
        {
            return false;
        }

        using var connection = PlainSqlite.Open(_file, writes: false);
        using var command = connection.Command("SELECT EXISTS (SELECT 1 FROM past_visits WHERE Hall = $1 AND Day >= $2 AND Day < $3)",
            hall.Value, from, to);
        return command.ExecuteScalar() is 1L;
    }

    /// <summary>Visits of some days.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="from">First day's number.</param>
    /// <param name="to">The day's number after the last.</param>
    public IReadOnlyList<ImportedVisit> Read(HallId hall, int from, int to)
    {
        if (!File.Exists(_file))
        {
            return [];
        }

        using var connection = PlainSqlite.Open(_file, writes: false);
        using var command = connection.Command(
            "SELECT Day, Arrive, Call, Start, \"End\", Service, Counter, Teller, Priority, IsServed FROM past_visits "
                + "WHERE Hall = $1 AND Day >= $2 AND Day < $3 ORDER BY Day, Arrive", hall.Value, from, to);
        using var reader = command.ExecuteReader();
        var visits = new List<ImportedVisit>();
        while (reader.Read())
        {
            visits.Add(new(reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4),
                reader.GetString(5), reader.GetString(6), reader.GetString(7), reader.GetString(8), reader.GetInt32(9) != 0));
        }

        return visits;
    }
}
