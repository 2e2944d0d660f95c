using System.Text;

namespace Hall.Hub.Exchange;

/// <summary>An answer of the receiver, of which no more than <see cref="Largest"/> bytes were read.</summary>
/// <param name="Status">The status.</param>
/// <param name="MediaType">The declared type; null when none was.</param>
/// <param name="Body">What was read, without a byte order mark; empty when it is packed in a way that nobody asked for.</param>
/// <param name="IsTooLong">Whether there was more.</param>
/// <param name="IsPacked">Whether it came packed.</param>
internal sealed record ExchangeAnswer(int Status, string? MediaType, ReadOnlyMemory<byte> Body, bool IsTooLong, bool IsPacked = false)
{
    /// <summary>The most that is read of an answer, bytes.</summary>
    public const int Largest = 64 * 1024;

    private static readonly string[] Pages = ["text/html", "application/xhtml+xml"];
    private static readonly string[] PageBeginnings = ["<!doctype html", "<html", "<head", "<body", "<!--"];

    /// <summary>
    /// Whether it is a page for people, as gateways send them. Told by what it says: many programs declare <c>text/html</c> for a short
    /// word or for JSON, and some gateways declare nothing for a page.
    /// </summary>
    public bool IsPage
    {
        get
        {
            var text = Text.TrimStart();
            return IsPacked || (text.StartsWith('<') && (Pages.Contains(MediaType, StringComparer.OrdinalIgnoreCase)
                || Array.Exists(PageBeginnings, beginning => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))));
        }
    }

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>Reads an answer whose headers have come, and no further than the bound.</summary>
    public static async Task<ExchangeAnswer> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
        var bytes = new byte[Largest + 1];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        var packed = length > 0 && answer.Content.Headers.ContentEncoding.Count > 0;
        var kept = packed ? default : bytes.AsMemory(0, Math.Min(length, Largest));
        return new((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType,
            kept.Span.StartsWith(Encoding.UTF8.Preamble) ? kept[Encoding.UTF8.Preamble.Length..] : kept, length > Largest, packed);
    }
}
