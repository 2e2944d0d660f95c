namespace Hall.Devices.Slips;

/// <summary>One line of a template: exactly one of text, QR code, logo, feed, rule and cut.</summary>
public sealed record SlipLine
{
    /// <summary>Text with <c>{names}</c>; left out when it has names and all of them are empty.</summary>
    public string? Text { get; init; }

    /// <summary>The text in other languages, such as <c>en</c>; a citizen whose language is not here gets <see cref="Text"/>.</summary>
    public IReadOnlyDictionary<string, string>? Texts { get; init; }

    /// <summary>
    /// A value or list: the line is left out when there is none of it. For a heading over papers, or a word beside a code.
    /// </summary>
    public string? With { get; init; }

    /// <summary>A list: the text is printed once for each of its items, which <c>{item}</c> names.</summary>
    public string? Each { get; init; }

    /// <summary>The content of a QR code, with <c>{names}</c>.</summary>
    public string? Qr { get; init; }

    /// <summary>Empty lines, 1 to 255.</summary>
    public int? Feed { get; init; }

    /// <summary>A line of dashes over the whole width.</summary>
    public bool Rule { get; init; }

    /// <summary>The hall's logo, from <see cref="SlipTemplate.Logo"/>.</summary>
    public bool Logo { get; init; }

    /// <summary>Cuts the paper.</summary>
    public bool Cut { get; init; }

    /// <summary>How many times as large as usual, 1 to 8; of a QR code the dots of one square, 1 to 16.</summary>
    public int? Size { get; init; }

    public SlipAlign Align { get; init; }

    /// <summary>The text for a citizen of a language; null when the line has no text.</summary>
    internal string? In(string language) => Texts?.GetValueOrDefault(language) ?? Text;
}
