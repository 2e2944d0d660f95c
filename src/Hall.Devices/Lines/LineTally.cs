namespace Hall.Devices.Lines;

/// <summary>Counts what goes over a line. Safe for many threads.</summary>
public sealed class LineTally
{
    private readonly Lock _gate = new();
    private LineCounts _counts = new();

    /// <summary>So far.</summary>
    public LineCounts Counts
    {
        get
        {
            lock (_gate)
            {
                return _counts;
            }
        }
    }

    /// <summary>Counts something.</summary>
    public void Add(Func<LineCounts, LineCounts> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
        {
            _counts = change(_counts);
        }
    }
}
