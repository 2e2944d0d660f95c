namespace Hall.Forecasting.Learning;

/// <summary>Grows one tree after the other on what the trees before left over.</summary>
internal sealed class BoostFit
{
    private readonly IReadOnlyList<float[]> _rows;
    private readonly FeatureBins _bins;
    private readonly byte[][] _columns;
    private readonly float[] _actual;
    private readonly float[] _weights;
    private readonly double _quantile;
    private readonly BoostSettings _settings;
    private readonly LeafSplitter _splitter;
    private readonly float[] _gradient;
    private readonly int[] _chosen;
    private readonly int[] _features;
    private readonly double[] _left;
    private readonly double[] _leftWeight;
    private Seeded _random;

    public BoostFit(IReadOnlyList<float[]> rows, FeatureBins bins, byte[][] columns, float[] actual, float[] weights, double quantile,
        BoostSettings settings, Seeded random)
    {
        (_rows, _bins, _columns, _actual, _weights, _quantile, _settings, _random) =
            (rows, bins, columns, actual, weights, quantile, settings, random);
        _splitter = new(bins, columns, settings.LeafRows);
        _gradient = new float[rows.Count];
        _chosen = new int[rows.Count];
        _left = new double[rows.Count];
        _leftWeight = new double[rows.Count];
        _features = [.. Enumerable.Range(0, bins.Features)];
    }

    /// <summary>Grows a tree and adds it to the guesses.</summary>
    public BoostTree Grow(double[] current)
    {
        var count = ChooseRows(current);
        var features = ChooseFeatures();
        var tree = new BoostTree(_settings.Leaves);
        var leaves = new List<(int Node, int From, int To, LeafCut Cut)> { (0, 0, count, Cut(0, count)) };
        while (leaves.Count < _settings.Leaves)
        {
            var at = 0;
            for (var i = 1; i < leaves.Count; i++)
            {
                at = leaves[i].Cut.Gain > leaves[at].Cut.Gain ? i : at;
            }

            var (node, from, to, cut) = leaves[at];
            if (cut.Gain <= 1e-9)
            {
                break;
            }

            var middle = Partition(from, to, cut);
            var left = tree.Split(node, cut.Feature, _bins.UpperOf(cut.Feature, cut.Bin));
            leaves[at] = (left, from, middle, Cut(from, middle));
            leaves.Add((left + 1, middle, to, Cut(middle, to)));
        }

        foreach (var (node, from, to, _) in leaves)
        {
            tree.SetLeaf(node, _settings.Rate * LeftOver(current, from, to));
        }

        for (var row = 0; row < current.Length; row++)
        {
            current[row] += tree.Predict(_rows[row]);
        }

        return tree;

        LeafCut Cut(int from, int to) => _splitter.Best(_chosen.AsSpan(from, to - from), _gradient, _weights, features);
    }

    private int ChooseRows(double[] current)
    {
        var count = 0;
        for (var row = 0; row < current.Length; row++)
        {
            if (_random.Unit() < _settings.RowShare)
            {
                _chosen[count++] = row;
                _gradient[row] = (float)(_weights[row] * (_actual[row] > current[row] ? _quantile : _quantile - 1));
            }
        }

        return count;
    }

    private int[] ChooseFeatures()
    {
        var count = Math.Max(1, (int)(_settings.FeatureShare * _features.Length));
        for (var i = 0; i < count; i++)
        {
            var other = i + _random.Below(_features.Length - i);
            (_features[i], _features[other]) = (_features[other], _features[i]);
        }

        return _features[..count];
    }

    private int Partition(int from, int to, LeafCut cut)
    {
        var column = _columns[cut.Feature];
        while (from < to)
        {
            if (column[_chosen[from]] <= cut.Bin)
            {
                from++;
            }
            else
            {
                to--;
                (_chosen[from], _chosen[to]) = (_chosen[to], _chosen[from]);
            }
        }

        return from;
    }

    /// <summary>The weighted quantile of what is left over in a leaf.</summary>
    private double LeftOver(double[] current, int from, int to)
    {
        var total = 0.0;
        for (var i = from; i < to; i++)
        {
            var row = _chosen[i];
            _left[i] = _actual[row] - current[row];
            _leftWeight[i] = _weights[row];
            total += _weights[row];
        }

        Array.Sort(_left, _leftWeight, from, to - from);
        var below = 0.0;
        for (var i = from; i < to; i++)
        {
            below += _leftWeight[i];
            if (below >= _quantile * total)
            {
                return _left[i];
            }
        }

        return 0;
    }
}
