using System.Diagnostics;
using Hall.Core.Configuration;
using Hall.Hub.Voice;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Voice;

public sealed class VoiceTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hall-voice");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Lines_A012AtThree_ReadsDigitsSingly()
    {
        var lines = PhraseBook.Lines(new VoiceSettings(), new(Call("A012", "3"), false));
        Assert.Equal("请 诶零一二 号 到 三 号窗口", lines[0].Words);
        Assert.Equal("Number A, 0 1 2, please go to counter 3", lines[1].Words);
    }

    [Fact]
    public async Task Phonemes_AllLettersDigitsAndCounters_AreNeverEnglish()
    {
        var numbers = from letter in "ABC" from digit in "0123456789" select $"{letter}{digit}{digit}{digit}";
        var counters = Enumerable.Range(1, 21).Select(counter => $"{counter}");
        var calls = numbers.Select(number => Call(number, "1")).Concat(counters.Select(counter => Call("A001", counter)));
        var words = string.Join('\n', calls.Select(call => PhraseBook.Lines(new VoiceSettings(), new(call, false))[0].Words));
        Assert.DoesNotContain("(en)", await PhonemesAsync(words), StringComparison.Ordinal);
        Assert.DoesNotContain(words, char.IsAsciiLetterOrDigit);
    }

    [Fact]
    public async Task Phonemes_EveryLetterAndDigitOfANumber_IsReadAsItselfAndUnlikeAnyOther()
    {
        var signs = Enumerable.Range('A', 26).Concat(Enumerable.Range('0', 10)).Select(sign => $"{(char)sign}").ToList();
        var read = new Dictionary<string, string>();
        foreach (var sign in signs)
        {
            read[sign] = (await PhonemesAsync(PhraseBook.Lines(Only("{number}"), new(Call(sign, "1"), false))[0].Words)).Trim();
        }

        Assert.All(read.Values, phonemes => Assert.DoesNotContain("(en)", phonemes, StringComparison.Ordinal));
        Assert.Equal(signs.Count, read.Values.Distinct().Count());
        Assert.All(read.Values, phonemes => Assert.InRange(phonemes.Count(sound => sound == '_'), 1, 3));
    }

    [Theory]
    [InlineData("请 {number} 到 VIP {counter} 号窗口", "zh-CN:请 诶一 到 威艾批 三 号窗口")]
    [InlineData("请 {number} 到 ETC{counter}号窗口", "zh-CN:请 诶一 到 意提西三号窗口")]
    [InlineData("请 {number} 到 Service Desk {counter} 号窗口", "zh-CN:请 诶一 到|en:Service Desk|zh-CN:三 号窗口")]
    [InlineData("Welcome，请 {number} 到 {counter} 号窗口。", "en:Welcome|zh-CN:，请 诶一 到 三 号窗口。")]
    [InlineData("请 {number} 到 2 楼 {counter} 号窗口", "zh-CN:请 诶一 到 2 楼 三 号窗口")]
    public async Task Lines_LatinInAChinesePhrase_IsSpelledOrSaidByTheEnglishVoice(string phrase, string expected)
    {
        var lines = PhraseBook.Lines(Only(phrase), new(Call("A1", "3"), false));

        Assert.Equal(expected, string.Join('|', lines.Select(line => $"{line.Language}:{line.Words}")));
        foreach (var line in lines.Where(line => line.Language == "zh-CN"))
        {
            Assert.DoesNotContain("(en)", await PhonemesAsync(line.Words), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Lines_WindowWithLettersInItsName_SpellsThem() =>
        Assert.Equal("威艾批一 号", PhraseBook.Lines(Only("{counter} 号"), new(Call("A1", "VIP1"), false))[0].Words);

    [Fact]
    public async Task Synthesize_RealEspeak_GivesChimeThenWords()
    {
        using var voice = new EspeakVoice(new(_folder.FullName), TimeProvider.System);
        var lines = PhraseBook.Lines(new VoiceSettings(), new(Call("A012", "3"), false));
        var clip = await voice.SynthesizeAsync(lines, true, TestContext.Current.CancellationToken);
        var samples = WaveFile.Samples(clip!.Wave.Span);
        Assert.True(samples.Length > Chime.Samples.Length + WaveFile.Rate * 2);
        Assert.True(samples.AsSpan().StartsWith(Chime.Samples.Span));
    }

    [Fact]
    public async Task Synthesize_MoreBytesThanCacheHolds_DropsTheLongestUnused()
    {
        var time = new FakeTimeProvider(Start);
        using var unbounded = new EspeakVoice(new(_folder.FullName), time);
        foreach (var word in new[] { "one", "two", "one" })
        {
            await unbounded.SynthesizeAsync([new("en", word)], false, TestContext.Current.CancellationToken);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        var least = _folder.GetFiles().MinBy(file => file.LastWriteTimeUtc)!.Name;
        var bytes = _folder.GetFiles().Sum(file => file.Length);
        using var bounded = new EspeakVoice(new(_folder.FullName, MostBytes: bytes), time);
        await bounded.SynthesizeAsync([new("en", "two and three")], false, TestContext.Current.CancellationToken);

        Assert.DoesNotContain(_folder.GetFiles(), file => file.Name == least);
        Assert.InRange(_folder.GetFiles().Sum(file => file.Length), 1, bytes);
    }

    [Fact]
    public async Task Synthesize_NoProgram_SaysWhyWithoutException()
    {
        using var voice = new EspeakVoice(new(_folder.FullName, "no-such-espeak"), TimeProvider.System);
        Assert.Null(await voice.SynthesizeAsync([new("en", "one")], true, TestContext.Current.CancellationToken));
        Assert.False(voice.Status.Available);
        Assert.Equal("missing", voice.Status.Case);
        Assert.NotEmpty(voice.Status.Reason);
    }

    private static VoiceSettings Only(string phrase) => new() { Languages = ["zh-CN"], Phrases = new(phrase, "{number} {counter}") };

    private static Announcement Call(string number, string counter) => new(1, number, counter, "A", Start, false);

    private static async Task<string> PhonemesAsync(string words)
    {
        var start = new ProcessStartInfo("espeak-ng", ["-x", "-q", "-v", "cmn-latn-pinyin", "--stdin"])
            { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(words);
        process.StandardInput.Close();
        return await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
