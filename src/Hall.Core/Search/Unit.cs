namespace Hall.Core.Search;

/// <summary>What a phrase is made of: a Chinese character, or a word of other letters and digits.</summary>
/// <param name="Character">The character in its simple form; 0 for a word.</param>
/// <param name="Readings">How the character is read; none for a word.</param>
/// <param name="Word">The word in small letters; empty for a character.</param>
/// <param name="Start">Where it begins in the text, in chars.</param>
/// <param name="Length">How long it is in the text, in chars.</param>
internal readonly record struct Unit(int Character, string[] Readings, string Word, int Start, int Length)
{
    public bool IsWord => Character == 0;
}
