namespace Hall.Forecasting.Learning;

/// <summary>
/// Corrects a first guess of a quantile by gradient-boosted trees under the pinball loss; each leaf adds that quantile of
/// what is left over (Friedman 2001, "LAD TreeBoost", for any quantile). Seeded: the same rows give the same trees.
/// </summary>
public sealed class QuantileBoost
{
    private readonly List<BoostTree> _trees = [];

    private QuantileBoost()
    {
    }

    /// <summary>The corrected quantile of a row whose first guess is <paramref name="guess"/>.</summary>
    public double Predict(float[] row, double guess) => Predict(row, guess, [_trees.Count])[0];

    /// <summary>The same after so many trees each.</summary>
    /// <param name="row">The features.</param>
    /// <param name="guess">The first guess.</param>
    /// <param name="stages">Numbers of trees, growing.</param>
    public double[] Predict(float[] row, double guess, ReadOnlySpan<int> stages)
    {
        var found = new double[stages.Length];
        var tree = 0;
        for (var stage = 0; stage < stages.Length; stage++)
        {
            for (; tree < stages[stage]; tree++)
            {
                guess += _trees[tree].Predict(row);
            }

            found[stage] = guess;
        }

        return found;
    }

    /// <summary>Fits to what was guessed and what came.</summary>
    /// <param name="rows">Features, all of one length; at least one row.</param>
    /// <param name="guesses">First guess of each row.</param>
    /// <param name="actual">What came.</param>
    /// <param name="weights">Weight of each row, above 0.</param>
    /// <param name="quantile">In (0, 1).</param>
    /// <param name="settings">How many trees, how large.</param>
    /// <param name="seed">Of the choice of rows and features.</param>
    public static QuantileBoost Fit(
        IReadOnlyList<float[]> rows, float[] guesses, float[] actual, float[] weights, double quantile, BoostSettings settings, ulong seed)
    {
        var bins = new FeatureBins(rows);
        var columns = new byte[bins.Features][];
        for (var feature = 0; feature < columns.Length; feature++)
        {
            columns[feature] = bins.Column(rows, feature);
        }

        var fit = new BoostFit(rows, bins, columns, actual, weights, quantile, settings, new(seed));
        var boost = new QuantileBoost();
        var current = Array.ConvertAll(guesses, guess => (double)guess);
        for (var i = 0; i < settings.Trees; i++)
        {
            boost._trees.Add(fit.Grow(current));
        }

        return boost;
    }
}
