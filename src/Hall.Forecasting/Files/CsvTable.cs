using System.Globalization;
using CsvHelper;

namespace Hall.Forecasting.Files;

/// <summary>
/// A CSV file with named columns, row by row, in UTF-8. Columns may stand in any order and others may stand beside them. Every fault names
/// file, row (the first below the header is 1), line and column.
/// </summary>
public sealed class CsvTable : IDisposable
{
    /// <summary>Seconds beyond this are a slip of the pen: 300 years.</summary>
    private const double MostSeconds = 1e10;

    private static readonly CsvReaderOptions Strict = new()
    {
        Separator = ',', TrimWhitespace = true, TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw, PoolStrings = true,
    };

    private readonly string _file;
    private readonly CsvReader _reader;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private int _width;

    private CsvTable(string path)
    {
        _file = Path.GetFileName(path);
        _reader = CsvReader.FromFile(path, Strict);
    }

    /// <summary>The number of the present row; the first below the header is 1.</summary>
    public int Row { get; private set; }

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="FaultyFileException">It is missing, empty or lacks a column.</exception>
    public static CsvTable Open(string path, params ReadOnlySpan<string> columns)
    {
        if (!File.Exists(path))
        {
            throw new FaultyFileException($"There is no file {path}.");
        }

        var table = Begin(path);
        try
        {
            table.ReadHeader(columns);
            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    private static CsvTable Begin(string path)
    {
        try
        {
            return new(path);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            throw new FaultyFileException($"{path} cannot be read: {closed.Message}");
        }
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Read()
    {
        if (!Parse())
        {
            return Row > 0 ? false : throw new FaultyFileException($"{_file}: the file has a header but no row below it.");
        }

        Row++;
        return _reader.FieldCount == _width
            ? true
            : throw new FaultyFileException(
                Invariant($"{Place}{MissingColumn()}: the row has {_reader.FieldCount} fields, the header has {_width}."));
    }

    /// <summary>A text that may not be empty.</summary>
    public string Text(string column) => Optional(column) is { Length: > 0 } text ? text : throw Fault(column, "this field is empty.");

    /// <summary>A text; empty when the field is.</summary>
    public string Optional(string column) => _reader.GetString(_columns[column]);

    /// <summary>Seconds, 0 or more, with or without a fraction.</summary>
    public TimeSpan Seconds(string column) => Number(column) is var seconds and <= MostSeconds
        ? new((long)Math.Round(seconds * TimeSpan.TicksPerSecond))
        : throw Fault(column, $"{Text(column)} seconds are more than 300 years.");

    /// <summary>A number of seconds, 0 or more, as it stands.</summary>
    public double Number(string column)
    {
        var text = Text(column);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            throw Fault(column, $"'{text}' is not a number of seconds, such as 30600 or 12.5.");
        }

        return number >= 0 ? number : throw Fault(column, $"{text} is negative. Seconds count from the beginning of the day, 0 or more.");
    }

    /// <summary>A whole number, 0 or more.</summary>
    public int Whole(string column)
    {
        var text = Text(column);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Fault(column, $"'{text}' is not a whole number, 0 or more.");
    }

    /// <summary>What is wrong in a column of the present row.</summary>
    public FaultyFileException Fault(string column, string sentence) => new($"{Place}, column {column}: {sentence}");

    /// <inheritdoc />
    public void Dispose() => _reader.Dispose();

    private string Place => string.Create(CultureInfo.InvariantCulture, $"{_file}, row {Row} (line {_reader.LineNumber})");

    private string MissingColumn() =>
        _columns.FirstOrDefault(column => column.Value == _reader.FieldCount).Key is { } missing ? $", column {missing}" : "";

    private bool Parse()
    {
        try
        {
            return _reader.Read();
        }
        catch (CsvFormatException broken)
        {
            throw new FaultyFileException(
                Invariant($"{_file}, row {broken.RecordNumber - 1} (line {broken.LineNumber}): the row is no CSV: {broken.Message}"));
        }
    }

    private void ReadHeader(ReadOnlySpan<string> columns)
    {
        try
        {
            _reader.ReadHeader();
        }
        catch (CsvFormatException broken)
        {
            throw new FaultyFileException($"{_file}, row 0 (line 1): the header is no CSV: {broken.Message}");
        }

        foreach (var header in _reader.Headers)
        {
            if (!_columns.TryAdd(header, _width++))
            {
                throw new FaultyFileException($"{_file}, row 0 (line 1), column {header}: the header names this column twice.");
            }
        }

        if (_width == 0)
        {
            throw new FaultyFileException($"{_file}: the file is empty. Its first line must be the header {string.Join(',', columns!)}.");
        }

        foreach (var column in columns)
        {
            if (!_columns.ContainsKey(column))
            {
                throw new FaultyFileException(
                    $"{_file}, row 0 (line 1), column {column}: the header lacks this column. It must name {string.Join(',', columns!)}.");
            }
        }
    }
}
