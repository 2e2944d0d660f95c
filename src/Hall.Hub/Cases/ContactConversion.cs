using System.Globalization;
using System.Security.Cryptography;
using Hall.Storage.Cases;
using Hall.Storage.Hosting;
using Hall.Storage.Texts;
using Microsoft.Data.Sqlite;

namespace Hall.Hub.Cases;

/// <summary>What a conversion did.</summary>
/// <param name="Contacts">Contacts that have a key of their own now.</param>
/// <param name="Unreadable">Contacts that the old key does not open; they are left as they are.</param>
/// <param name="KeyFiles">Key files that were taken out of copies.</param>
public sealed record ContactsConverted(int Contacts, int Unreadable, int KeyFiles);

/// <summary>
/// Gives, once after the upgrade, each contact a key of its own, and does away with the one key that opens them in every copy. A hub that
/// dies in between goes on at its next start: what has a key of its own is done, what has none is opened with the old one, and the old
/// one goes only when nothing needs it.
/// </summary>
/// <param name="folder">The data folder.</param>
/// <param name="after">A seam for tests: called after each step with its name.</param>
public sealed class ContactConversion(string folder, Action<string>? after = null)
{
    /// <summary>The new secret until it takes the old one's name.</summary>
    public const string NextFile = ContactCipher.KeyFile + ".next";

    /// <summary>Note with the SHA-256 of the secret that was replaced, hex: its copy in the second place may be written over.</summary>
    public const string Replaced = "replaced";

    private const string Resealed = "resealed";
    private const string ToRemove = "key-files";
    private const string Done = "converted";
    private readonly ErasableKeys _keys = new(folder, ContactCipher.KeysFile, NextFile);

    private string Secret => Path.Combine(folder, ContactCipher.KeyFile);

    private string Next => Path.Combine(folder, NextFile);

    /// <summary>Whether something is left to do.</summary>
    public bool IsDue => File.Exists(Next)
        || (_keys.Exists ? _keys.Noted(Resealed) is not null && _keys.Noted(Done) is null : File.Exists(Secret));

    /// <summary>Does it, or what is left of it.</summary>
    /// <returns>What was done altogether, once; null when nothing was due.</returns>
    public ContactsConverted? Run()
    {
        if (!IsDue)
        {
            return null;
        }

        if (_keys.Noted(Resealed) is null)
        {
            Reseal();
        }

        Exchange();
        var removed = RemoveKeyFiles();
        var (contacts, unreadable) = Counted();
        return new(contacts, unreadable, removed);
    }

    /// <summary>Remembers that it is done, and told.</summary>
    public void End()
    {
        _keys.Note(Done, "1");
        after?.Invoke(nameof(End));
    }

    /// <summary>Seals contacts that one old secret opens with keys of their own.</summary>
    /// <param name="care">The file with the contacts.</param>
    /// <param name="old">The old secret.</param>
    /// <param name="keyOf">The key of a contact; null leaves the contact as it is.</param>
    /// <returns>How many have a key of their own now, and how many are left as they are.</returns>
    internal static (int Sealed, int Left) Reseal(string care, byte[] old, Func<string, string, byte[]?> keyOf)
    {
        var (done, left) = (0, 0);
        using var connection = Open(care);
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var (hall, subject, whole) in Contacts(connection))
        {
            var key = keyOf(hall, subject);
            if (key is not null && ContactCipher.Open(key, whole, hall, subject) is not null)
            {
                done++;
            }
            else if (key is not null && SealedBytes.Open(old, whole, ContactCipher.Bound(hall, subject)) is { } plain)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "UPDATE contacts SET Sealed = $sealed WHERE Hall = $hall AND Subject = $subject";
                command.Parameters.AddWithValue("$sealed", SealedBytes.Seal(key, plain, ContactCipher.Bound(hall, subject)));
                command.Parameters.AddWithValue("$hall", hall);
                command.Parameters.AddWithValue("$subject", subject);
                command.ExecuteNonQuery();
                done++;
            }
            else
            {
                left++;
            }
        }

        transaction.Commit();
        return (done, left);
    }

    private void Reseal()
    {
        _ = SecretFile.ReadOrCreate(folder, NextFile);
        after?.Invoke("next written");
        var old = SecretFile.ReadOrCreate(folder, ContactCipher.KeyFile);
        var care = Path.Combine(folder, CaseStore.FileName);
        var of = File.Exists(care) ? Subjects(care) : [];

        // Before the contacts that need them, in one transaction; a key without its contact harms nobody.
        var keys = _keys.Give(of).Zip(of).ToDictionary(pair => pair.Second, pair => pair.First);
        after?.Invoke("keys given");
        var (done, left) = of.Count == 0 ? (0, 0) : Reseal(care, old, (hall, subject) => keys.GetValueOrDefault((hall, subject)));
        after?.Invoke("contacts sealed");
        _keys.Note(Replaced, Convert.ToHexStringLower(SHA256.HashData(old)));
        _keys.Note(Resealed, string.Create(CultureInfo.InvariantCulture, $"{done} {left}"));
        after?.Invoke("noted");
    }

    private void Exchange()
    {
        if (!File.Exists(Next))
        {
            return;
        }

        // Its bytes go before its name does. A hub that dies here finds the note that nothing needs them.
        using (var old = new FileStream(Secret, FileMode.Open, FileAccess.Write))
        {
            old.Write(new byte[SealedBytes.KeyLength]);
            old.Flush(flushToDisk: true);
        }

        after?.Invoke("old wiped");
        File.Move(Next, Secret, overwrite: true);
        after?.Invoke("exchanged");
    }

    private int RemoveKeyFiles()
    {
        var there = KeyFilesOfCopies(folder);
        if (_keys.Noted(ToRemove) is not { } noted)
        {
            _keys.Note(ToRemove, noted = there.Count.ToString(CultureInfo.InvariantCulture));
            after?.Invoke("key files counted");
        }

        foreach (var file in there)
        {
            File.Delete(file);
            after?.Invoke("key file removed");
        }

        return int.Parse(noted, CultureInfo.InvariantCulture);
    }

    // Of other secrets only those that the folder itself has: the only chain.key that checks an older journal is nobody's to throw away.
    private static List<string> KeyFilesOfCopies(string folder)
    {
        var backups = Path.Combine(folder, "backups");
        var inSets = Directory.Exists(backups) ? Directory.GetFiles(backups, "*.key*", SearchOption.AllDirectories) : [];
        return [.. Directory.GetFiles(folder, "*.key.before-*").Concat(inSets)
            .Where(file => Path.GetFileName(file).StartsWith(ContactCipher.KeyFile, StringComparison.Ordinal) || IsThere(file))];

        bool IsThere(string file)
        {
            var name = Path.GetFileName(file);
            var live = Path.Combine(folder, name[..(name.IndexOf(".key", StringComparison.Ordinal) + ".key".Length)]);
            return File.Exists(live) && File.ReadAllBytes(live).AsSpan().SequenceEqual(File.ReadAllBytes(file));
        }
    }

    private (int Contacts, int Unreadable) Counted()
    {
        var counts = _keys.Noted(Resealed)!.Split(' ').Select(count => int.Parse(count, CultureInfo.InvariantCulture)).ToList();
        return (counts[0], counts[1]);
    }

    private static List<(string Hall, string Subject)> Subjects(string care)
    {
        using var connection = Open(care);
        return [.. Contacts(connection).Select(contact => (contact.Hall, contact.Subject))];
    }

    private static List<(string Hall, string Subject, byte[] Whole)> Contacts(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Hall, Subject, Sealed FROM contacts";
        using var reader = command.ExecuteReader();
        var all = new List<(string, string, byte[])>();
        while (reader.Read())
        {
            all.Add((reader.GetString(0), reader.GetString(1), (byte[])reader[2]));
        }

        return all;
    }

    private static SqliteConnection Open(string care)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = care, Pooling = false, Mode = SqliteOpenMode.ReadWrite }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA secure_delete=ON";
        command.ExecuteNonQuery();
        return connection;
    }
}
