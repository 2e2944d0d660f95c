using System.Security.Cryptography;
using Hall.Hub.Cases;
using Hall.Storage.Alerts;
using Hall.Storage.Cases;
using Hall.Storage.Hosting;
using Hall.Storage.Texts;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Cases;

/// <summary>A data folder's contacts as 0.1.0 left them: one secret seals them all, and copies hold it, too.</summary>
internal static class OldContacts
{
    public static Contact One { get; } = new("王小明", "13800001111");

    /// <summary>Puts contacts into the folder's care.db, sealed with one secret, which it returns.</summary>
    public static byte[] Put(string folder, params string[] subjects)
    {
        new CaseStore(new HubOptions { DataFolder = folder }, new StoreFaults(new HubAlerts(new FakeTimeProvider()))).Prepare();
        var secret = RandomNumberGenerator.GetBytes(SealedBytes.KeyLength);
        File.WriteAllBytes(Path.Combine(folder, ContactCipher.KeyFile), secret);
        File.Delete(Path.Combine(folder, ContactCipher.KeysFile));
        using var connection = Open(Path.Combine(folder, CaseStore.FileName));
        foreach (var subject in subjects)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT OR REPLACE INTO contacts (Hall, Subject, LeftAt, Sealed) VALUES ('demo-small', $1, 0, $2)";
            command.Parameters.AddWithValue("$1", subject);
            command.Parameters.AddWithValue("$2",
                SealedBytes.Seal(secret, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(One, CaseJson.Default.Contact),
                ContactCipher.Bound("demo-small", subject)));
            command.ExecuteNonQuery();
        }

        return secret;
    }

    /// <summary>The contacts of a file.</summary>
    public static List<(string Subject, byte[] Whole)> In(string care)
    {
        using var connection = Open(care);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Subject, Sealed FROM contacts ORDER BY Subject";
        using var reader = command.ExecuteReader();
        var all = new List<(string, byte[])>();
        while (reader.Read())
        {
            all.Add((reader.GetString(0), (byte[])reader[1]));
        }

        return all;
    }

    /// <summary>Every key that lies anywhere in a folder: secrets, and what key databases hold, opened with each of the secrets.</summary>
    public static List<byte[]> KeysIn(string folder)
    {
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        var secrets = files.Select(File.ReadAllBytes).Where(bytes => bytes.Length == SealedBytes.KeyLength).ToList();
        var keys = new List<byte[]>(secrets);
        foreach (var file in files.Where(file => file.Contains("-keys.db", StringComparison.Ordinal)
            && !file.EndsWith("-shm", StringComparison.Ordinal) && !file.EndsWith("-wal", StringComparison.Ordinal)))
        {
            using var connection = Open(file);
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT Hall, Subject, Sealed FROM keys";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var (bound, whole) = ($"{reader.GetString(0)}\n{reader.GetString(1)}", (byte[])reader[2]);
                keys.AddRange(secrets.Select(secret => SealedBytes.Open(secret, whole, bound)).OfType<byte[]>()
                    .Where(key => key.Length == SealedBytes.KeyLength));
            }
        }

        return keys;
    }

    /// <summary>The keys of a file as they are stored, sealed.</summary>
    public static List<byte[]> Wrapped(string file, string subjects)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Sealed FROM keys WHERE Subject LIKE $1";
        command.Parameters.AddWithValue("$1", subjects);
        using var reader = command.ExecuteReader();
        var all = new List<byte[]>();
        while (reader.Read())
        {
            all.Add((byte[])reader[0]);
        }

        return all;
    }

    /// <summary>Whether some bytes stand in a file of a folder, logs included.</summary>
    public static bool IsIn(string folder, byte[] bytes) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Any(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var whole = new byte[stream.Length];
        stream.ReadExactly(whole);
        return whole.AsSpan().IndexOf(bytes) >= 0;
    });

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }
}
