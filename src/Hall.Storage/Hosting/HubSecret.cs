using System.Security.Cryptography;

namespace Hall.Storage.Hosting;

/// <summary>
/// The hub's own secret: 32 random bytes in <c>secret.key</c> in the data folder, readable by the hub's user only. Who deletes
/// the file makes every token that was ever printed worthless.
/// </summary>
public sealed class HubSecret(StorageOptions options)
{
    private readonly byte[] _key = SecretFile.ReadOrCreate(options.DataFolder, "secret.key");

    /// <summary>A keyed hash, 32 bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message) => HMACSHA256.HashData(_key, message);
}
