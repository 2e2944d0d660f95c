using System.Diagnostics;
using Hall.Core.Configuration;
using Hall.Hub.Voice;

namespace Hall.Web.Tests.Voice;

/// <summary>Every letter of a number or a window's label is heard as that letter, by what the real espeak-ng would sound.</summary>
public sealed class SpokenLetterTests
{
    // The names of the letters as dictionaries write them, in the International Phonetic Alphabet without stress.
    private static readonly Dictionary<char, string> English = new()
    {
        ['A'] = "eɪ", ['B'] = "biː", ['C'] = "siː", ['D'] = "diː", ['E'] = "iː", ['F'] = "ɛf", ['G'] = "dʒiː", ['H'] = "eɪtʃ", ['I'] = "aɪ",
        ['J'] = "dʒeɪ", ['K'] = "keɪ", ['L'] = "ɛl", ['M'] = "ɛm", ['N'] = "ɛn", ['O'] = "əʊ", ['P'] = "piː", ['Q'] = "kjuː", ['R'] = "ɑː",
        ['S'] = "ɛs", ['T'] = "tiː", ['U'] = "juː", ['V'] = "viː", ['W'] = "dʌbəljuː", ['X'] = "ɛks", ['Y'] = "waɪ", ['Z'] = "zɛd",
        ['0'] = "ziəɹəʊ", ['1'] = "wɒn", ['2'] = "tuː",
    };

    public static TheoryData<char> Letters => [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

    [Theory]
    [MemberData(nameof(Letters))]
    public async Task English_LetterOfANumber_IsThatLetter(char letter)
    {
        var small = char.ToLowerInvariant(letter);
        string[] numbers = [$"{letter}012", $"{letter}1000", $"{letter}002", $"{letter}200", $"{small}012", $"12{letter}"];
        var pleases = string.Concat(numbers.Select(number => NameOf(number) + "pliːz"));

        Assert.Equal(NameOf(numbers), await EnglishAsync("{number}", numbers.Select(number => (number, "1"))));
        Assert.Equal(pleases, await EnglishAsync("{number} please", numbers.Select(number => (number, "1"))));
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public async Task English_LetterOfAWindow_IsThatLetterBeforeAnyOther(char letter)
    {
        var pairs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".Select(second => $"{letter}{second}");
        var small = char.ToLowerInvariant(letter);
        string[] labels = [.. pairs, $"{letter}", $"{letter}1", $"{letter}-2", $"{letter}{letter}{letter}", $"{small}ip", $"1{letter}"];

        Assert.Equal(NameOf(labels), await EnglishAsync("{counter}", labels.Select(label => ("A1", label))));
    }

    [Theory]
    [InlineData("VIP", "viːaɪpiː")]
    [InlineData("vip", "viːaɪpiː")]
    [InlineData("VIP-2", "viːaɪpiːtuː")]
    [InlineData("A1000", "eɪwɒnziəɹəʊziəɹəʊziəɹəʊ")]
    [InlineData("04", "fɔː")]
    [InlineData("12", "twɛlv")]
    [InlineData("Cashier", "kaʃiə")]
    public async Task English_LabelOfAWindow_IsSpelledCountedOrRead(string label, string phonemes)
    {
        Assert.Equal(phonemes, await EnglishAsync("{counter}", [("A1", label)]));
        Assert.Equal($"wɪndəʊ{phonemes}fɔːtuː", await EnglishAsync("window {counter}, for two", [("A1", label)]));
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public async Task Chinese_LetterOfANumberOrAWindow_IsThatLetterInEveryPlaceAndCase(char letter)
    {
        var own = await ChineseAsync("{number}", $"{letter}", "1");
        Assert.NotEmpty(own);
        Assert.DoesNotContain("(en)", own, StringComparison.Ordinal);
        (string, string)[] calls =
        [
            ($"{letter}", "1"), ($"{letter}1000", "1"), ($"{char.ToLowerInvariant(letter)}012", "1"),
            ("A1", $"{letter}"), ("A1", $"{letter}12"), ("A1", $"vi{letter}"),
        ];
        foreach (var (number, counter) in calls)
        {
            var phonemes = await ChineseAsync("{number} 到 {counter} 号窗口", number, counter);
            Assert.Contains(own, phonemes, StringComparison.Ordinal);
            Assert.DoesNotContain("(en)", phonemes, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Lines_WindowNamedByAWord_IsSaidByTheEnglishVoiceInBothLanguages()
    {
        var lines = PhraseBook.Lines(new VoiceSettings(), new(Call("A012", "Cashier"), false));

        Assert.Equal(["zh-CN:请 诶零一二 号 到", "en:Cashier", "zh-CN:号窗口", "en:Number A, 0 1 2, please go to counter Cashier"],
            lines.Select(line => $"{line.Language}:{line.Words}"));
    }

    private static string NameOf(params string[] texts) => string.Concat(texts.Select(NameOf));

    private static string NameOf(string signs) =>
        string.Concat(signs.ToUpperInvariant().Where(English.ContainsKey).Select(sign => English[sign]));

    private static Announcement Call(string number, string counter) => new(1, number, counter, "A", default, false);

    private static async Task<string> EnglishAsync(string phrase, IEnumerable<(string Number, string Counter)> calls)
    {
        var settings = new VoiceSettings { Languages = ["en"], Phrases = new("", phrase) };
        var words = calls.Select(call => Assert.Single(PhraseBook.Lines(settings, new(Call(call.Number, call.Counter), false))).Words);

        // Only the names of the letters count: not stress, pauses, or the R that binds one word to the next.
        var phonemes = await AskAsync(string.Join("\n\n", words), "-v", "en", "--ipa");
        return string.Concat(phonemes.Where(sign => !char.IsWhiteSpace(sign) && sign is not ('ˈ' or 'ˌ')))
            .Replace("ɑːɹ", "ɑː", StringComparison.Ordinal);
    }

    // Without tones, which change with the syllable that follows.
    private static async Task<string> ChineseAsync(string phrase, string number, string counter)
    {
        var settings = new VoiceSettings { Languages = ["zh-CN"], Phrases = new(phrase, "") };
        var words = Assert.Single(PhraseBook.Lines(settings, new(Call(number, counter), false))).Words;
        var phonemes = await AskAsync(words, "-v", "cmn-latn-pinyin", "-x");
        return string.Concat(phonemes.Where(sign => !char.IsWhiteSpace(sign) && !char.IsAsciiDigit(sign)));
    }

    private static async Task<string> AskAsync(string words, params string[] arguments)
    {
        var start = new ProcessStartInfo("espeak-ng", [.. arguments, "-q", "--stdin"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(words);
        process.StandardInput.Close();
        return await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
