namespace Hall.Core.Waiting;

/// <summary>Some counters of a hall, a bit each by their place in a list of all. Two with the same counters are equal.</summary>
internal readonly struct CounterSet(ulong[] bits) : IEquatable<CounterSet>
{
    private readonly ulong[] _bits = bits;

    /// <summary>Those of a list that fulfil a condition.</summary>
    public static CounterSet Of<T>(IReadOnlyList<T> all, Func<T, bool> condition)
    {
        var bits = new ulong[(all.Count + 63) / 64];
        for (var i = 0; i < all.Count; i++)
        {
            bits[i / 64] |= condition(all[i]) ? 1UL << (i % 64) : 0;
        }

        return new(bits);
    }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty
    {
        get
        {
            foreach (var word in _bits)
            {
                if (word != 0)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>How many.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _bits)
            {
                count += System.Numerics.BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>Whether the counter at a place of the list is among them.</summary>
    public bool Has(int index) => (_bits[index / 64] >> (index % 64) & 1) != 0;

    /// <summary>Those that are in both; both were made from the same list.</summary>
    public CounterSet And(CounterSet other) => With(other, (mine, theirs) => mine & theirs);

    /// <summary>Those that are not in the other; both were made from the same list.</summary>
    public CounterSet Except(CounterSet other) => With(other, (mine, theirs) => mine & ~theirs);

    /// <inheritdoc />
    public bool Equals(CounterSet other) => _bits.AsSpan().SequenceEqual(other._bits);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is CounterSet other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var word in _bits)
        {
            hash.Add(word);
        }

        return hash.ToHashCode();
    }

    private CounterSet With(CounterSet other, Func<ulong, ulong, ulong> join)
    {
        var bits = new ulong[_bits.Length];
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = join(_bits[i], other._bits[i]);
        }

        return new(bits);
    }
}
