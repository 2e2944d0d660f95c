using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hall.Web.Hub;
using Hall.Web.Tokens;

namespace Hall.Web.Care;

/// <summary>Encrypts contact data with AES-256-GCM. The key is a file beside the database; each text is bound to what it belongs to.</summary>
public sealed class ContactCipher(HubOptions options)
{
    /// <summary>File of the key in the data folder.</summary>
    public const string KeyFile = "contacts.key";

    private const int NonceLength = 12;
    private const int TagLength = 16;
    private readonly byte[] _key = SecretFile.ReadOrCreate(options.DataFolder, KeyFile);

    /// <summary>Nonce, tag and cipher text.</summary>
    public byte[] Seal(Contact contact, string hall, string subject)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(contact, CareJson.Default.Contact);
        var whole = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceLength));
        using var aes = new AesGcm(_key, TagLength);
        aes.Encrypt(whole.AsSpan(0, NonceLength), plain, whole.AsSpan(NonceLength + TagLength), whole.AsSpan(NonceLength, TagLength), Bound(hall, subject));
        return whole;
    }

    /// <summary>Opens it; null when it was changed, or the key is not the one it was made with.</summary>
    public Contact? Open(byte[] whole, string hall, string subject)
    {
        if (whole.Length <= NonceLength + TagLength)
        {
            return null;
        }

        var plain = new byte[whole.Length - NonceLength - TagLength];
        try
        {
            using var aes = new AesGcm(_key, TagLength);
            aes.Decrypt(whole.AsSpan(0, NonceLength), whole.AsSpan(NonceLength + TagLength), whole.AsSpan(NonceLength, TagLength), plain, Bound(hall, subject));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return JsonSerializer.Deserialize(plain, CareJson.Default.Contact);
    }

    private static byte[] Bound(string hall, string subject) => Encoding.UTF8.GetBytes($"{hall}\n{subject}");
}
