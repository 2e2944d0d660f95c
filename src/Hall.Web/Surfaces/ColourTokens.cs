using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Hall.Web.Surfaces;

/// <summary>The colours of <c>tokens.css</c> as one look has them, so that no colour is written down twice.</summary>
public sealed partial class ColourTokens
{
    private const string Sheet = "tokens.css";
    private static readonly Lazy<string> Text = new(Read);
    private readonly FrozenDictionary<string, string> _colours;

    private ColourTokens(IEnumerable<string> heads) => _colours = heads.SelectMany(head => Declaration().Matches(BlockOf(head)))
        .GroupBy(found => found.Groups["name"].Value, found => found.Groups["colour"].Value)
        .ToFrozenDictionary(name => name.Key, values => values.Last());

    /// <summary>By day.</summary>
    public static ColourTokens Light { get; } = new([":root"]);

    /// <summary>By night.</summary>
    public static ColourTokens Dark { get; } = new([":root", ":root[data-theme=dark]"]);

    /// <summary>With high contrast, by day.</summary>
    public static ColourTokens LightHigh { get; } = new([":root", ":root[data-contrast=high]"]);

    /// <summary>With high contrast, by night.</summary>
    public static ColourTokens DarkHigh { get; } =
        new([":root", ":root[data-theme=dark]", ":root[data-contrast=high]", ":root[data-contrast=high][data-theme=dark]"]);

    /// <summary>A colour such as <c>#0b5cab</c>.</summary>
    /// <param name="name">Its name in the sheet without the dashes before it.</param>
    /// <exception cref="KeyNotFoundException">The sheet has no colour of this name.</exception>
    public string this[string name] => _colours[name];

    // Only blocks that stand at the beginning of a line: those that follow the browser say the same again, in a bracket of their own.
    private static string BlockOf(string head)
    {
        var from = Text.Value.IndexOf($"\n{head} {{", StringComparison.Ordinal);
        return from < 0
            ? throw new InvalidOperationException($"{Sheet} has no block {head}.")
            : Text.Value[from..Text.Value.IndexOf('}', from)];
    }

    private static string Read()
    {
        using var sheet = new StreamReader(typeof(ColourTokens).Assembly.GetManifestResourceStream(Sheet)!);
        return "\n" + sheet.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex("--(?<name>[a-z0-9-]+): (?<colour>#[0-9a-f]{3,6});")]
    private static partial Regex Declaration();
}
