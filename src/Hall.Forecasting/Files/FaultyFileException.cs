namespace Hall.Forecasting.Files;

/// <summary>A file cannot be used; the message names the file and the place and says what to do.</summary>
public sealed class FaultyFileException(string message) : Exception(message);
