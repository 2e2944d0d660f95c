using System.Runtime.InteropServices;

namespace Hall.Hub.Verification;

/// <summary>
/// Sums of the marks of rows, kept by a key such as a day or a range of tickets: equal when the rows are, whatever their order, and small
/// however many rows there are. One side adds its rows, the other takes its own away; what is left differs.
/// </summary>
internal sealed class MarkSums
{
    private readonly Dictionary<long, (long Rows, ulong Marks)> _sums = [];

    /// <summary>Adds a row so many times.</summary>
    public void Add(long key, Mark mark, long times = 1)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, key, out _);
        sum = (sum.Rows + times, sum.Marks + (mark.Value * (ulong)times));
    }

    /// <summary>Adds all sums of another.</summary>
    public void Include(MarkSums other)
    {
        foreach (var (key, (rows, marks)) in other._sums)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, key, out _);
            sum = (sum.Rows + rows, sum.Marks + marks);
        }
    }

    /// <summary>The keys under which two sides differ, in order.</summary>
    public List<long> Unlike(MarkSums other) =>
        [.. _sums.Keys.Union(other._sums.Keys).Where(key => _sums.GetValueOrDefault(key) != other._sums.GetValueOrDefault(key)).Order()];
}
