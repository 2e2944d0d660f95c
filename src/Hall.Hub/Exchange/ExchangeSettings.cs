using System.Text.Json;
using System.Text.Json.Serialization;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;

namespace Hall.Hub.Exchange;

/// <summary>Where ratings and complaints are sent, and under which codes.</summary>
/// <param name="Address">Address of the receiver; nothing is sent while it is missing.</param>
/// <param name="Department">deptCode of this hall's department.</param>
/// <param name="Area">Code of the administrative area, up to 9 digits.</param>
/// <param name="Receipt">What the receiver answers to a message that it has; null for the usual.</param>
/// <param name="PlainHttp">Whether ratings and complaints may go unencrypted to another machine, because something else guards the
/// way.</param>
public sealed record ExchangeSettings(Uri? Address = null, string Department = "", string Area = "", ExchangeReceipt? Receipt = null,
    bool PlainHttp = false)
{
    /// <summary>Whether the way to the receiver lies open: another machine is reached without encryption, and nobody has said that it
    /// may.</summary>
    [JsonIgnore]
    public bool IsOpenOnTheWay => Address is { } address && address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback && !PlainHttp;
}

/// <summary>The settings of the exchange, <c>exchange.json</c> in the data folder. Who edits the file need not start the hub
/// again.</summary>
public sealed class ExchangeSettingsFile(HubOptions options)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>The settings; those of a hub that sends nothing when there is no file.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read; the sentence says what is wrong with it.</exception>
    public ExchangeSettings Current
    {
        get
        {
            var file = Path.Combine(options.DataFolder, "exchange.json");
            if (!File.Exists(file))
            {
                return new();
            }

            try
            {
                var read = JsonSerializer.Deserialize<ExchangeSettings>(File.ReadAllText(file), Strict) ?? new();
                return read.Address is { } address && !(address.IsAbsoluteUri && address.Scheme is "http" or "https")
                    ? throw new InvalidDataException($"{file}: the address must begin with http:// or https://.")
                    : read.Receipt?.Fault is { } faulty ? throw new InvalidDataException($"{file}: {faulty}.")
                    : read;
            }
            catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
            {
                throw new InvalidDataException($"The settings of the exchange {file} cannot be read: {fault.Message}", fault);
            }
        }
    }
}
