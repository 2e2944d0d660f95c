using System.Data;
using System.Globalization;
using System.Reflection;
using CsvHelper;
using Hall.Hub.Ratings;
using MiniExcelLibs;

namespace Hall.Web.Ratings;

/// <summary>Tables as files.</summary>
public static class TableFile
{
    /// <summary>Media type of an XLSX file.</summary>
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly CsvWriterOptions Guarded = new() { Separator = ',', WriteByteOrderMark = true,
        Injection = CsvInjection.Escape };

    /// <summary>A column for each public property of the rows, in their order.</summary>
    public static IReadOnlyList<TableColumn<T>> ColumnsOf<T>() =>
    [
        .. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => new TableColumn<T>(property.Name, row => property.GetValue(row))),
    ];

    /// <summary>
    /// Comma-separated values, UTF-8 with its mark, so that spreadsheet programs read Chinese. What a citizen wrote and begins
    /// like a formula is written so that it is none.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="zone">The hall's time zone: instants are written in its time with its offset, so that their day is the hall's
    /// day.</param>
    public static byte[] Csv<T>(IEnumerable<T> rows, IReadOnlyList<TableColumn<T>> columns, TimeZoneInfo zone)
    {
        using var memory = new MemoryStream();
        using (var csv = CsvWriter.Create(memory, Guarded, true))
        {
            foreach (var column in columns)
            {
                csv.WriteField(column.Name);
            }

            csv.EndRecord();
            foreach (var row in rows)
            {
                foreach (var column in columns)
                {
                    Write(csv, column.Of(row), zone);
                }

                csv.EndRecord();
            }
        }

        return memory.ToArray();
    }

    /// <summary>Rows whose columns are named by their first one, as the exchange has them; no rows make an empty file with its
    /// mark.</summary>
    public static byte[] CsvOfFields(IReadOnlyList<IReadOnlyDictionary<string, string>> rows)
    {
        using var memory = new MemoryStream();
        using (var csv = CsvWriter.Create(memory, Guarded, true))
        {
            foreach (var record in rows.Take(1).Select(row => row.Keys).Concat(rows.Select(row => row.Values)))
            {
                foreach (var field in record)
                {
                    csv.WriteField(Harmless(field));
                }

                csv.EndRecord();
            }
        }

        return memory.ToArray();
    }

    /// <summary>A workbook of one sheet, its first line the columns' names. Its texts are texts, never formulas; instants are cells with
    /// the hall's date and time.</summary>
    public static byte[] Xlsx<T>(IEnumerable<T> rows, IReadOnlyList<TableColumn<T>> columns, TimeZoneInfo zone)
    {
        using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var column in columns)
        {
            table.Columns.Add(column.Name, typeof(object));
        }

        foreach (var row in rows)
        {
            table.Rows.Add([.. columns.Select(column => Local(column.Of(row), zone))]);
        }

        return Xlsx(table);
    }

    /// <summary>A workbook of one sheet whose rows hold no instants.</summary>
    public static byte[] Xlsx(IReadOnlyList<IDictionary<string, object>> rows) => Xlsx((object)rows);

    private static byte[] Xlsx(object rows)
    {
        using var memory = new MemoryStream();
        memory.SaveAs(rows);
        return memory.ToArray();
    }

    private static object? Local(object? value, TimeZoneInfo zone) =>
        value is DateTimeOffset at ? TimeZoneInfo.ConvertTime(at, zone).DateTime : value;

    private static void Write(CsvWriter csv, object? value, TimeZoneInfo zone)
    {
        switch (value)
        {
            case null: csv.WriteField(""); break;
            case long number: csv.WriteField(number.ToString(CultureInfo.InvariantCulture)); break;
            case int number: csv.WriteField(number.ToString(CultureInfo.InvariantCulture)); break;
            case double number: csv.WriteField(number.ToString(CultureInfo.InvariantCulture)); break;
            case DateTimeOffset at: csv.WriteField(TimeZoneInfo.ConvertTime(at, zone)
                .ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)); break;
            default: csv.WriteField(Harmless(Convert.ToString(value, CultureInfo.InvariantCulture)!)); break;
        }
    }

    /// <summary>A text that a spreadsheet program of East Asia would take for a formula, because it begins with the wide form of such a
    /// sign, with a quotation mark before it.</summary>
    internal static string Harmless(string text) => text is ['＝' or '＋' or '－' or '＠', ..] ? $"'{text}" : text;
}
