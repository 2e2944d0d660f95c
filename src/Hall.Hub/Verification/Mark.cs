namespace Hall.Hub.Verification;

/// <summary>
/// A number made of the columns of a row, the same in every process. It need not be secret: it compares two records that each could be
/// written
/// by whoever may write one, and nobody gains by two rows with the same one.
/// </summary>
internal readonly record struct Mark(ulong Value)
{
    private const ulong Prime = 0x9E3779B97F4A7C15UL;

    /// <summary>The mark of a row of some kind that has nothing yet.</summary>
    public static Mark Of(long kind) => new Mark(0x51_7C_C1_B7_27_22_0A_95UL).And(kind);

    /// <summary>With a number more.</summary>
    public Mark And(long number)
    {
        var mixed = (Value ^ (ulong)number) * Prime;
        return new(mixed ^ (mixed >> 29));
    }

    /// <summary>With an instant more; null is another one than any.</summary>
    public Mark And(long? number) => number is { } known ? And(known) : And(long.MinValue);

    /// <summary>With a text more, which carries its length; null is another one than any.</summary>
    public Mark And(string? text)
    {
        if (text is null)
        {
            return And(-1);
        }

        var (mark, word, filled) = (And(text.Length), 0UL, 0);
        foreach (var character in text)
        {
            word = (word << 16) | character;
            if (++filled == 4)
            {
                (mark, word, filled) = (mark.And((long)word), 0, 0);
            }
        }

        return filled == 0 ? mark : mark.And((long)word);
    }
}
