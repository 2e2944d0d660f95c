using System.Globalization;
using System.Reflection;
using CsvHelper;
using MiniExcelLibs;

namespace Hall.Web.Ratings;

/// <summary>Tables as files.</summary>
public static class TableFile
{
    /// <summary>Media type of an XLSX file.</summary>
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly CsvWriterOptions Guarded = new() { Separator = ',', WriteByteOrderMark = true,
        Injection = CsvInjection.Escape };

    /// <summary>
    /// Comma-separated values, UTF-8 with its mark, so that spreadsheet programs read Chinese. What a citizen wrote and begins
    /// like a formula is written so that it is none.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="zone">The hall's time zone: instants are written in its time with its offset, so that their day is the hall's
    /// day.</param>
    public static byte[] Csv<T>(IEnumerable<T> rows, TimeZoneInfo zone)
    {
        var columns = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance);
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
                    Write(csv, column.GetValue(row), zone);
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

    /// <summary>A workbook of one sheet. Its texts are texts, never formulas; instants are cells with the hall's date and time.</summary>
    public static byte[] Xlsx<T>(IReadOnlyList<T> rows, TimeZoneInfo zone)
        where T : class
    {
        var columns = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance);
        return rows.Count > 0
            && columns.Any(column => column.PropertyType == typeof(DateTimeOffset) || column.PropertyType == typeof(DateTimeOffset?))
            ? Xlsx(rows.Select(row => columns.ToDictionary(column => column.Name, column => Local(column.GetValue(row), zone))).ToList())
            : Xlsx(rows);
    }

    /// <summary>A workbook of one sheet whose rows hold no instants.</summary>
    public static byte[] Xlsx<T>(IReadOnlyList<T> rows)
        where T : class
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
