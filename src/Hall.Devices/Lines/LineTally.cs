namespace Hall.Devices.Lines;

/// <summary>Counts what goes over a line. Safe for many threads.</summary>
public sealed class LineTally
{
    private readonly Lock gate = new();
    private LineCounts counts = new();

    /// <summary>So far.</summary>
    public LineCounts Counts
    {
        get
        {
            lock (gate)
            {
                return counts;
            }
        }
    }

    /// <summary>Counts something.</summary>
    public void Add(Func<LineCounts, LineCounts> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (gate)
        {
            counts = change(counts);
        }
    }
}
