namespace Hall.Core.Configuration;

/// <summary>Something in a hall's configuration that must be mended before the hub takes it.</summary>
/// <param name="Path">Where it stands, such as <c>services[3].zone</c>; empty for the file as a whole.</param>
/// <param name="Line">Line in the file, from 1; 0 when the configuration did not come from a file.</param>
/// <param name="Message">A sentence that says what is wrong and what to do.</param>
public sealed record ConfigurationFault(string Path, int Line, string Message)
{
    /// <summary>One line for a log or a terminal: <c>line 12, services[3].zone: …</c>.</summary>
    public override string ToString() =>
        (Line > 0 ? $"line {Line}, " : "") + (Path.Length > 0 ? Path : "the file") + ": " + Message;
}
