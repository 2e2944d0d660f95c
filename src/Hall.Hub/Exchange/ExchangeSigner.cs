using System.Security.Cryptography;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;

namespace Hall.Hub.Exchange;

/// <summary>Signs what is sent. Receivers that ask for SM2 get a module of the customer's in this place.</summary>
public interface IExchangeSigner
{
    /// <summary>Name of the procedure, sent with each message.</summary>
    string Procedure { get; }

    /// <summary>The signature of a message.</summary>
    /// <param name="message">The time of sending, a line end and the body, as they are sent.</param>
    byte[] Sign(ReadOnlySpan<byte> message);
}

/// <summary>HMAC-SHA-256 with <c>exchange.key</c> of the data folder, which the receiver is given.</summary>
public sealed class HmacExchangeSigner(HubOptions options) : IExchangeSigner
{
    /// <summary>File of the key in the data folder.</summary>
    public const string KeyFile = "exchange.key";

    private readonly Lazy<byte[]> _key = new(() => SecretFile.ReadOrCreate(options.DataFolder, KeyFile));

    /// <inheritdoc />
    public string Procedure => "HMAC-SHA256";

    /// <inheritdoc />
    public byte[] Sign(ReadOnlySpan<byte> message) => HMACSHA256.HashData(_key.Value, message);
}
