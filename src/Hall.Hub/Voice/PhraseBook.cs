using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Hall.Core.Configuration;

namespace Hall.Hub.Voice;

/// <summary>The words of one language, as the synthesizer should read them.</summary>
/// <param name="Language">Language, such as <c>zh-CN</c>.</param>
/// <param name="Words">The text.</param>
public sealed record SpokenLine(string Language, string Words);

/// <summary>Turns a number and a window into words.</summary>
public static partial class PhraseBook
{
    private const string Digits = "零一二三四五六七八九";
    private const string Foreign = "en";

    /// <summary>Letters of a window's label that are an abbreviation in any case, and those that are one in capitals.</summary>
    private const int LettersAtMost = 3;
    private const int CapitalsAtMost = 5;

    // Letters as Chinese syllables: a Chinese voice then has nothing that it could read as English. E differs from 一 by its
    // tone, and R is two syllables so that it is no 二.
    private static readonly string[] Letters =
    [
        "诶", "必", "西", "迪", "意", "艾弗", "吉", "艾曲", "艾", "杰", "开", "艾勒", "艾姆",
        "恩", "欧", "批", "丘", "阿尔", "艾斯", "提", "优", "威", "达不溜", "艾克斯", "歪", "贼",
    ];

    /// <summary>The lines of an announcement in the order in which they are spoken.</summary>
    public static IReadOnlyList<SpokenLine> Lines(VoiceSettings voice, SpokenAnnouncement spoken)
    {
        var phrases = spoken.Shortened ? voice.ShortPhrases : voice.Phrases;
        return [.. voice.Languages.SelectMany(language => Parts(language, Fill(phrases.In(language), language, spoken.Announcement)))];
    }

    /// <summary>A sentence of a page as the voice of its language says it.</summary>
    public static IReadOnlyList<SpokenLine> Sentence(string language, string words) => [.. Parts(language, words)];

    /// <summary>A number sign by sign.</summary>
    public static string Number(string language, string number) => IsChinese(language) ? ChineseNumber(number) : Spelled(number);

    /// <summary>
    /// A Chinese phrase as its voice can say it: abbreviations letter by letter, and foreign words apart, by the English voice,
    /// which the Chinese one would otherwise fall into in the middle of a sentence.
    /// </summary>
    internal static IEnumerable<SpokenLine> Parts(string language, string words)
    {
        if (!IsChinese(language))
        {
            return [new(language, words)];
        }

        var spelled = Abbreviation().Replace(words, letters => ChineseNumber(letters.Value));
        return ForeignWords().Split(spelled)
            .Select(part => part.Trim())
            .Where(part => part.Any(char.IsLetterOrDigit))
            .Select(part => new SpokenLine(char.IsAsciiLetter(part[0]) ? Foreign : language, part));
    }

    private static string Fill(string phrase, string language, Announcement call)
    {
        var chinese = IsChinese(language);
        var filled = phrase
            .Replace("{number}", chinese ? ChineseNumber(call.Number) : Spelled(call.Number), StringComparison.Ordinal)
            .Replace("{counter}", chinese ? ChineseCounter(call.Counter) : Counter(call.Counter), StringComparison.Ordinal);
        return chinese ? filled : CommaBeforeAStop().Replace(filled, "");
    }

    internal static bool IsChinese(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);

    // Without the comma an English voice takes a letter before another word for a word: A for the article, as in "a zero one two".
    private static string Spelled(string signs) => string.Join(
        ' ', signs.Where(char.IsLetterOrDigit).Select(sign => char.IsAsciiLetter(sign) ? $"{char.ToUpperInvariant(sign)}," : $"{sign}"));

    private static string Counter(string label) => Ordinal(label) is { } number
        ? number.ToString(CultureInfo.InvariantCulture)
        : string.Join(' ', LabelParts().Matches(label).Select(part => IsWord(part.Value) ? part.Value : Spelled(part.Value)));

    // Windows are counted in words up to 99; a longer number is a room's or a floor's, and is read figure by figure.
    private static int? Ordinal(string label) =>
        int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= 99 ? value : null;

    // VIP, vip and ETC are letters, Cashier is a word.
    private static bool IsWord(string part) =>
        char.IsAsciiLetter(part[0]) && part.Length > LettersAtMost && (part.Length > CapitalsAtMost || !part.All(char.IsAsciiLetterUpper));

    private static string ChineseNumber(string number)
    {
        var words = new StringBuilder();
        foreach (var sign in number)
        {
            words.Append(sign switch
            {
                >= '0' and <= '9' => Digits[sign - '0'].ToString(),
                >= 'A' and <= 'Z' => Letters[sign - 'A'],
                >= 'a' and <= 'z' => Letters[sign - 'a'],
                _ => sign.ToString(),
            });
        }

        return words.ToString();
    }

    private static string ChineseCounter(string label)
    {
        if (Ordinal(label) is not { } value)
        {
            return string.Concat(LabelParts().Matches(label).Select(part => IsWord(part.Value) ? part.Value : ChineseNumber(part.Value)));
        }

        var tens = value / 10;
        var ones = value % 10 == 0 ? "" : Digits[value % 10].ToString();
        return tens == 0 ? ones : (tens == 1 ? "" : Digits[tens].ToString()) + "十" + ones;
    }

    [GeneratedRegex("(?<![A-Za-z])(?:[A-Z]{1,5}|[a-z])(?![A-Za-z])")]
    private static partial Regex Abbreviation();

    [GeneratedRegex("([A-Za-z]+(?:[ '’-]+[A-Za-z]+)*)")]
    private static partial Regex ForeignWords();

    [GeneratedRegex("[A-Za-z]+|[0-9]+")]
    private static partial Regex LabelParts();

    [GeneratedRegex(@",(?=\s*(?:[,.;:!?]|$))")]
    private static partial Regex CommaBeforeAStop();
}
