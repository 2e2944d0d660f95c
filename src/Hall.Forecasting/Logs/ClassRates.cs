namespace Hall.Forecasting.Logs;

/// <summary>How often people of each class come and have to wait, forgetting over half an hour.</summary>
internal sealed class ClassRates
{
    private const double MemorySeconds = 1800;
    private readonly List<double> _counts = [];
    private readonly List<double> _at = [];

    public int Count => _counts.Count;

    public void Clear()
    {
        _counts.Clear();
        _at.Clear();
    }

    public void Arrived(int kind, double at)
    {
        while (_counts.Count <= kind)
        {
            _counts.Add(0);
            _at.Add(at);
        }

        _counts[kind] = (_counts[kind] * Math.Exp((_at[kind] - at) / MemorySeconds)) + 1;
        _at[kind] = at;
    }

    /// <summary>Arrivals a second.</summary>
    public double Of(int kind, double now) => _counts[kind] * Math.Exp((_at[kind] - now) / MemorySeconds) / MemorySeconds;
}
