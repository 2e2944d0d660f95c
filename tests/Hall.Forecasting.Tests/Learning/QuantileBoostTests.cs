using Hall.Forecasting.Learning;

namespace Hall.Forecasting.Tests.Learning;

public sealed class QuantileBoostTests
{
    private static readonly BoostSettings Settings = new(Trees: 100, Leaves: 4, Rate: 0.1, LeafRows: 20, RowShare: 0.8, FeatureShare: 1);

    [Theory]
    [InlineData(0.5, 50, 250)]
    [InlineData(0.9, 90, 290)]
    public void Fit_TwoRegimes_FindsTheQuantileOfEach(double quantile, double low, double high)
    {
        var (rows, actual) = Regimes();

        var boost = QuantileBoost.Fit(rows, new float[rows.Count], actual, Ones(rows.Count), quantile, Settings, 1);

        Assert.Equal(low, boost.Predict([0.2f, 0], 0), 12.0);
        Assert.Equal(high, boost.Predict([0.8f, 0], 0), 12.0);
    }

    [Fact]
    public void Fit_SameSeed_SamePredictions()
    {
        var (rows, actual) = Regimes();

        var (one, other) = (Fit(), Fit());

        Assert.All(rows[..50], row => Assert.Equal(one.Predict(row, 0), other.Predict(row, 0)));

        QuantileBoost Fit() => QuantileBoost.Fit(rows, new float[rows.Count], actual, Ones(rows.Count), 0.5, Settings, 9);
    }

    [Fact]
    public void Fit_NothingToLearnFrom_KeepsTheGuess()
    {
        var rows = Enumerable.Repeat(new float[] { 1, 1 }, 50).ToList();

        var boost = QuantileBoost.Fit(rows, [.. Enumerable.Repeat(40f, 50)], [.. Enumerable.Repeat(40f, 50)], Ones(50), 0.5, Settings, 1);

        Assert.Equal(40, boost.Predict([1, 1], 40), 6);
    }

    // Uniform over 0–100 below a half, over 200–300 above; the second feature says nothing.
    private static (List<float[]> Rows, float[] Actual) Regimes()
    {
        var random = new Seeded(4);
        var rows = new List<float[]>();
        var actual = new float[4000];
        for (var i = 0; i < actual.Length; i++)
        {
            rows.Add([(float)random.Unit(), (float)random.Unit()]);
            actual[i] = (float)((rows[i][0] > 0.5 ? 200 : 0) + (100 * random.Unit()));
        }

        return (rows, actual);
    }

    private static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];
}
