namespace Hall.Forecasting.Learning;

/// <summary>
/// Random numbers from a seed (SplitMix64, Steele, Lea and Flood 2014): the same forecast for the same hall, on any machine.
/// </summary>
public struct Seeded(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Uniform over all 64-bit numbers.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>Uniform in (0, 1); never 0, so that its logarithm is finite.</summary>
    public double Unit() => ((Next() >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 … <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(Unit() * count);

    /// <summary>Exponential with mean 1.</summary>
    public double Exponential() => -Math.Log(Unit());
}
