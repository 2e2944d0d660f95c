namespace Hall.Benchmarks.Forecasts;

/// <summary>Linear models of the wait: least squares, and least absolute errors by reweighting (Schlossmacher 1973).</summary>
internal static class LinearModel
{
    private const int Rounds = 40;

    public static double[] LeastSquares(IReadOnlyList<double[]> rows, IReadOnlyList<double> waits) => Solve(rows, waits, _ => 1);

    public static double[] LeastAbsolute(IReadOnlyList<double[]> rows, IReadOnlyList<double> waits)
    {
        var found = LeastSquares(rows, waits);
        for (var round = 0; round < Rounds; round++)
        {
            var last = found;
            found = Solve(rows, waits, i => 1 / Math.Max(0.5, Math.Abs(waits[i] - Predict(last, rows[i]))));
        }

        return found;
    }

    public static double Predict(double[] model, double[] row) => model.Zip(row, (weight, value) => weight * value).Sum();

    private static double[] Solve(IReadOnlyList<double[]> rows, IReadOnlyList<double> waits, Func<int, double> weight)
    {
        var size = rows[0].Length;
        var system = new double[size, size + 1];
        for (var i = 0; i < rows.Count; i++)
        {
            var w = weight(i);
            for (var row = 0; row < size; row++)
            {
                for (var column = 0; column < size; column++)
                {
                    system[row, column] += w * rows[i][row] * rows[i][column];
                }

                system[row, size] += w * rows[i][row] * waits[i];
            }
        }

        return Eliminate(system, size);
    }

    private static double[] Eliminate(double[,] system, int size)
    {
        for (var pivot = 0; pivot < size; pivot++)
        {
            // A ridge so small that it only keeps a constant column from dividing by nothing.
            system[pivot, pivot] += 1e-9;
            for (var row = 0; row < size; row++)
            {
                var factor = row == pivot ? 0 : system[row, pivot] / system[pivot, pivot];
                for (var column = pivot; column <= size; column++)
                {
                    system[row, column] -= factor * system[pivot, column];
                }
            }
        }

        return [.. Enumerable.Range(0, size).Select(i => system[i, size] / system[i, i])];
    }
}
