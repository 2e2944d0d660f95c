namespace Hall.Core.Search;

/// <summary>Small typing errors, and sounds that many speakers do not tell apart.</summary>
internal static class LooseMatch
{
    /// <summary>From how many letters on one error is forgiven.</summary>
    public const int FewestLetters = 4;

    /// <summary>
    /// How much of a text was typed but for one error: a letter too many, one too few, another letter, two that changed places; 0 where it
    /// does not begin so.
    /// </summary>
    /// <param name="typed">What was typed, at least <see cref="FewestLetters"/> letters.</param>
    /// <param name="text">The text.</param>
    public static int WithOneError(ReadOnlySpan<char> typed, ReadOnlySpan<char> text)
    {
        var same = typed.CommonPrefixLength(text);
        if (same == typed.Length)
        {
            return same;
        }

        var rest = typed[same..];
        var other = text[same..];
        if (other.Length > 1 && rest.Length > 1 && rest[0] == other[1] && rest[1] == other[0] && Begins(other[2..], rest[2..]))
        {
            return typed.Length;
        }

        if (other.Length > 0 && Begins(other[1..], rest[1..]))
        {
            return typed.Length;
        }

        if (other.Length > 0 && Begins(other[1..], rest))
        {
            return typed.Length + 1;
        }

        return Begins(other, rest[1..]) ? typed.Length - 1 : 0;
    }

    /// <summary>
    /// How much of a text was typed where zh is z, ch is c, sh is s, a final ng is n, and l is n, as it sounds to many in the south; 0
    /// where it does not begin so.
    /// </summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="text">The text.</param>
    public static int SoundsLike(ReadOnlySpan<char> typed, ReadOnlySpan<char> text)
    {
        var at = 0;
        for (var i = 0; i < typed.Length;)
        {
            if (at >= text.Length || Folded(typed, ref i) != Folded(text, ref at))
            {
                return 0;
            }
        }

        return at;
    }

    private static bool Begins(ReadOnlySpan<char> text, ReadOnlySpan<char> typed) => text.StartsWith(typed, StringComparison.Ordinal);

    private static char Folded(ReadOnlySpan<char> letters, ref int at)
    {
        var letter = letters[at++];
        var next = at < letters.Length ? letters[at] : ' ';
        at += (letter is 'z' or 'c' or 's' && next == 'h') || (letter == 'n' && next == 'g') ? 1 : 0;
        return letter switch { 'l' => 'n', 'v' => 'u', _ => letter };
    }
}
