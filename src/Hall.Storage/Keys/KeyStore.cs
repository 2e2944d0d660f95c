using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Hall.Storage.Alerts;
using Hall.Storage.Audit;
using Hall.Storage.Hosting;
using Hall.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Hall.Storage.Keys;

/// <summary>
/// The keys of a data folder, in <c>keys.db</c> of its own: the command line changes it beside a running hub without ever
/// touching the journal. A key is 256 random bits, so its SHA-256 is as good as a slow hash and cheap enough for each request.
/// </summary>
public sealed class KeyStore
{
    private const int LongestName = 100;
    private const int BusySeconds = 5;
    private readonly string _folder;
    private readonly string _connectionString;
    private readonly TimeProvider _time;

    /// <summary>Opens the keys of a data folder; file and folder are made when missing.</summary>
    /// <param name="dataFolder">The folder.</param>
    /// <param name="time">The clock.</param>
    /// <param name="rows">Is told of rows that cannot be read; null where nobody looks at alerts.</param>
    public KeyStore(string dataFolder, TimeProvider time, RowGuard? rows = null)
    {
        OwnedFolder.Make(dataFolder);
        _folder = dataFolder;
        (_time, Rows) = (time, rows ?? new(new(time)));
        _connectionString =
            new SqliteConnectionStringBuilder { DataSource = Path.Combine(dataFolder, "keys.db"), DefaultTimeout = BusySeconds,
                Pooling = false }.ToString();
        using var connection = Open();
        using var command = Command(connection, """
            CREATE TABLE IF NOT EXISTS keys (Name TEXT PRIMARY KEY, Role TEXT NOT NULL, Counter TEXT, Kiosk TEXT, Hash TEXT NOT NULL UNIQUE,
                CreatedAt INTEGER NOT NULL, RevokedAt INTEGER)
            """);
        command.ExecuteNonQuery();
    }

    /// <summary>The store, as alerts name it.</summary>
    public const string Store = "keys.db/keys";

    /// <summary>Knows the rows that cannot be read.</summary>
    public RowGuard Rows { get; }

    /// <summary>Makes a key and returns it, the only time that it is seen.</summary>
    /// <exception cref="KeyRefusedException">The name is taken or empty, or there is no such role.</exception>
    public string Create(string name, string role, string? counter = null, string? kiosk = null)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
        {
            throw new KeyRefusedException($"A key's name has 1 to {LongestName} characters.");
        }

        if (AuditActor.IsReserved(name) || IsAStaffNumber(name))
        {
            throw new KeyRefusedException(
                $"The name '{name}' is kept for the system itself or is somebody's staff number; take another one, so that the audit "
                    + "tells them apart.");
        }

        if (!KeyRole.All.Contains(role))
        {
            throw new KeyRefusedException($"There is no role '{role}'; the roles are {string.Join(", ", KeyRole.All)}.");
        }

        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        using var connection = Open();
        using var command = Command(connection,
            "INSERT OR IGNORE INTO keys (Name, Role, Counter, Kiosk, Hash, CreatedAt) VALUES ($1,$2,$3,$4,$5,$6)",
            name, role, counter, kiosk, HashOf(key), _time.GetUtcNow().ToUnixTimeMilliseconds());
        return command.ExecuteNonQuery() == 1
            ? key
            : throw new KeyRefusedException($"There is a key named '{name}' already; names are not used twice.");
    }

    private bool IsAStaffNumber(string name)
    {
        var people = Path.Combine(_folder, "people.db");
        if (!File.Exists(people))
        {
            return false;
        }

        try
        {
            using var connection = new SqliteConnection($"Data Source={people};Mode=ReadOnly;Pooling=False");
            connection.Open();
            using var command = Command(connection, "SELECT 1 FROM people WHERE UserName = $1 COLLATE NOCASE", name);
            return command.ExecuteScalar() is not null;
        }
        catch (SqliteException)
        {
            // Accounts that cannot be read now are no reason to refuse a key: AccountService refuses the account instead.
            return false;
        }
    }

    /// <summary>All keys, revoked ones included, in order of their making.</summary>
    public IReadOnlyList<ApiKey> List() => [.. Read().Select(pair => pair.Key)];

    /// <summary>Takes a key back; running hubs refuse it within a second.</summary>
    /// <exception cref="KeyRefusedException">There is no valid key of that name.</exception>
    public void Revoke(string name)
    {
        using var connection = Open();
        using var command = Command(connection, "UPDATE keys SET RevokedAt = $2 WHERE Name = $1 AND RevokedAt IS NULL", name,
            _time.GetUtcNow().ToUnixTimeMilliseconds());
        if (command.ExecuteNonQuery() == 0)
        {
            throw new KeyRefusedException($"There is no valid key named '{name}'.");
        }
    }

    /// <summary>All keys with the hashes of them.</summary>
    internal IReadOnlyList<(ApiKey Key, string Hash)> Stored() => [.. Read().Select(pair => (pair.Key, pair.Hash))];

    /// <summary>Which key it is and where it may work, for the audit: the beginning of its hash opens nothing.</summary>
    internal static string Described(ApiKey key, string hash) =>
        $"{key.Role}{(key.Counter is null ? "" : $", counter {key.Counter}")}{(key.Kiosk is null ? "" : $", kiosk {key.Kiosk}")}, "
            + $"{hash[..Math.Min(hash.Length, 16)]}";

    /// <summary>The valid keys by the hash of the key.</summary>
    internal Dictionary<string, ApiKey> Valid() =>
        Read().Where(pair => pair.Key.RevokedAt is null).ToDictionary(pair => pair.Hash, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>What is stored of a key.</summary>
    internal static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private List<(string Hash, ApiKey Key)> Read()
    {
        using var connection = Open();
        using var command = Command(connection,
            "SELECT Hash, Name, Role, Counter, Kiosk, CreatedAt, RevokedAt FROM keys ORDER BY CreatedAt, Name");
        using var reader = command.ExecuteReader();
        var (keys, there) = (new List<(string, ApiKey)>(), new HashSet<string>(StringComparer.Ordinal));
        while (reader.Read())
        {
            var name = reader.GetString(1);
            there.Add(name);
            if (Rows.Read(Store, name, () => KeyOf(reader)) is { } key)
            {
                keys.Add((reader.GetString(0), key));
            }
        }

        Rows.Keep(Store, there);
        return keys;
    }

    // A role that does not exist opens nothing; that it stands there is a damage, of which somebody has to hear.
    private static ApiKey KeyOf(SqliteDataReader reader) => KeyRole.All.Contains(reader.GetString(2))
        ? new(reader.GetString(1), reader.GetString(2), Text(reader, 3), Text(reader, 4), InstantConverter.Of(reader.GetInt64(5)),
            reader.IsDBNull(6) ? null : InstantConverter.Of(reader.GetInt64(6)))
        : throw new InvalidDataException("There is no such role.");

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        BoundedLog.Bound(connection);
        return connection;
    }

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i] ?? DBNull.Value);
        }

        return command;
    }
}
