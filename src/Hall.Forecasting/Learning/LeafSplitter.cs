namespace Hall.Forecasting.Learning;

/// <summary>The best cut of a leaf: where the gradients of both sides differ most (Friedman 2001), found on histograms.</summary>
/// <param name="Gain">How much better, 0 when no cut helps.</param>
/// <param name="Feature">Which feature.</param>
/// <param name="Bin">Rows in this bin or a lower one go left.</param>
internal readonly record struct LeafCut(double Gain, int Feature, int Bin);

/// <summary>Finds cuts over the same binned rows for all trees of a fit.</summary>
internal sealed class LeafSplitter(FeatureBins bins, byte[][] columns, int leafRows)
{
    private readonly double[] _gradients = new double[FeatureBins.Most];
    private readonly double[] _weights = new double[FeatureBins.Most];
    private readonly int[] _counts = new int[FeatureBins.Most];

    public LeafCut Best(ReadOnlySpan<int> rows, float[] gradient, float[] weight, ReadOnlySpan<int> features)
    {
        var best = default(LeafCut);
        if (rows.Length < 2 * leafRows)
        {
            return best;
        }

        foreach (var feature in features)
        {
            var cut = BestOf(rows, gradient, weight, feature);
            best = cut.Gain > best.Gain ? cut : best;
        }

        return best;
    }

    private LeafCut BestOf(ReadOnlySpan<int> rows, float[] gradient, float[] weight, int feature)
    {
        var count = bins.CountOf(feature);
        Array.Clear(_gradients, 0, count);
        Array.Clear(_weights, 0, count);
        Array.Clear(_counts, 0, count);
        var column = columns[feature];
        foreach (var row in rows)
        {
            var bin = column[row];
            _gradients[bin] += gradient[row];
            _weights[bin] += weight[row];
            _counts[bin]++;
        }

        double all = 0, allWeight = 0;
        for (var bin = 0; bin < count; bin++)
        {
            all += _gradients[bin];
            allWeight += _weights[bin];
        }

        return Scan(feature, count, rows.Length, all, allWeight);
    }

    private LeafCut Scan(int feature, int count, int rows, double all, double allWeight)
    {
        var best = default(LeafCut);
        var whole = all * all / allWeight;
        double left = 0, leftWeight = 0;
        var leftRows = 0;
        for (var bin = 0; bin < count - 1; bin++)
        {
            left += _gradients[bin];
            leftWeight += _weights[bin];
            leftRows += _counts[bin];
            if (leftRows < leafRows)
            {
                continue;
            }

            if (rows - leftRows < leafRows)
            {
                break;
            }

            var right = all - left;
            var gain = (left * left / leftWeight) + (right * right / (allWeight - leftWeight)) - whole;
            best = gain > best.Gain ? new(gain, feature, bin) : best;
        }

        return best;
    }
}
