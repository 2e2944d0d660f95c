using System.Globalization;
using System.Net;
using System.Text;
using Hall.Storage.Cases;

namespace Hall.Hub.Exchange;

/// <summary>What became of a message.</summary>
public enum ExchangeOutcome
{
    /// <summary>The receiver has it, from now or from before.</summary>
    Taken,

    /// <summary>The receiver will never take it as it is.</summary>
    Refused,

    /// <summary>It was not reached, or asks for patience.</summary>
    Later,
}

/// <summary>The way to the receiver: one signed POST a message, which goes to the address of the settings and nowhere else.</summary>
public sealed class ExchangeLine(IExchangeSigner signer, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // A redirect would carry the message elsewhere, or end in a page that looks like success; what is not read is not drained either.
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), UseCookies = false, AllowAutoRedirect = false, MaxResponseDrainSize = 0,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>
    /// Sends a message. It is taken when the answer is the receipt that the settings describe. 4xx are refusals but for 401, 403, 404, 408
    /// and 429, which speak of the way and not of the message, and for pages, which no receiver sends. All else is tried again later:
    /// redirects, other contents, more than 64 KiB, silence.
    /// </summary>
    /// <returns>The outcome, and the receiver's word when it is none of success.</returns>
    public async Task<(ExchangeOutcome Outcome, string? Word)> SendAsync(Uri address, ExchangeReceipt receipt, OutboxRow row,
        CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        using var request = RequestOf(address, row);
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var answer = await ExchangeAnswer.ReadAsync(response, either.Token);
            if (receipt.Miss(answer) is not { } miss)
            {
                return (ExchangeOutcome.Taken, null);
            }

            var word = ReceiverWord.Of(answer.IsPage ? "" : answer.Text, row);
            return (IsRefusal(response.StatusCode) && !answer.IsPage ? ExchangeOutcome.Refused : ExchangeOutcome.Later,
                string.Create(CultureInfo.InvariantCulture, $"{answer.Status}, {miss}: {word}").TrimEnd(':', ' '));
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return (ExchangeOutcome.Later,
                string.Create(CultureInfo.InvariantCulture, $"no whole answer within {Patience.TotalSeconds} s"));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return (ExchangeOutcome.Later, fault.Message);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private HttpRequestMessage RequestOf(Uri address, OutboxRow row)
    {
        var at = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new(HttpMethod.Post, address)
        {
            Content = new StringContent(row.Body, Encoding.UTF8, "application/json"),
            Headers =
            {
                { "X-Exchange-Kind", row.Kind },
                { "X-Exchange-Key", Uri.EscapeDataString(row.Key) },
                { "X-Exchange-Time", at },
                { "X-Signature-Procedure", signer.Procedure },
                { "X-Signature", Convert.ToBase64String(signer.Sign(Encoding.UTF8.GetBytes($"{at}\n{row.Body}"))) },
            },
        };
    }

    private static bool IsRefusal(HttpStatusCode status) => (int)status is >= 400 and < 500 and not (401 or 403 or 404 or 408 or 429);
}
