namespace Hall.Forecasting.Learning;

/// <summary>
/// The last durations of one service, as they were: real ones are not exponential (squared coefficient of variation 1.3–1.5).
/// Begins with a few exponential ones of a typical mean, so that the first forecast of a new log has something to go by.
/// </summary>
internal sealed class ServiceDurations
{
    private const int Most = 2048;
    private const int Prior = 8;
    private const int SortEvery = 32;
    private const int FewestBeyond = 4;
    private readonly List<double> _recent = new(Most);
    private readonly double _longestRatio;
    private double[] _sorted = [];
    private int _next;
    private int _unsorted;

    /// <param name="typicalSeconds">Mean before anything is known.</param>
    /// <param name="longestRatio">Longer than so many means counts as that: someone forgot to end it.</param>
    public ServiceDurations(double typicalSeconds, double longestRatio = 10)
    {
        _longestRatio = longestRatio;
        for (var i = 0; i < Prior; i++)
        {
            _recent.Add(-typicalSeconds * Math.Log((i + 0.5) / Prior));
        }

        Sort();
    }

    /// <summary>Mean of the last ones, seconds.</summary>
    public double MeanSeconds { get; private set; }

    public void Learn(double seconds)
    {
        var kept = Math.Min(seconds, Math.Max(60, _longestRatio * MeanSeconds));
        if (_recent.Count < Most)
        {
            _recent.Add(kept);
        }
        else
        {
            _recent[_next] = kept;
            _next = (_next + 1) % Most;
        }

        if (++_unsorted >= SortEvery)
        {
            Sort();
        }
    }

    /// <summary>A whole duration.</summary>
    public double Sample(ref Seeded random) => _sorted[random.Below(_sorted.Length)];

    /// <summary>What is left of one that has lasted so long already.</summary>
    public double SampleLeft(double elapsed, ref Seeded random)
    {
        var found = Array.BinarySearch(_sorted, elapsed);
        var from = found < 0 ? ~found : found;
        var beyond = _sorted.Length - from;
        return beyond < FewestBeyond
            ? random.Exponential() * Math.Max(MeanSeconds, elapsed / 2)
            : Math.Max(0.5, _sorted[from + random.Below(beyond)] - elapsed);
    }

    private void Sort()
    {
        _sorted = [.. _recent];
        Array.Sort(_sorted);
        MeanSeconds = Math.Max(1, _sorted.Average());
        _unsorted = 0;
    }
}
