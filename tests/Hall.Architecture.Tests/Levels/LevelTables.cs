using System.Globalization;

namespace Hall.Architecture.Tests.Levels;

/// <summary>Which projects a project may use.</summary>
internal sealed record UseRow(string Project, IReadOnlyList<string> MayUse);

/// <summary>One level of a project.</summary>
/// <param name="Project">The project.</param>
/// <param name="Level">From 0, the lowest.</param>
/// <param name="Folders">Its folders as paths below the project, <c>.</c> for the project's own.</param>
internal sealed record LevelRow(string Project, int Level, IReadOnlyList<string> Folders);

/// <summary>A folder that may use another of its level.</summary>
internal sealed record SidewaysRow(string Project, string From, string To);

/// <summary>Folders of a project that still reach each other; a list that only ever gets shorter.</summary>
internal sealed record KnotRow(string Project, IReadOnlyList<string> Folders);

/// <summary>What the document says about levels.</summary>
internal sealed record LevelTables(
    IReadOnlyList<UseRow> Uses, IReadOnlyList<LevelRow> Levels, IReadOnlyList<SidewaysRow> Sideways, IReadOnlyList<KnotRow> Knots)
{
    /// <summary>The heading under which the tables stand.</summary>
    public const string Heading = "## Levels";

    private static readonly string[] UseColumns = ["project", "may use"];
    private static readonly string[] LevelColumns = ["project", "level", "folders", "what"];
    private static readonly string[] SidewaysColumns = ["project", "from", "to", "why"];
    private static readonly string[] KnotColumns = ["project", "knot today"];

    /// <summary>Reads the tables out of the document.</summary>
    /// <exception cref="FormatException">A table is missing, unknown, or has a cell that cannot be read.</exception>
    public static LevelTables Read(string document)
    {
        var tables = MarkdownTable.Under(document, Heading);
        string[][] known = [UseColumns, LevelColumns, SidewaysColumns, KnotColumns];
        var unknown = tables.FirstOrDefault(table => !known.Any(columns => columns.SequenceEqual(table.Header)));
        return unknown is not null
            ? throw new FormatException(
                $"The table {Head(unknown.Header)} under \"{Heading}\" is none that is read there. "
                + $"Give it one of these heads: {string.Join(" ", known.Select(Head))}.")
            : new(
                [.. Rows(tables, UseColumns, required: true).Select(row => new UseRow(row[0], List(row[1])))],
                [.. Rows(tables, LevelColumns, required: true).Select(row => new LevelRow(row[0], Number(row[1]), List(row[2])))],
                [.. Rows(tables, SidewaysColumns, required: false).Select(SidewaysOf)],
                [.. Rows(tables, KnotColumns, required: false).Select(row => new KnotRow(row[0], List(row[1])))]);
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<MarkdownTable> tables, string[] columns, bool required)
    {
        var found = tables.Where(table => columns.SequenceEqual(table.Header)).ToList();
        return required && found.Count == 0
            ? throw new FormatException($"Under \"{Heading}\" there is no table {Head(columns)}.")
            : found.SelectMany(table => table.Rows);
    }

    private static string Head(IReadOnlyList<string> columns) => $"| {string.Join(" | ", columns)} |";

    private static SidewaysRow SidewaysOf(IReadOnlyList<string> row) => row[3].Length == 0
        ? throw new FormatException($"The row | {row[0]} | {row[1]} | {row[2]} | gives no reason. Say why, or take the row out.")
        : new(row[0], Plain(row[1]), Plain(row[2]));

    private static IReadOnlyList<string> List(string cell) =>
    [
        .. cell.Split([',', '·'], StringSplitOptions.RemoveEmptyEntries).Select(Plain)
            .Where(name => name.Length > 0 && name != "nothing"),
    ];

    private static string Plain(string cell) => cell.Trim().Trim('`');

    private static int Number(string cell) => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new FormatException($"\"{cell}\" is no level. Give a whole number from 0.");
}
