namespace Hall.Hub.Sheets;

/// <summary>A row of a table that somebody uploaded or pasted.</summary>
/// <param name="Number">Its number in the file, from 1; what a spreadsheet program writes beside it.</param>
/// <param name="Cells">Its texts, without blanks around them.</param>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>A cell's text; empty beyond the last.</summary>
    /// <param name="column">From 0; below it there is none.</param>
    public string At(int column) => column >= 0 && column < Cells.Count ? Cells[column] : "";

    /// <summary>Whether nothing stands in it.</summary>
    public bool IsEmpty => Cells.All(cell => cell.Length == 0);
}

/// <summary>One sheet of a workbook, or a whole CSV file.</summary>
/// <param name="Name">What its tab is called; empty for a file of one table.</param>
/// <param name="Rows">Its rows, empty ones left out; the first is the header.</param>
public sealed record SheetTable(string Name, IReadOnlyList<SheetRow> Rows);

/// <summary>What is wrong with a table, and where.</summary>
/// <param name="Sheet">The tab; empty for a file of one table.</param>
/// <param name="Cell">The cell as spreadsheet programs call it, such as <c>C7</c>; empty when it concerns the whole.</param>
/// <param name="Kind">Which sentence says it: a word after <c>sheetFault.</c>, or <c>rule</c> for one of the configuration's own.</param>
/// <param name="Arguments">What fills its places.</param>
public sealed record SheetFault(string Sheet, string Cell, string Kind, params IReadOnlyList<object> Arguments)
{
    /// <summary>The cell of a row and a column.</summary>
    /// <param name="column">From 0.</param>
    /// <param name="row">From 1.</param>
    public static string CellOf(int column, int row)
    {
        var letters = "";
        for (var left = column + 1; left > 0; left = (left - 1) / 26)
        {
            letters = (char)('A' + ((left - 1) % 26)) + letters;
        }

        return Invariant($"{letters}{row}");
    }
}
