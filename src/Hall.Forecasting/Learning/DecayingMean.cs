namespace Hall.Forecasting.Learning;

/// <summary>A mean in which the newest counts a fixed share.</summary>
/// <param name="usual">Before anything is known.</param>
/// <param name="share">Of the newest, 0–1.</param>
public sealed class DecayingMean(double usual, double share)
{
    /// <summary>The mean.</summary>
    public double Value { get; private set; } = usual;

    /// <summary>Learns one value.</summary>
    public void Learn(double value) => Value += share * (value - Value);
}
