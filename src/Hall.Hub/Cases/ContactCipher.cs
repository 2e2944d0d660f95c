using System.Text.Json;
using Hall.Storage.Cases;
using Hall.Storage.Hosting;
using Hall.Storage.Texts;

namespace Hall.Hub.Cases;

/// <summary>
/// Encrypts contact data, each contact with a key of its own that can be erased. The keys stand in <c>contact-keys.db</c>, sealed by
/// <c>contacts.key</c>, and no copy of the data holds either.
/// </summary>
public sealed class ContactCipher(HubOptions options)
{
    /// <summary>The secret that seals the keys, in the data folder.</summary>
    public const string KeyFile = "contacts.key";

    /// <summary>The keys, in the data folder.</summary>
    public const string KeysFile = "contact-keys.db";

    /// <summary>The keys.</summary>
    public ErasableKeys Keys { get; } = new(options.DataFolder, KeysFile, KeyFile);

    /// <summary>Nonce, tag and cipher text. The key is on the disk when this returns.</summary>
    public byte[] Seal(Contact contact, string hall, string subject) =>
        SealedBytes.Seal(Keys.Give(hall, subject), JsonSerializer.SerializeToUtf8Bytes(contact, CaseJson.Default.Contact),
            Bound(hall, subject));

    /// <summary>Opens it; null when it was changed, or its key was erased or is another one.</summary>
    public Contact? Open(byte[] whole, string hall, string subject)
    {
        // What an older program sealed opens with its one secret until the next start, which converts it.
        var key = Keys.Exists ? Keys.Find(hall, subject) : OldSecret();
        return key is null ? null : Open(key, whole, hall, subject);
    }

    /// <summary>Opens it with a key; null when it is not the one.</summary>
    internal static Contact? Open(byte[] key, byte[] whole, string hall, string subject) =>
        SealedBytes.Open(key, whole, Bound(hall, subject)) is { Length: > 0 } plain
            ? JsonSerializer.Deserialize(plain, CaseJson.Default.Contact)
            : null;

    /// <summary>What a contact's bytes are bound to.</summary>
    internal static string Bound(string hall, string subject) => $"{hall}\n{subject}";

    private byte[]? OldSecret() => Path.Combine(options.DataFolder, KeyFile) is var file && File.Exists(file)
        && File.ReadAllBytes(file) is { Length: SealedBytes.KeyLength } old ? old : null;
}
