namespace Hall.Forecasting.Learning;

/// <summary>
/// How long someone takes over what others take at the same services, decaying, shrunk towards 1 while there is little to go by.
/// </summary>
internal sealed class Slowness
{
    private const double ShrinkServices = 60;
    private const double Step = 0.01;
    private const double LongestRatio = 4;
    private double _meanRatio = 1;
    private double _learned;

    /// <summary>1 is as fast as the others, 2 takes twice as long.</summary>
    public double Factor => 1 + ((_meanRatio - 1) * _learned / (_learned + ShrinkServices));

    /// <summary>Learns from a duration and the mean of its service.</summary>
    public void Learn(double seconds, double meanSeconds)
    {
        _learned++;
        _meanRatio += Math.Max(Step, 1 / (_learned + 1)) * (Math.Min(LongestRatio, seconds / meanSeconds) - _meanRatio);
    }
}
