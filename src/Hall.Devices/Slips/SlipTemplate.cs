using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Hall.Devices.Slips;

/// <summary>
/// How a paper looks, as a file of the hall says: <c>kiosk-config/printer/slip.json</c>. Strict: what it does not know is refused, for
/// a misspelt name would be found out by citizens.
/// </summary>
public sealed partial record SlipTemplate
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private static readonly JsonSerializerOptions Lenient = new(Strict) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    /// <summary>The names a template may use in text and QR codes.</summary>
    public static IReadOnlyList<string> ValueNames { get; } =
        ["hall", "heading", "foot", "number", "service", "zone", "ahead", "range", "url", "text", "date", "time", "copy"];

    /// <summary>The value that says which language a slip is in, such as <c>en</c>; no text names it.</summary>
    public const string LanguageName = "language";

    /// <summary>The lists a template may repeat a line for.</summary>
    public static IReadOnlyList<string> ListNames { get; } = ["documents"];

    /// <summary>GB2312, GBK or GB18030.</summary>
    public string CodePage { get; init; } = "GB18030";

    /// <summary>The printer's font has the four-byte characters of GB 18030.</summary>
    public bool FourByteCharacters { get; init; }

    /// <summary>Characters of usual size in a line: 48 on paper of 80 mm, 32 on 58 mm.</summary>
    public int Columns { get; init; } = 48;

    /// <summary>The logo's file, a portable bitmap of type P4 beside the template; null for none.</summary>
    public string? Logo { get; init; }

    /// <summary>What <c>{copy}</c> says on a second copy, with <c>{n}</c> for which it is.</summary>
    public string Copy { get; init; } = "COPY {n}";

    /// <summary><see cref="Copy"/> in other languages.</summary>
    public IReadOnlyDictionary<string, string>? CopyTexts { get; init; }

    public IReadOnlyList<SlipLine> Lines { get; init; } = [];

    /// <summary>The template that comes with the program, for a hall that has none of its own.</summary>
    public static SlipTemplate Standard { get; } = Parse(Shipped());

    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">It is faulty; the message names every fault, one a line.</exception>
    public static SlipTemplate Parse(string json)
    {
        try
        {
            var template = JsonSerializer.Deserialize<SlipTemplate>(json, Strict) ?? throw new FormatException("The template is empty.");
            var faults = template.Faults().ToArray();
            return faults.Length == 0 ? template : throw new FormatException(string.Join('\n', faults));
        }
        catch (JsonException exception)
        {
            throw new FormatException(Invariant($"Line {exception.LineNumber + 1}: {exception.Message}"), exception);
        }
    }

    /// <summary>
    /// Reads the template that a hub sent along. The hub may be newer than this program: what is unknown here is left out, and when no
    /// ticket could be printed then, the shipped template is used. A line of tickets never stands still over an update.
    /// </summary>
    public static SlipTemplate FromHub(string json)
    {
        try
        {
            var sent = JsonSerializer.Deserialize<SlipTemplate>(json, Lenient);
            var known = sent is null
                ? Standard : sent with { Lines = [.. sent.Lines.Where(line => line is not null && !sent.ShapeFaultsOf(line).Any())] };
            return known.SheetFaults().Any() ? Standard : known;
        }
        catch (JsonException)
        {
            return Standard;
        }
    }

    /// <summary>What a second copy says to a citizen of a language.</summary>
    internal string CopyIn(string language) => CopyTexts?.GetValueOrDefault(language) ?? Copy;

    private static string Shipped()
    {
        using var file = new StreamReader(typeof(SlipTemplate).Assembly.GetManifestResourceStream("slip.json")!);
        return file.ReadToEnd();
    }

    /// <summary>The names in braces of a text.</summary>
    internal static IEnumerable<string> NamesIn(string text) => Placeholder().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>
    /// The text with each name replaced by what <paramref name="value"/> gives for it, in one pass: a value is never read again.
    /// </summary>
    internal static string Fill(string text, Func<string, string> value) =>
        Placeholder().Replace(text, match => value(match.Groups[1].Value));

    private IEnumerable<string> Faults() => Lines.Contains(null!)
        ? Lines.Select((line, index) => (line, index)).Where(entry => entry.line is null)
            .Select(entry => Invariant($"lines[{entry.index}]: There is nothing."))
        : SheetFaults().Concat(
            Lines.SelectMany((line, index) =>
                ShapeFaultsOf(line).Concat(NameFaultsOf(line)).Select(fault => Invariant($"lines[{index}]: {fault}"))));

    private IEnumerable<string> SheetFaults()
    {
        if (CodePage is not ("GB18030" or "GBK" or "GB2312"))
        {
            yield return $"codePage: \"{CodePage}\" is unknown. Write GB18030, GBK or GB2312.";
        }

        if (Columns is < 16 or > 96)
        {
            yield return "columns: a line has 16 to 96 characters.";
        }

        if (!Lines.Any(line => line.Text?.Contains("{number}", StringComparison.Ordinal) == true))
        {
            yield return "lines: no line has {number}. A ticket without its number is of no use.";
        }
    }

    private IEnumerable<string> ShapeFaultsOf(SlipLine line)
    {
        bool[] kinds = [line.Text is not null, line.Qr is not null, line.Feed is not null, line.Rule, line.Logo, line.Cut];
        if (kinds.Count(isSet => isSet) != 1)
        {
            yield return "A line has exactly one of text, qr, feed, rule, logo and cut.";
        }

        if (line.Size is { } size && (size < 1 || size > (line.Qr is null ? 8 : 16)))
        {
            yield return "size: text is 1 to 8 times as large, a square of a QR code has 1 to 16 dots.";
        }

        if (line.Feed is < 1 or > 255)
        {
            yield return "feed: 1 to 255 lines.";
        }

        if (line.Each is { } list && (!ListNames.Contains(list) || line.Text is null))
        {
            yield return $"each: goes with text and one of {string.Join(", ", ListNames)}.";
        }

        if (line.Texts is not null && line.Text is null)
        {
            yield return "texts: goes with text, which is for citizens of every other language.";
        }

        if (line.With is { } needed && !ValueNames.Contains(needed) && !ListNames.Contains(needed))
        {
            yield return $"with: \"{needed}\" is unknown. There are {string.Join(", ", ValueNames.Concat(ListNames))}.";
        }

        if (line.Logo && Logo is null)
        {
            yield return "logo: name its file under \"logo\" of the template.";
        }
    }

    private static IEnumerable<string> NameFaultsOf(SlipLine line) =>
        NamesIn(string.Concat([line.Text, line.Qr, .. line.Texts?.Values ?? []]))
        .Where(name => !ValueNames.Contains(name) && !(name == "item" && line.Each is not null))
        .Select(name => $"{{{name}}} is unknown. There are {string.Join(", ", ValueNames)}, and item beside each.");

    // Whatever stands in braces is a name, so that none is ever printed as it is.
    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
