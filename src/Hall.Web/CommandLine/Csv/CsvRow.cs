using System.Globalization;
using CsvHelper;

namespace Hall.Web.CommandLine.Csv;

/// <summary>One row of a CSV file; valid until the next is read.</summary>
/// <param name="file">Name of the file, for faults.</param>
/// <param name="reader">At the row.</param>
/// <param name="columns">Place of each column by name.</param>
public readonly struct CsvRow(string file, CsvReader reader, IReadOnlyDictionary<string, int> columns)
{
    /// <summary>The text of a cell, trimmed; may be empty.</summary>
    /// <exception cref="CsvFaultException">The row ends before it.</exception>
    public string Text(string column)
    {
        var at = columns[column];
        return at < reader.FieldCount ? reader.GetString(at) : throw Fault(column, $"the row has only {reader.FieldCount} cells.");
    }

    /// <summary>The text of a cell that must not be empty.</summary>
    /// <exception cref="CsvFaultException">It is empty.</exception>
    public string Name(string column) => Text(column) is { Length: > 0 } text ? text : throw Fault(column, "it is empty.");

    /// <summary>A number with a dot as its decimal sign, not below 0.</summary>
    /// <exception cref="CsvFaultException">It is no number, or below 0.</exception>
    public double Number(string column)
    {
        var text = Name(column);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            throw Fault(column, $"\"{text}\" is not a number.");
        }

        return number >= 0 ? number : throw Fault(column, $"{text} is negative.");
    }

    /// <summary>A whole number, not below 0.</summary>
    /// <exception cref="CsvFaultException">It is no whole number, or below 0.</exception>
    public int Whole(string column)
    {
        var text = Name(column);
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw Fault(column, $"\"{text}\" is not a whole number.");
        }

        return number >= 0 ? number : throw Fault(column, $"{text} is negative.");
    }

    /// <summary>A fault of a cell of this row.</summary>
    public CsvFaultException Fault(string column, string fault) => new(file, reader.LineNumber, column, fault);
}
