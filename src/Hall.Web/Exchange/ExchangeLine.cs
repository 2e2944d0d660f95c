using System.Globalization;
using System.Net;
using System.Text;

namespace Hall.Web.Exchange;

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

/// <summary>The way to the receiver: one signed POST a message.</summary>
public sealed class ExchangeLine(IExchangeSigner signer, TimeProvider time) : IDisposable
{
    private const int LongestWord = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), UseCookies = false }) { Timeout = Patience };

    /// <summary>
    /// Sends a message. 2xx and 409, which says that the receiver has it already, are success; other 4xx are refusals but for
    /// 401, 403, 404, 408 and 429, which speak of the way and not of the message. All else is tried again later.
    /// </summary>
    /// <returns>The outcome, and the receiver's word when it is none of success.</returns>
    public async Task<(ExchangeOutcome Outcome, string? Word)> SendAsync(Uri address, OutboxRow row, CancellationToken cancel)
    {
        var at = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new StringContent(row.Body, Encoding.UTF8, "application/json");
        request.Headers.Add("X-Exchange-Kind", row.Kind);
        request.Headers.Add("X-Exchange-Key", Uri.EscapeDataString(row.Key));
        request.Headers.Add("X-Exchange-Time", at);
        request.Headers.Add("X-Signature-Procedure", signer.Procedure);
        request.Headers.Add("X-Signature", Convert.ToBase64String(signer.Sign(Encoding.UTF8.GetBytes($"{at}\n{row.Body}"))));
        try
        {
            using var answer = await _client.SendAsync(request, cancel);
            if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict)
            {
                return (ExchangeOutcome.Taken, null);
            }

            var word = await answer.Content.ReadAsStringAsync(cancel);
            return (IsRefusal(answer.StatusCode) ? ExchangeOutcome.Refused : ExchangeOutcome.Later,
                string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {word[..Math.Min(LongestWord, word.Length)]}").Trim());
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return (ExchangeOutcome.Later, fault.Message);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private static bool IsRefusal(HttpStatusCode status) => (int)status is >= 400 and < 500 and not (401 or 403 or 404 or 408 or 429);
}
