namespace Hall.Core.Search;

/// <summary>The nine keys of a telephone, 2 for a, b and c.</summary>
internal static class TelephoneKeys
{
    private const string Keys = "22233344455566677778889999";

    /// <summary>The digit of a small Latin letter; the sign itself for any other.</summary>
    public static char Of(char letter) => letter is >= 'a' and <= 'z' ? Keys[letter - 'a'] : letter;

    /// <summary>The letters of a digit.</summary>
    public static IEnumerable<char> LettersOf(int digit) =>
        Enumerable.Range('a', 26).Select(letter => (char)letter).Where(letter => Of(letter) == digit);

    /// <summary>Whether a query may mean letters: at least two signs, all digits from 2 to 9.</summary>
    public static bool MayBe(ReadOnlySpan<int> query) => query.Length > 1 && !query.ContainsAnyExceptInRange('2', '9');
}
