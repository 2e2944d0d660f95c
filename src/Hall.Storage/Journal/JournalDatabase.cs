using System.Globalization;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Storage.Alerts;
using Hall.Storage.Data;
using Hall.Storage.Events;
using Hall.Storage.Hosting;
using Hall.Storage.Ratings;
using Hall.Storage.Sqlite;
using Hall.Storage.Texts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Storage.Journal;

/// <summary>The database file: where it is, how it is opened, migrated and read.</summary>
public sealed partial class JournalDatabase(
    StorageOptions options, TimeProvider time, ILogger<JournalDatabase> logger, RowGuard? rows = null)
{
    private RatingChain? _chain;
    private JournalRows? _rows;
    private const int BusySeconds = 5;

    /// <summary>The file.</summary>
    public string File { get; } = Path.Combine(options.DataFolder, "hall.db");

    /// <summary>The chain of ratings, keyed by a file beside the database.</summary>
    public RatingChain Chain => _chain ??= new(SecretFile.ReadOrCreate(options.DataFolder, RatingChain.KeyFile));

    /// <summary>Seals and opens the free texts of its events.</summary>
    public TextVault Texts { get; } = new(options.DataFolder, stays: true);

    private JournalRows Stored => _rows ??= new(rows ?? new(new(time)), Texts);

    /// <summary>How readers open it.</summary>
    public string ConnectionString => new SqliteConnectionStringBuilder { DataSource = File, DefaultTimeout = BusySeconds }.ToString();

    /// <summary>Opens the writer's connection: WAL, every commit synced to the disk.</summary>
    public SqliteConnection OpenWriter()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = File, Pooling = false, DefaultTimeout = BusySeconds, Mode = SqliteOpenMode.ReadWrite,
        }.ToString());
        connection.Open();
        Run(connection,
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=2000; PRAGMA temp_store=MEMORY; PRAGMA "
                + "cache_size=-16000;");
        BoundedLog.Bound(connection);
        return connection;
    }

    /// <summary>Creates or migrates the database. A copy is made first, but only when a migration is pending on one that exists.</summary>
    /// <exception cref="HubStartException">It is no database, or was made by a newer program.</exception>
    public void Prepare()
    {
        OwnedFolder.Make(options.DataFolder);
        using var context = new HallDbContext(new DbContextOptionsBuilder<HallDbContext>().UseSqlite(ConnectionString).Options);
        try
        {
            var exists = new FileInfo(File) is { Exists: true, Length: > 0 };
            if (exists && context.Database.GetAppliedMigrations().Except(context.Database.GetMigrations()).FirstOrDefault() is { } newer)
            {
                throw new HubStartException(
                    $"The database {File} was written by a newer version of Hall ({newer}). Install that version, or restore the copy "
                        + "made before the upgrade.");
            }

            if (!context.Database.GetPendingMigrations().Any())
            {
                return;
            }

            if (exists)
            {
                CopyBeforeMigration(context);
                ForgetLockOfDead(context);
            }

            context.Database.Migrate();
        }
        catch (SqliteException fault)
        {
            throw new HubStartException($"The database {File} cannot be opened: {fault.Message}. Restore it with: hall restore FILE",
                fault);
        }
    }

    /// <summary>The halls that the journal holds: each has an opening state from its founding on.</summary>
    public IReadOnlyList<HallId> Halls()
    {
        using var connection = OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT DISTINCT Hall FROM openings ORDER BY Hall";
        using var reader = command.ExecuteReader();
        var halls = new List<HallId>();
        while (reader.Read())
        {
            halls.Add(new(reader.GetString(0)));
        }

        return halls;
    }

    /// <summary>Reads a hall: its last opening state, the events after it, and the outcomes kept since an instant.</summary>
    public JournalContents Read(HallId hall, DateTimeOffset keptSince)
    {
        using var connection = OpenReader();
        var opening = Stored.Opening(connection, hall);
        return new(opening, EntriesAfter(hall, opening?.Sequence ?? 0), Stored.Kept(connection, hall, keptSince));
    }

    /// <summary>The events of a hall after a sequence, in order.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="sequence">The one before the first.</param>
    /// <param name="last">The last one that is wanted.</param>
    /// <param name="asStored">Whether free texts stay sealed, for who compares what is stored or has no use for them.</param>
    public IEnumerable<JournalEntry> EntriesAfter(HallId hall, long sequence, long last = long.MaxValue, bool asStored = false)
    {
        using var connection = OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT Sequence, At, Type, Version, Payload FROM journal WHERE Hall = $hall AND Sequence > $after AND Sequence <= $last "
                + "ORDER BY Sequence";
        command.Parameters.AddWithValue("$hall", hall.Value);
        command.Parameters.AddWithValue("$after", sequence);
        command.Parameters.AddWithValue("$last", last);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var happened = EventJson.Read(reader.GetString(2), reader.GetInt32(3), reader.GetString(4));
            yield return new(
                reader.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)),
                asStored ? happened : EventTexts.Opened(Texts, happened));
        }
    }

    /// <summary>Events of some kinds, in order; one that cannot be read is left out, for it is the journal's own check that tells of
    /// it.</summary>
    public IEnumerable<JournalEntry> EventsOf(HallId hall, params string[] types)
    {
        using var connection = OpenReader();
        using var command = connection.CreateCommand();
        var names = types.Select((type, i) => command.Parameters.AddWithValue(Invariant($"$type{i}"), type).ParameterName).ToList();
        command.CommandText =
            $"SELECT Sequence, At, Type, Version, Payload FROM journal WHERE Hall = $hall AND Type IN ({string.Join(", ", names)}) "
                + "ORDER BY Sequence";
        command.Parameters.AddWithValue("$hall", hall.Value);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (EventJson.TryRead(reader.GetString(2), reader.GetInt32(3), reader.GetString(4)) is { } happened)
            {
                yield return new(reader.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)), happened);
            }
        }
    }

    /// <summary>Looks through everything beside the journal itself that holds more than plain columns; what cannot be read is set
    /// aside.</summary>
    public void LookThrough()
    {
        using var connection = OpenReader();
        Stored.LookThrough(connection);
    }

    private SqliteConnection OpenReader()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        return connection;
    }

    private void CopyBeforeMigration(HallDbContext context)
    {
        var name = Path.Combine(options.DataFolder, "backups",
            $"before-migration-{time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}");
        OwnedFolder.Make(Path.GetDirectoryName(name)!);

        // A start that failed is tried again within the second by whatever keeps the service up.
        var copy = $"{name}.db";
        for (var number = 2; System.IO.File.Exists(copy); number++)
        {
            copy = Invariant($"{name}-{number}.db");
        }

        context.Database.ExecuteSqlRaw("VACUUM INTO {0}", copy);
        LogCopied(copy);
    }

    /// <summary>A hub that was killed within a migration leaves its lock behind, and the next would wait for it for ever.</summary>
    private static void ForgetLockOfDead(HallDbContext context)
    {
        context.Database.ExecuteSqlRaw(
            "CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK___EFMigrationsLock\" PRIMARY "
                + "KEY, \"Timestamp\" TEXT NOT NULL)");
        context.Database.ExecuteSqlRaw("DELETE FROM \"__EFMigrationsLock\"");
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A migration is pending; the database was copied to {Copy} first")]
    private partial void LogCopied(string copy);
}
