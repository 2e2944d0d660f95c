namespace Hall.Forecasting.Learning;

/// <summary>A small binary tree: node i goes left when its feature is at most its cut; leaves hold what is added.</summary>
internal sealed class BoostTree(int mostLeaves)
{
    private readonly int[] _feature = new int[(2 * mostLeaves) - 1];
    private readonly float[] _cut = new float[(2 * mostLeaves) - 1];
    private readonly int[] _left = new int[(2 * mostLeaves) - 1];
    private readonly double[] _value = new double[(2 * mostLeaves) - 1];
    private int _count = 1;

    public double Predict(float[] row)
    {
        var node = 0;
        while (_left[node] != 0)
        {
            node = row[_feature[node]] <= _cut[node] ? _left[node] : _left[node] + 1;
        }

        return _value[node];
    }

    /// <summary>Splits a leaf; the left child is returned, the right one follows it.</summary>
    public int Split(int node, int feature, float cut)
    {
        (_feature[node], _cut[node], _left[node]) = (feature, cut, _count);
        _count += 2;
        return _left[node];
    }

    public void SetLeaf(int node, double value) => _value[node] = value;
}
