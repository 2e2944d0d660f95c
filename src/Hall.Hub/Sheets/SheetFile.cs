using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using CsvHelper;
using MiniExcelLibs;

namespace Hall.Hub.Sheets;

/// <summary>What a file of tables holds.</summary>
/// <param name="Tables">Its tables; empty when it has faults.</param>
/// <param name="Faults">Why it cannot be read.</param>
public sealed record SheetReading(IReadOnlyList<SheetTable> Tables, IReadOnlyList<SheetFault> Faults);

/// <summary>
/// Reads a workbook (XLSX), comma-, semicolon- or tab-separated text in UTF-8, UTF-16 or GB18030, and what was copied out of a spreadsheet
/// program. What such a file may do beyond holding texts is refused by its cell: formulas, merged cells, more rows than belong into a hall.
/// </summary>
public static class SheetFile
{
    /// <summary>Rows of one table, at most.</summary>
    public const int MostRows = 5_000;

    private const int MostColumns = 60;
    private const int LongestCell = 2_000;
    private const int MostFaults = 50;

    // A workbook of eight megabytes that unpacks to more than this is none that people write.
    private const long MostUnpacked = 200L * 1024 * 1024;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>Reads a file of any kind.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="most">Rows of one table, at most.</param>
    public static SheetReading Read(byte[] file, int most = MostRows)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Length == 0)
        {
            return Refused("empty");
        }

        if (file.AsSpan().StartsWith("PK"u8))
        {
            return Workbook(file, most);
        }

        if (file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return Refused("oldWorkbook");
        }

        return Decoded(file) is { } text ? Text(text, most) : Refused("encoding");
    }

    /// <summary>Reads text: one table.</summary>
    public static SheetReading Text(string text, int most = MostRows)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text))
        {
            return Refused("empty");
        }

        var first = text.AsSpan(0, Math.Max(0, text.AsSpan().IndexOf('\n') is var end and >= 0 ? end : text.Length)).ToString();
        var options = new CsvReaderOptions
        {
            Separator = first.Contains('\t', StringComparison.Ordinal) ? '\t'
                : first.Count(letter => letter == ';') > first.Count(letter => letter == ',') ? ';' : ',',
            HasHeader = false, TrimWhitespace = true, TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw,
        };
        var rows = new List<SheetRow>();
        try
        {
            using var reader = CsvReader.FromText(text, options);
            while (reader.Read())
            {
                var cells = Enumerable.Range(0, Math.Min(reader.FieldCount, MostColumns)).Select(reader.GetString).ToList();
                Add(rows, (int)reader.LineNumber, cells);
                if (rows.Count > most)
                {
                    return Refused("rows", most);
                }
            }
        }
        catch (CsvFormatException broken)
        {
            return new([], [new("", Invariant($"A{broken.LineNumber}"), "broken")]);
        }

        return Bounded([new("", rows)]);
    }

    // A text of another encoding is never taken for one of these: both refuse what they do not know.
    private static string? Decoded(byte[] file)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        if (file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            var text = new UnicodeEncoding(file[0] == 0xFE, true, true);
            return Tried(text, file.AsSpan(2));
        }

        if (file.AsSpan().IndexOf((byte)0) >= 0)
        {
            return null;
        }

        return Tried(new UTF8Encoding(false, true), file)?.TrimStart('\uFEFF')
            ?? Tried(Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback), file);
    }

    private static string? Tried(Encoding encoding, ReadOnlySpan<byte> file)
    {
        try
        {
            return encoding.GetString(file);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static SheetReading Workbook(byte[] file, int most)
    {
        try
        {
            using var stream = new MemoryStream(file, writable: false);
            var names = MiniExcel.GetSheetNames(stream);
            if (FormOf(file, names, most) is { Count: > 0 } faults)
            {
                return new([], faults);
            }

            var tables = new List<SheetTable>();
            foreach (var name in names)
            {
                stream.Position = 0;
                var rows = new List<SheetRow>();
                var number = 0;
                foreach (IDictionary<string, object?> row in stream.Query(useHeaderRow: false, sheetName: name,
                    excelType: ExcelType.XLSX))
                {
                    Add(rows, ++number, [.. row.Values.Take(MostColumns).Select(TextOf)]);
                    if (rows.Count > most)
                    {
                        return new([], [new(name, "", "rows", most)]);
                    }
                }

                tables.Add(new(name, rows));
            }

            return Bounded(tables);
        }
        catch (Exception fault) when (fault is InvalidDataException or XmlException or KeyNotFoundException or InvalidOperationException
            or NullReferenceException or ArgumentException or FormatException or IOException or NotSupportedException)
        {
            return Refused("notWorkbook");
        }
    }

    private static string TextOf(object? value) => value switch
    {
        null => "",
        double number => number.ToString("0.##########", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString(moment.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss",
            CultureInfo.InvariantCulture),
        bool yes => yes ? "1" : "0",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // The library gives a formula's last value and the first cell of merged ones, in silence; both would read as something else than what
    // the page shows, so the sheets are looked through before.
    private static List<SheetFault> FormOf(byte[] file, List<string> names, int most)
    {
        using var archive = new ZipArchive(new MemoryStream(file, writable: false));
        if (archive.Entries.Sum(entry => entry.Length) > MostUnpacked)
        {
            return [new("", "", "unpacks", MostUnpacked / 1024 / 1024)];
        }

        var sheets = archive.Entries
            .Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase)
                && entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && !entry.FullName[14..].Contains('/'))
            .OrderBy(entry => entry.Name.Length).ThenBy(entry => entry.Name, StringComparer.Ordinal).ToList();
        var faults = new List<SheetFault>();
        for (var i = 0; i < sheets.Count; i++)
        {
            LookThrough(sheets[i], i < names.Count ? names[i] : "", most, faults);
        }

        return faults;
    }

    private static void LookThrough(ZipArchiveEntry sheet, string name, int most, List<SheetFault> faults)
    {
        using var open = sheet.Open();
        using var xml = XmlReader.Create(open, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreWhitespace = true,
        });
        var (cell, rows) = ("", 0);
        while (xml.Read() && faults.Count < MostFaults)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.NamespaceURI is not (Main or ""))
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "row" when ++rows > most:
                    faults.Add(new(name, "", "rows", most));
                    return;
                case "c": cell = xml.GetAttribute("r") ?? ""; break;
                case "f": faults.Add(new(name, cell, "formula")); break;
                case "mergeCell": faults.Add(new(name, (xml.GetAttribute("ref") ?? "").Split(':')[0], "merged")); break;
            }
        }
    }

    private static void Add(List<SheetRow> rows, int number, IReadOnlyList<string> cells)
    {
        var row = new SheetRow(number, [.. cells.Select(cell => cell.Trim())]);
        if (!row.IsEmpty)
        {
            rows.Add(row);
        }
    }

    private static SheetReading Bounded(IReadOnlyList<SheetTable> tables)
    {
        var faults = tables.SelectMany(table => table.Rows.SelectMany(row => row.Cells
            .Select((cell, column) => (cell, column)).Where(pair => pair.cell.Length > LongestCell)
            .Select(pair => new SheetFault(table.Name, SheetFault.CellOf(pair.column, row.Number), "long", LongestCell)))).Take(MostFaults)
            .ToList();
        return tables.All(table => table.Rows.Count == 0) ? Refused("empty") : faults.Count > 0 ? new([], faults) : new(tables, []);
    }

    private static SheetReading Refused(string kind, params IReadOnlyList<object> arguments) => new([], [new("", "", kind, arguments)]);
}
