namespace Hall.Forecasting.Live;

/// <summary>A range before it is made fit to be shown, seconds.</summary>
public readonly record struct RawRange(double P50Seconds, double P90Seconds);
