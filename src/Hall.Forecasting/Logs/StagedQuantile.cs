using Hall.Forecasting.Learning;

namespace Hall.Forecasting.Logs;

/// <summary>
/// A quantile rolled forward and corrected by trees, trusted as far as it has earned: the forecasts after none, some and all
/// of the trees are mixed by their losses of late. Where rolling forward is already right the trees would only add noise.
/// </summary>
internal sealed class StagedQuantile(double quantile, BoostSettings settings)
{
    private const double Memory = 0.9995;
    private const double Sharpness = 100;
    private readonly int[] _stages = [0, settings.Trees / 8, settings.Trees / 4, settings.Trees / 2, settings.Trees];
    private readonly double[] _losses = new double[5];
    private QuantileBoost? _boost;

    /// <summary>The forecasts after each stage, seconds.</summary>
    public double[] Of(float[] features, double guess) =>
        _boost is null ? Array.ConvertAll(_stages, _ => guess) : Array.ConvertAll(
            _boost.Predict(features, guess, _stages), seconds => Math.Max(1, seconds));

    /// <summary>The mixture of the stages.</summary>
    public double Mix(double[] stages)
    {
        var least = Math.Max(1e-9, _losses.Min());
        double sum = 0, weights = 0;
        for (var i = 0; i < stages.Length; i++)
        {
            var weight = Math.Exp(-Sharpness * ((_losses[i] / least) - 1));
            sum += weight * stages[i];
            weights += weight;
        }

        return weights > 0 ? sum / weights : stages[^1];
    }

    /// <summary>Learns from a wait what each stage was worth.</summary>
    public void Learn(double[] stages, double wait)
    {
        for (var i = 0; i < stages.Length; i++)
        {
            var off = wait - stages[i];
            _losses[i] = (_losses[i] * Memory) + (off > 0 ? quantile * off : (quantile - 1) * off);
        }
    }

    /// <summary>Fits the trees anew.</summary>
    public void Fit(IReadOnlyList<float[]> rows, float[] guesses, float[] waits, float[] weights) =>
        _boost = QuantileBoost.Fit(rows, guesses, waits, weights, quantile, settings, (ulong)rows.Count);
}
