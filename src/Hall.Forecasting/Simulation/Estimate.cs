namespace Hall.Forecasting.Simulation;

/// <summary>
/// A mean over replications, with the half-width of its 95 % confidence interval (Student's t); 0 for a single replication.
/// </summary>
/// <param name="Mean">Mean.</param>
/// <param name="Ci95">Half-width of the interval: 19 times in 20 the true mean lies within mean ± this.</param>
public sealed record Estimate(double Mean, double Ci95)
{
    /// <summary>Estimates from one value a replication; null from none.</summary>
    public static Estimate? Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        var mean = values.Average();
        if (values.Count == 1)
        {
            return new(mean, 0);
        }

        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
        return new(mean, StudentT(values.Count - 1) * Math.Sqrt(variance / values.Count));
    }

    /// <summary>Whether a value lies in the interval.</summary>
    public bool Covers(double value) => Math.Abs(value - Mean) <= Ci95;

    /// <summary>
    /// The 0.975 quantile of Student's t: the expansion around the normal (Abramowitz and Stegun 26.7.5), exact below three degrees.
    /// </summary>
    public static double StudentT(int degrees)
    {
        const double Z = 1.959963985;
        return degrees switch
        {
            1 => 12.7062,
            2 => 4.30265,
            _ => Z
                + ((Math.Pow(Z, 3) + Z) / (4.0 * degrees))
                + (((5 * Math.Pow(Z, 5)) + (16 * Math.Pow(Z, 3)) + (3 * Z)) / (96 * Math.Pow(degrees, 2)))
                + (((3 * Math.Pow(Z, 7)) + (19 * Math.Pow(Z, 5)) + (17 * Math.Pow(Z, 3)) - (15 * Z)) / (384 * Math.Pow(degrees, 3))),
        };
    }
}
