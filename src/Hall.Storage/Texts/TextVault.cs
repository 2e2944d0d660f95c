using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hall.Storage.Texts;

/// <summary>
/// Seals the free texts that people write, each with a key that can be erased, and opens them again. A sealed text says itself whose it is,
/// <c>[sealed:1:HALL:SUBJECT:BYTES]</c>, so that it may stand in an event, in a column or within a message. What is erased or cannot be
/// opened reads as a sentence that says so.
/// </summary>
/// <param name="folder">The data folder.</param>
/// <param name="stays">Whether the file of keys stays open between two calls.</param>
public sealed partial class TextVault(string folder, bool stays = false) : IDisposable
{
    /// <summary>The secret that seals the keys, in the data folder.</summary>
    public const string KeyFile = "texts.key";

    /// <summary>The keys, in the data folder.</summary>
    public const string KeysFile = "text-keys.db";

    /// <summary>How every sealed text begins.</summary>
    public const string Beginning = "[sealed:1:";

    /// <summary>What a text reads as whose key is not at hand, although nobody erased it.</summary>
    public const string Unreadable = "[无法读取 · unreadable]";

    /// <summary>The keys.</summary>
    public ErasableKeys Keys { get; } = new(folder, KeysFile, KeyFile, stays);

    /// <summary>Seals a text. Its key is on the disk when this returns.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="subject">Whose text it is, such as <c>ticket/7/123</c>; letters, digits, <c>/</c>, <c>_</c>, <c>.</c> and
    /// <c>-</c>.</param>
    /// <param name="plain">The text.</param>
    public string Seal(string hall, string subject, string plain) => Seal(hall, [(subject, plain)])[0];

    /// <summary>Seals several texts in their order, with one write to the disk.</summary>
    public IReadOnlyList<string> Seal(string hall, IReadOnlyList<(string Subject, string Plain)> texts)
    {
        var keys = Keys.Give([.. texts.Select(text => (hall, text.Subject))]);
        return [.. texts.Zip(keys, (text, key) => Sealed(key, hall, text.Subject, text.Plain))];
    }

    /// <summary>A text as people read it: every sealed one within it opened.</summary>
    /// <param name="text">What is stored; what is not sealed stays as it is.</param>
    public string Open(string text) => Open(text, plain => plain);

    /// <summary>The same; null stays null.</summary>
    public string? OpenOrNull(string? text) => text is null ? null : Open(text);

    /// <summary>JSON as its receiver reads it: every sealed text within its strings opened.</summary>
    public string OpenJson(string json) => Open(json, plain => JsonSerializer.Serialize(plain, Relaxed)[1..^1]);

    /// <summary>Every sealed text in what is stored.</summary>
    internal static IEnumerable<SealedText> In(string text) =>
        !text.Contains(Beginning, StringComparison.Ordinal) ? [] : Pattern().Matches(text).Select(SealedText.Of);

    /// <summary>Whether two texts as they are stored say the same, as far as anybody can still tell: one that was erased is like any
    /// other.</summary>
    internal bool SaySame(string one, string other) =>
        Open(one) == Open(other) || In(one).Concat(In(other)).Any(text => StandingOf(text) == TextStanding.Erased);

    /// <summary>What became of a sealed text.</summary>
    internal TextStanding StandingOf(SealedText text) => Keys.Find(text.Hall, text.Subject) is { } key
        ? Opened(key, text) is null ? TextStanding.Changed : TextStanding.Whole
        : Keys.ErasedOn(text.Hall, text.Subject) is null ? TextStanding.WithoutKey : TextStanding.Erased;

    /// <summary>Closes the file; the next call opens it again.</summary>
    public void Dispose() => Keys.Close();

    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private string Open(string text, Func<string, string> written) =>
        !text.Contains(Beginning, StringComparison.Ordinal) ? text : Pattern()
            .Replace(text, found => written(Opened(SealedText.Of(found))));

    private string Opened(SealedText text)
    {
        if (Keys.Find(text.Hall, text.Subject) is { } key)
        {
            return Opened(key, text) ?? Unreadable;
        }

        return Keys.ErasedOn(text.Hall, text.Subject) is { } day
            ? string.Create(CultureInfo.InvariantCulture, $"[已于 {day:yyyy-MM-dd} 删除 · erased on {day:yyyy-MM-dd}]")
            : Unreadable;
    }

    private static string? Opened(byte[] key, SealedText text)
    {
        try
        {
            return SealedBytes.Open(key, Base64Url.DecodeFromChars(text.Body), Bound(text.Hall, text.Subject)) is { } plain
                ? Encoding.UTF8.GetString(plain) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Sealed(byte[] key, string hall, string subject, string plain) =>
        $"{Beginning}{hall}:{subject}:"
        + $"{Base64Url.EncodeToString(SealedBytes.Seal(key, Encoding.UTF8.GetBytes(plain), Bound(hall, subject)))}]";

    private static string Bound(string hall, string subject) => $"text\n{hall}\n{subject}";

    [GeneratedRegex(@"\[sealed:1:(?<hall>[^:\[\]\s]+):(?<subject>[A-Za-z0-9/_.-]+):(?<body>[A-Za-z0-9_-]+)\]",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}

/// <summary>A sealed text as it is stored.</summary>
/// <param name="Hall">The hall.</param>
/// <param name="Subject">Whose it is.</param>
/// <param name="Body">Nonce, tag and cipher text, base64url.</param>
internal sealed record SealedText(string Hall, string Subject, string Body)
{
    /// <summary>One that was found.</summary>
    public static SealedText Of(Match found) => new(found.Groups["hall"].Value, found.Groups["subject"].Value, found.Groups["body"].Value);
}

/// <summary>What became of a sealed text.</summary>
internal enum TextStanding
{
    /// <summary>It opens.</summary>
    Whole,

    /// <summary>It was erased.</summary>
    Erased,

    /// <summary>Its key is there and does not open it: it was changed, moved or put in.</summary>
    Changed,

    /// <summary>Its key is not there, and no erasure says why.</summary>
    WithoutKey,
}
