namespace Hall.Architecture.Tests.Levels;

/// <summary>A table of a document: rows of cells, each without the bars and the spaces beside them.</summary>
/// <param name="Header">The names of its columns.</param>
/// <param name="Rows">Its rows below the line of dashes.</param>
internal sealed record MarkdownTable(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>The tables under a heading, until the next heading that is as high or higher.</summary>
    /// <param name="document">The whole document.</param>
    /// <param name="heading">The heading with its signs, such as <c>## Levels</c>.</param>
    /// <exception cref="FormatException">
    /// The heading is missing, or a row has another number of cells than its table has columns.
    /// </exception>
    public static IReadOnlyList<MarkdownTable> Under(string document, string heading)
    {
        var tables = new List<MarkdownTable>();
        var lines = new List<string>();
        foreach (var line in Section(document, heading).Append(""))
        {
            if (line.StartsWith('|'))
            {
                lines.Add(line);
            }
            else if (lines.Count > 0)
            {
                tables.Add(Of(lines));
                lines.Clear();
            }
        }

        return tables;
    }

    private static IEnumerable<string> Section(string document, string heading)
    {
        var lines = document.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).ToList();
        var at = lines.IndexOf(heading);
        if (at < 0)
        {
            throw new FormatException($"The document has no heading \"{heading}\". The tables of levels stand under it.");
        }

        var level = heading.TakeWhile(sign => sign == '#').Count();
        return lines.Skip(at + 1).TakeWhile(line => !IsHeading(line) || line.TakeWhile(sign => sign == '#').Count() > level);
    }

    private static bool IsHeading(string line) => line.StartsWith('#') && line.TrimStart('#').StartsWith(' ');

    private static MarkdownTable Of(List<string> lines)
    {
        var header = Cells(lines[0]);
        var rows = lines.Skip(2).Select(Cells).ToList();
        return rows.Find(row => row.Count != header.Count) is { } odd
            ? throw new FormatException(
                $"The row \"{string.Join(" | ", odd)}\" has {odd.Count} cells; its table has {header.Count} columns.")
            : new(header, rows);
    }

    private static IReadOnlyList<string> Cells(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];
}
