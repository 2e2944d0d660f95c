namespace Hall.Web.CommandLine.Csv;

/// <summary>A CSV file that cannot be used; the message names file, row and column.</summary>
public sealed class CsvFaultException : Exception
{
    /// <summary>A fault of the file as a whole.</summary>
    public CsvFaultException(string file, string fault)
        : base($"{file}: {fault}")
    {
    }

    /// <summary>A fault of one cell.</summary>
    /// <param name="file">As it was given on the command line.</param>
    /// <param name="row">Line of the file; the header is row 1.</param>
    /// <param name="column">Name of the column.</param>
    /// <param name="fault">What is wrong, as a sentence.</param>
    public CsvFaultException(string file, long row, string column, string fault)
        : base($"{file}, row {row}, column {column}: {fault}")
    {
    }
}
