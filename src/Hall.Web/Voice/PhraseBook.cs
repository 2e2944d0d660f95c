using System.Globalization;
using System.Text;
using Hall.Core.Configuration;

namespace Hall.Web.Voice;

/// <summary>The words of one language, as the synthesizer should read them.</summary>
/// <param name="Language">Language, such as <c>zh-CN</c>.</param>
/// <param name="Words">The text.</param>
public sealed record SpokenLine(string Language, string Words);

/// <summary>Turns a number and a window into words.</summary>
public static class PhraseBook
{
    private const string Digits = "零一二三四五六七八九";

    // Letters as Chinese syllables: a Chinese voice then has nothing that it could read as English.
    private static readonly string[] Letters =
    [
        "诶", "必", "西", "迪", "伊", "艾弗", "吉", "艾曲", "艾", "杰", "开", "艾勒", "艾姆",
        "恩", "欧", "批", "丘", "阿", "艾斯", "提", "优", "威", "达不溜", "艾克斯", "歪", "贼",
    ];

    /// <summary>The lines of an announcement in the order in which they are spoken.</summary>
    public static IReadOnlyList<SpokenLine> Lines(VoiceSettings voice, SpokenAnnouncement spoken)
    {
        var phrases = spoken.Shortened ? voice.ShortPhrases : voice.Phrases;
        return [.. voice.Languages.Select(language => new SpokenLine(language, Fill(phrases.In(language), language, spoken.Announcement)))];
    }

    private static string Fill(string phrase, string language, Announcement call)
    {
        var chinese = IsChinese(language);
        return phrase
            .Replace("{number}", chinese ? ChineseNumber(call.Number) : Singly(call.Number), StringComparison.Ordinal)
            .Replace("{counter}", chinese ? ChineseCounter(call.Counter) : call.Counter, StringComparison.Ordinal);
    }

    internal static bool IsChinese(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);

    private static string Singly(string number) => string.Join(' ', number.ToCharArray());

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

    private static string ChineseCounter(string counter)
    {
        if (!int.TryParse(counter, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value is < 1 or > 99)
        {
            return ChineseNumber(counter);
        }

        var tens = value / 10;
        var ones = value % 10 == 0 ? "" : Digits[value % 10].ToString();
        return tens == 0 ? ones : (tens == 1 ? "" : Digits[tens].ToString()) + "十" + ones;
    }
}
