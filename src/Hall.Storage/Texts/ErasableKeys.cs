using System.Security.Cryptography;
using Hall.Storage.Hosting;
using Hall.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Hall.Storage.Texts;

/// <summary>
/// A key for each thing that can be erased, in a file of its own that no copy of the data ever holds. A key is on the disk before this
/// returns it, and an erased one is out of the file and of its log before anything else of it goes.
/// </summary>
/// <param name="folder">The data folder.</param>
/// <param name="file">Name of the file, such as <c>contact-keys.db</c>.</param>
/// <param name="wrapping">Name of the secret that seals the keys, such as <c>contacts.key</c>.</param>
/// <param name="stays">Whether the file stays open between two calls, for who asks with each event.</param>
public sealed class ErasableKeys(string folder, string file, string wrapping, bool stays = false)
{
    private readonly Lock _gate = new();
    private byte[]? _wrapping;
    private SqliteConnection? _reader;
    private SqliteConnection? _writer;

    private string Path => System.IO.Path.Combine(folder, file);

    /// <summary>Whether there is such a file; an older program made none.</summary>
    public bool Exists => File.Exists(Path);

    /// <summary>The key of something; made when there is none that opens.</summary>
    public byte[] Give(string hall, string subject)
    {
        lock (_gate)
        {
            return Give([(hall, subject)])[0];
        }
    }

    /// <summary>The keys of several things in their order, in one transaction.</summary>
    public IReadOnlyList<byte[]> Give(IReadOnlyList<(string Hall, string Subject)> of)
    {
        lock (_gate)
        {
            using var lease = Lease(create: true);
            var connection = lease.Connection;
            using var transaction = connection.BeginTransaction(deferred: false);
            var keys = new List<byte[]>();
            foreach (var (hall, subject) in of)
            {
                if (Find(connection, hall, subject) is not { } key)
                {
                    key = RandomNumberGenerator.GetBytes(SealedBytes.KeyLength);
                    var whole = SealedBytes.Seal(Wrapping(), key, Bound(hall, subject));
                    connection.Run("INSERT OR REPLACE INTO keys (Hall, Subject, Sealed) VALUES ($1,$2,$3)", hall, subject, whole);
                }

                keys.Add(key);
            }

            transaction.Commit();
            return keys;
        }
    }

    /// <summary>The key of something; null when it was erased, never made, or is sealed with another secret.</summary>
    public byte[]? Find(string hall, string subject)
    {
        lock (_gate)
        {
            if (!Exists)
            {
                return null;
            }

            using var lease = Lease(create: false);
            return Find(lease.Connection, hall, subject);
        }
    }

    /// <summary>Erases keys: when this returns, neither the file nor its log holds them.</summary>
    /// <param name="of">Whose.</param>
    /// <param name="day">The day that the file remembers for each of them, which tells what was erased from what was lost; null remembers
    /// none.</param>
    /// <exception cref="IOException">Somebody reads the file for so long that its log cannot be emptied; it is to be tried
    /// again.</exception>
    public void Erase(IReadOnlyCollection<(string Hall, string Subject)> of, DateOnly? day = null)
    {
        lock (_gate)
        {
            if (of.Count == 0 || !Exists)
            {
                return;
            }

            using var lease = Lease(create: true);
            using (var transaction = lease.Connection.BeginTransaction(deferred: false))
            {
                foreach (var (hall, subject) in of)
                {
                    lease.Connection.Run("DELETE FROM keys WHERE Hall = $1 AND Subject = $2", hall, subject);
                    if (day is { } on)
                    {
                        lease.Connection.Run("INSERT OR IGNORE INTO erased (Hall, Subject, Day) VALUES ($1,$2,$3)", hall, subject,
                            on.DayNumber);
                    }
                }

                transaction.Commit();
            }

            EmptyLog(lease.Connection, file);
        }
    }

    /// <summary>The day on which something was erased; null when it was not.</summary>
    public DateOnly? ErasedOn(string hall, string subject) =>
        Read("SELECT Day FROM erased WHERE Hall = $1 AND Subject = $2", reader => DateOnly.FromDayNumber(reader.GetInt32(0)), hall,
            subject) is [var day] ? day : null;

    /// <summary>Everything that was erased.</summary>
    public IReadOnlyList<(string Hall, string Subject)> Erased() =>
        Read("SELECT Hall, Subject FROM erased", reader => (reader.GetString(0), reader.GetString(1)));

    /// <summary>The day of the first erasure; null when nothing was erased.</summary>
    public DateOnly? FirstErasedOn() =>
        Read("SELECT Day FROM erased ORDER BY Day LIMIT 1", reader => DateOnly.FromDayNumber(reader.GetInt32(0))) is [var day] ? day : null;

    /// <summary>What has a key, of what begins so.</summary>
    public IReadOnlyList<string> Subjects(string hall, string beginning) =>
        Read("SELECT Subject FROM keys WHERE Hall = $1 AND Subject >= $2 AND Subject < $3", reader => reader.GetString(0), hall, beginning,
            $"{beginning}\uFFFF");

    /// <summary>Something that the file remembers of itself; null when it does not.</summary>
    public string? Noted(string name)
    {
        lock (_gate)
        {
            return Read("SELECT Value FROM notes WHERE Name = $1", reader => reader.GetString(0), name) is [var value] ? value : null;
        }
    }

    /// <summary>Has the file remember something of itself.</summary>
    public void Note(string name, string value)
    {
        lock (_gate)
        {
            using var lease = Lease(create: true);
            lease.Connection.Run("INSERT OR REPLACE INTO notes (Name, Value) VALUES ($1,$2)", name, value);
        }
    }

    /// <summary>Empties a database's log into its file.</summary>
    /// <exception cref="IOException">It could not be emptied, because somebody reads.</exception>
    internal static void EmptyLog(SqliteConnection connection, string file)
    {
        using var command = connection.CreateCommand();
        command.CommandText = FormattableString.Invariant($"PRAGMA busy_timeout={PlainSqlite.PatienceSeconds * 1_000}");
        command.ExecuteNonQuery();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        if (command.ExecuteScalar() is not 0L)
        {
            throw new IOException($"The log of {file} could not be emptied, because somebody reads it: what was erased is still there.");
        }
    }

    private byte[]? Find(SqliteConnection connection, string hall, string subject)
    {
        using var command = connection.Command("SELECT Sealed FROM keys WHERE Hall = $1 AND Subject = $2", hall, subject);
        return command.ExecuteScalar() is byte[] whole
            && SealedBytes.Open(Wrapping(), whole, Bound(hall, subject)) is { Length: SealedBytes.KeyLength } key ? key : null;
    }

    // A reader makes no secret: the one that opens the keys may still be put back.
    private byte[] Wrapping() => _wrapping ??= SecretFile.ReadOrCreate(folder, wrapping);

    /// <summary>Closes what stays open; the next call opens it again.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _reader?.Dispose();
            _writer?.Dispose();
            (_reader, _writer) = (null, null);
        }
    }

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> row, params object[] values)
    {
        lock (_gate)
        {
            if (!Exists)
            {
                return [];
            }

            using var lease = Lease(create: false);
            using var command = lease.Connection.Command(sql, values);
            using var reader = command.ExecuteReader();
            var all = new List<T>();
            while (reader.Read())
            {
                all.Add(row(reader));
            }

            return all;
        }
    }

    // One that stays is opened anew after a fault of the disk, as the journal's is.
    private Leased Lease(bool create)
    {
        if (!stays)
        {
            return new(Open(create), true);
        }

        ref var kept = ref create ? ref _writer : ref _reader;
        if (kept is { State: not System.Data.ConnectionState.Open })
        {
            kept.Dispose();
            kept = null;
        }

        return new(kept ??= Open(create), false);
    }

    private SqliteConnection Open(bool create)
    {
        var connection = PlainSqlite.Open(Path, writes: create);
        if (create)
        {
            connection.Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON");
            connection.Run("""
                CREATE TABLE IF NOT EXISTS keys (
                    Hall TEXT NOT NULL, Subject TEXT NOT NULL, Sealed BLOB NOT NULL, PRIMARY KEY (Hall, Subject));
                CREATE TABLE IF NOT EXISTS erased (
                    Hall TEXT NOT NULL, Subject TEXT NOT NULL, Day INTEGER NOT NULL, PRIMARY KEY (Hall, Subject));
                CREATE TABLE IF NOT EXISTS notes (Name TEXT NOT NULL PRIMARY KEY, Value TEXT NOT NULL)
                """);
        }

        return connection;
    }

    private static string Bound(string hall, string subject) => $"{hall}\n{subject}";

    private readonly record struct Leased(SqliteConnection Connection, bool IsOwn) : IDisposable
    {
        public void Dispose()
        {
            if (IsOwn)
            {
                Connection.Dispose();
            }
        }
    }
}
