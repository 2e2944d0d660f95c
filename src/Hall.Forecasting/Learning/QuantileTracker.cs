namespace Hall.Forecasting.Learning;

/// <summary>
/// Keeps a forecast quantile true to its name: after each outcome the factor of its horizon, of its service and of the whole
/// moves a step, up by q when the wait was longer and down by 1 − q when not (adaptive conformal inference, Gibbs and Candès
/// 2021, on the logarithm), so that in the long run a share q lies below whatever the model does.
/// </summary>
/// <param name="quantile">In (0, 1).</param>
/// <param name="step">How fast the whole moves, in logarithms; the parts move half as fast.</param>
public sealed class QuantileTracker(double quantile, double step)
{
    private const double Bound = 2.5;
    private static readonly double[] Horizons = [15, 30, 60, 120, 240, 480, 960];
    private readonly double[] _byHorizon = new double[Horizons.Length + 1];
    private readonly Dictionary<string, double> _byService = [];
    private double _whole;

    /// <summary>The factor for a forecast of so many seconds.</summary>
    public double Factor(double seconds, string service) =>
        Math.Exp(Math.Clamp(_whole + _byHorizon[HorizonOf(seconds)] + _byService.GetValueOrDefault(service), -Bound, Bound));

    /// <summary>Learns from one outcome.</summary>
    /// <param name="seconds">What was forecast before the factor.</param>
    /// <param name="service">Of which service.</param>
    /// <param name="waitSeconds">What came.</param>
    /// <param name="saidSeconds">What was said, the factor of that time included.</param>
    public void Learn(double seconds, string service, double waitSeconds, double saidSeconds)
    {
        var move = waitSeconds > saidSeconds ? quantile : quantile - 1;
        _whole = Math.Clamp(_whole + (step * move), -Bound, Bound);
        ref var horizon = ref _byHorizon[HorizonOf(seconds)];
        horizon = Math.Clamp(horizon + (step * move / 2), -Bound, Bound);
        _byService[service] = Math.Clamp(_byService.GetValueOrDefault(service) + (step * move / 2), -Bound, Bound);
    }

    private static int HorizonOf(double seconds)
    {
        var found = Array.BinarySearch(Horizons, seconds);
        return found < 0 ? ~found : found;
    }
}
