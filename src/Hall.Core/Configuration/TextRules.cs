using System.Globalization;
using System.Text.RegularExpressions;

namespace Hall.Core.Configuration;

/// <summary>What a text that citizens read may hold.</summary>
internal static partial class TextRules
{
    public const int LongestName = 200;

    public const int LongestSentence = 1000;

    public static void Check(RuleFaults faults, string path, LocalText texts, bool chineseNeeded, int longest = LongestName)
    {
        if (chineseNeeded && (!texts.TryGetValue("zh-CN", out var chinese) || string.IsNullOrWhiteSpace(chinese)))
        {
            faults.Add($"{path}.zh-CN", "The Chinese text is missing. Add \"zh-CN\".");
        }

        foreach (var (language, text) in texts)
        {
            CheckLanguage(faults, $"{path}.{language}", language);
            Check(faults, $"{path}.{language}", text, longest);
        }
    }

    public static void Check(RuleFaults faults, string path, string text, int longest = LongestName)
    {
        if (text.Length > longest)
        {
            faults.Add(path, Invariant($"This text has {text.Length} characters. Shorten it to {longest}."));
        }

        if (text.Any(IsInvisible))
        {
            faults.Add(path, "This text holds a control character. Remove it; line breaks and tabs do not belong here either.");
        }

        if (text.AsSpan().IndexOfAny('<', '>') >= 0)
        {
            faults.Add(path, "This text holds < or >, as scripts do. Write it in words.");
        }
    }

    public static void CheckLanguage(RuleFaults faults, string path, string language)
    {
        if (!LanguageTag().IsMatch(language))
        {
            faults.Add(path, $"\"{language}\" is not a language. Use a tag such as \"zh-CN\" or \"en\".");
        }
    }

    public static void CheckIdentifier(RuleFaults faults, string path, string value)
    {
        if (!Identifier().IsMatch(value))
        {
            faults.Add(path, $"\"{value}\" cannot be a name in an address. Use 1 to 32 letters, digits and hyphens.");
        }
    }

    public static bool IsHall(string value) => HallPattern().IsMatch(value);

    // Besides controls this catches the marks that turn the direction of writing around and line separators.
    private static bool IsInvisible(char character) =>
        CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    [GeneratedRegex(@"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\z")]
    private static partial Regex LanguageTag();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9-]{0,31}\z")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?\z")]
    private static partial Regex HallPattern();
}
