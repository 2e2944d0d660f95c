using CsvHelper;

namespace Hall.Web.CommandLine.Csv;

/// <summary>Reads CSV files with a header, row by row; columns may come in any order, further ones are passed over.</summary>
public static class CsvRows
{
    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',', TrimWhitespace = true, TrackLineNumbers = true, PoolStrings = true, MalformedData = CsvMalformedDataHandling.Throw,
    };

    /// <summary>The rows of a file.</summary>
    /// <param name="file">Path.</param>
    /// <param name="columns">Columns that must be there.</param>
    /// <exception cref="CsvFaultException">The file cannot be read, is empty, lacks a column, has no rows, or its quotes do not close.</exception>
    public static IEnumerable<CsvRow> Read(string file, IReadOnlyList<string> columns)
    {
        using var reader = Open(file);
        var header = Header(reader, file);
        if (header.Count == 0)
        {
            throw new CsvFaultException(file, $"the file is empty; a header is expected: {string.Join(',', columns)}.");
        }

        if (columns.FirstOrDefault(column => !header.ContainsKey(column)) is { } missing)
        {
            throw new CsvFaultException(file, 1, missing, $"the column is missing; expected are {string.Join(',', columns)}.");
        }

        var any = false;
        while (Next(reader, file))
        {
            any = true;
            yield return new(file, reader, header);
        }

        if (!any)
        {
            throw new CsvFaultException(file, "there is no row after the header.");
        }
    }

    private static Dictionary<string, int> Header(CsvReader reader, string file)
    {
        try
        {
            reader.ReadHeader();
        }
        catch (Exception fault) when (fault is CsvFormatException or IOException or UnauthorizedAccessException)
        {
            throw new CsvFaultException(file, $"row 1 cannot be read: {fault.Message}");
        }

        var places = new Dictionary<string, int>();
        var at = 0;
        foreach (var name in reader.Headers)
        {
            places.TryAdd(name.Trim(), at++);
        }

        return places;
    }

    private static CsvReader Open(string file)
    {
        try
        {
            return CsvReader.FromFile(file, Options);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CsvFaultException(file, $"it cannot be read: {fault.Message}");
        }
    }

    private static bool Next(CsvReader reader, string file)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException fault)
        {
            throw new CsvFaultException(file, $"row {fault.LineNumber} cannot be read: {fault.Message}");
        }
        catch (IOException fault)
        {
            throw new CsvFaultException(file, $"it cannot be read: {fault.Message}");
        }
    }
}
