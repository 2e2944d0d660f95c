namespace Hall.Core.Search;

/// <summary>Forms of English words, and words that say nothing about a matter.</summary>
internal static class EnglishWords
{
    private static readonly HashSet<string> Empty =
    [
        "a", "an", "and", "any", "apply", "applying", "application", "are", "at", "be", "can", "do", "for", "from", "get", "getting", "go",
        "have", "help", "how", "i", "if", "im", "in", "is", "it", "like", "me", "my", "need", "of", "on", "or", "our", "please", "pls",
        "query", "some", "that", "the", "there", "this", "to", "want", "was", "we", "what", "when", "where", "who", "with", "would",
        "you", "your",
    ];

    /// <summary>Whether a word of a query says nothing about a matter.</summary>
    public static bool IsEmpty(string word) => Empty.Contains(word);

    /// <summary>Whether two words are forms of one: card and cards, benefit and benefits, retire, retired and retiring.</summary>
    public static bool IsSame(string word, ReadOnlySpan<int> typed)
    {
        if (typed.Length < 3 || word.Length < 3 || typed[0] != word[0] || typed.Length > 30)
        {
            return false;
        }

        Span<char> letters = stackalloc char[typed.Length];
        for (var i = 0; i < typed.Length; i++)
        {
            if (typed[i] > char.MaxValue)
            {
                return false;
            }

            letters[i] = (char)typed[i];
        }

        return StemOf(word).SequenceEqual(StemOf(letters));
    }

    private static ReadOnlySpan<char> StemOf(ReadOnlySpan<char> word)
    {
        foreach (var (ending, instead) in Endings)
        {
            if (word.Length > ending.Length + 2 && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return word[..^(ending.Length - instead)];
            }
        }

        return word;
    }

    // What is cut from the end; of "ies" and "y" both keep the letter before.
    private static readonly (string Ending, int Kept)[] Endings =
    [
        ("ments", 0), ("ment", 0), ("ings", 0), ("ing", 0), ("ies", 0), ("ied", 0), ("ed", 0), ("es", 0), ("s", 0), ("e", 0), ("y", 0),
    ];
}
