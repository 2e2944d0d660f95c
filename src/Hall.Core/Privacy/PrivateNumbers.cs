namespace Hall.Core.Privacy;

/// <summary>
/// Finds numbers in a text that belong to one person, and blanks them: identity cards of 18 digits (GB 11643: a region, a date of
/// birth, a check digit by ISO 7064 MOD 11-2), of 15 digits (before 1999), mobile telephones, and fixed ones with their area code or
/// behind a word such as 电话; in whatever digits, words and separators they are written. Other numbers stay: tickets, dates, amounts,
/// documents. The grammar stands in docs/PRIVATE-NUMBERS.md. Takes a time in proportion to the text.
/// </summary>
public static class PrivateNumbers
{
    private const char Blank = '*';

    /// <summary>The text with private numbers blanked but for their last digits; as long as before, so that no limit is passed.</summary>
    /// <param name="text">What was typed.</param>
    public static string Blanked(string text) => Blanked(text, everyTelephone: true);

    /// <summary>The same for what the hall itself tells citizens, where the number of an office has to stay.</summary>
    /// <param name="text">What was typed.</param>
    public static string BlankedButOffices(string text) => Blanked(text, everyTelephone: false);

    private static string Blanked(string text, bool everyTelephone)
    {
        ArgumentNullException.ThrowIfNull(text);
        var numbers = new NumberText(text);
        if (numbers.Digits.Count < NumberSearch.FewestDigits)
        {
            return text;
        }

        var hidden = new NumberSearch(numbers).Hidden(everyTelephone);
        if (!hidden.Contains(true))
        {
            return text;
        }

        var kept = text.ToCharArray();
        for (var digit = 0; digit < hidden.Length; digit++)
        {
            if (hidden[digit])
            {
                kept.AsSpan(numbers.Digits[digit].Start..numbers.Digits[digit].End).Fill(Blank);
            }
        }

        return new(kept);
    }
}
