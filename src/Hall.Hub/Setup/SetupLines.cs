namespace Hall.Hub.Setup;

/// <summary>A line that somebody typed, with its number as an editor counts it, so that a fault is told where it is.</summary>
/// <param name="Number">From 1, empty lines counted.</param>
/// <param name="Text">Without blanks around it; never empty.</param>
public sealed record SetupLine(int Number, string Text)
{
    /// <summary>Lines that one answer may have.</summary>
    public const int Most = 500;

    /// <summary>The lines of a text that say something.</summary>
    public static IReadOnlyList<SetupLine> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split('\n').Select((line, place) => new SetupLine(place + 1, line.Trim())).Where(line => line.Text.Length > 0)];
    }

    /// <summary>Its first sign as a zone's letter.</summary>
    public string Letter => Text[..1].ToUpperInvariant();

    /// <summary>Whether it begins with a letter from A to Z that stands by itself, as a zone's does.</summary>
    public bool HasLetter => Letter is [>= 'A' and <= 'Z'] && (Text.Length == 1 || !char.IsAsciiLetterOrDigit(Text[1]));
}

/// <summary>What is wrong with an answer of the set-up.</summary>
/// <param name="Line">The line, from 1; null where it has none.</param>
/// <param name="Kind">A word after <c>setupFault.</c>; empty for a rule of the configuration.</param>
/// <param name="Rule">The configuration's sentence; empty for a word.</param>
/// <param name="Path">The configuration's place; empty for a word.</param>
/// <param name="Arguments">What fills the word's places.</param>
public sealed record SetupFault(int? Line, string Kind, string Rule, string Path, params IReadOnlyList<object> Arguments)
{
    /// <summary>A fault that a word says.</summary>
    public static SetupFault Said(int? line, string kind, params IReadOnlyList<object> arguments) => new(line, kind, "", "", arguments);
}
