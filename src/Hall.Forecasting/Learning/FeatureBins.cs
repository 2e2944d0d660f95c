namespace Hall.Forecasting.Learning;

/// <summary>Cuts each feature into at most 64 bins of about equal weight, so that a split is found by counting.</summary>
internal sealed class FeatureBins
{
    public const int Most = 64;
    private const int SampleSize = 4096;
    private readonly float[][] _cuts;

    public FeatureBins(IReadOnlyList<float[]> rows)
    {
        var features = rows[0].Length;
        var step = Math.Max(1, rows.Count / SampleSize);
        var sample = new float[(rows.Count + step - 1) / step];
        _cuts = new float[features][];
        for (var feature = 0; feature < features; feature++)
        {
            for (var i = 0; i < sample.Length; i++)
            {
                sample[i] = rows[i * step][feature];
            }

            Array.Sort(sample);
            _cuts[feature] = CutsOf(sample);
        }
    }

    public int Features => _cuts.Length;

    /// <summary>The number of bins of a feature: one more than its cuts.</summary>
    public int CountOf(int feature) => _cuts[feature].Length + 1;

    /// <summary>Values up to this lie in the bin or below it.</summary>
    public float UpperOf(int feature, int bin) => _cuts[feature][bin];

    /// <summary>The bins of one feature of all rows.</summary>
    public byte[] Column(IReadOnlyList<float[]> rows, int feature)
    {
        var column = new byte[rows.Count];
        for (var row = 0; row < column.Length; row++)
        {
            var found = Array.BinarySearch(_cuts[feature], rows[row][feature]);
            column[row] = (byte)(found < 0 ? ~found : found);
        }

        return column;
    }

    private static float[] CutsOf(float[] sorted)
    {
        var cuts = new List<float>(Most - 1);
        for (var i = 1; i < Most; i++)
        {
            var at = sorted[(int)((long)i * sorted.Length / Most)];
            if (at < sorted[^1] && (cuts.Count == 0 || at > cuts[^1]))
            {
                cuts.Add(at);
            }
        }

        return [.. cuts];
    }
}
