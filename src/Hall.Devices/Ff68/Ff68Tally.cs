using Hall.Devices.Lines;

namespace Hall.Devices.Ff68;

/// <summary>Counts what happens on a bus; safe for many threads.</summary>
internal sealed class Ff68Tally
{
    private readonly Lock gate = new();
    private Ff68Counts counts = new();

    public Ff68Counts Counts
    {
        get
        {
            lock (gate)
            {
                return counts;
            }
        }
    }

    public void Add(Func<Ff68Counts, Ff68Counts> change)
    {
        lock (gate)
        {
            counts = change(counts);
        }
    }
}
