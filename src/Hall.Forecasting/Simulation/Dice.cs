using System.Numerics;

namespace Hall.Forecasting.Simulation;

/// <summary>
/// A seeded source of chance of our own, so that a seed gives the same day on every machine and version of the platform: xoshiro256**
/// (Blackman and Vigna, 2018), its state filled by splitmix64. Not for secrets.
/// </summary>
public sealed class Dice
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;
    private double? _spareNormal;

    /// <summary>A source.</summary>
    /// <param name="seed">What people give.</param>
    /// <param name="streams">Which of the independent streams of that seed, such as replication and purpose.</param>
    public Dice(long seed, params ReadOnlySpan<int> streams)
    {
        var state = (ulong)seed;
        foreach (var stream in streams)
        {
            var own = (ulong)(uint)stream;
            state = SplitMix(ref state) ^ SplitMix(ref own);
        }

        _a = SplitMix(ref state);
        _b = SplitMix(ref state);
        _c = SplitMix(ref state);
        _d = SplitMix(ref state);
    }

    /// <summary>Uniform, 0 included, 1 excluded.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0, <paramref name="below"/> excluded.</summary>
    public int Below(int below) => (int)(Unit() * below);

    /// <summary>Exponential with mean 1.</summary>
    public double Exponential() => -Math.Log(1 - Unit());

    /// <summary>Normal with mean 0 and variance 1 (Box and Muller).</summary>
    public double Normal()
    {
        if (_spareNormal is { } spare)
        {
            _spareNormal = null;
            return spare;
        }

        var radius = Math.Sqrt(2 * Exponential());
        var (sin, cos) = Math.SinCos(2 * Math.PI * Unit());
        _spareNormal = radius * sin;
        return radius * cos;
    }

    private ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
