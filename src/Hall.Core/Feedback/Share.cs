namespace Hall.Core.Feedback;

/// <summary>The ends of an interval, percent.</summary>
/// <param name="LowPercent">Lower end, 0 to 100.</param>
/// <param name="HighPercent">Upper end, 0 to 100.</param>
public readonly record struct Interval(double LowPercent, double HighPercent);

/// <summary>A share that never stands without what it is made of.</summary>
/// <param name="Numerator">How many of them.</param>
/// <param name="Denominator">Out of how many, n.</param>
public readonly record struct Share(long Numerator, long Denominator)
{
    /// <summary>From this n on a share is shown without its interval.</summary>
    public const int Enough = 30;

    private const double Z95 = 1.959963984540054;

    /// <summary>Percent; null when there is nothing to divide by, which is not the same as nought.</summary>
    public double? Percent => Denominator == 0 ? null : 100.0 * Numerator / Denominator;

    /// <summary>
    /// Wilson 95 % interval, given while n is under <see cref="Enough"/>; null where the numerator is no part of n, as complaints may not
    /// be.
    /// </summary>
    public Interval? Interval => Denominator is 0 or >= Enough || Numerator > Denominator ? null : Wilson(Numerator, Denominator);

    /// <summary>
    /// Whether the difference to another share is more than chance gives: nought lies outside the 95 % interval of the difference, made of
    /// both Wilson intervals (Newcombe 1998, method 10). False where either has nothing to divide by or is no part of its n.
    /// </summary>
    /// <param name="other">The share it is compared with.</param>
    public bool DiffersFrom(Share other)
    {
        if (Denominator == 0 || other.Denominator == 0 || Numerator > Denominator || other.Numerator > other.Denominator)
        {
            return false;
        }

        var (one, two) = (Wilson(Numerator, Denominator), Wilson(other.Numerator, other.Denominator));
        var (mine, theirs) = (Percent!.Value, other.Percent!.Value);
        return mine > theirs
            ? mine - theirs > double.Hypot(mine - one.LowPercent, two.HighPercent - theirs)
            : theirs - mine > double.Hypot(theirs - two.LowPercent, one.HighPercent - mine);
    }

    /// <summary>
    /// The interval of Wilson (1927): its ends are the true shares that the observed one would just not contradict at 95 %.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">n is not positive, or the numerator is not between nought and n.</exception>
    public static Interval Wilson(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numerator, denominator);
        double n = denominator;
        var p = numerator / n;
        const double z2 = Z95 * Z95;
        var middle = (p + (z2 / (2 * n))) / (1 + (z2 / n));
        var half = Z95 * Math.Sqrt((p * (1 - p) / n) + (z2 / (4 * n * n))) / (1 + (z2 / n));
        return new(100 * Math.Max(0, middle - half), 100 * Math.Min(1, middle + half));
    }
}
