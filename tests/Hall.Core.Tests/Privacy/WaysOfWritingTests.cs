using System.Text;
using Hall.Core.Privacy;

namespace Hall.Core.Tests.Privacy;

/// <summary>
/// The grammar of docs/PRIVATE-NUMBERS.md: however a number of a person is written it is blanked, and what is none stays.
/// </summary>
public sealed class WaysOfWritingTests
{
    private const int Ways = 5_000;
    private const int Texts = 10_000;

    public static TheoryData<string> Kinds => ["mobile", "card", "old card", "fixed"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Blanked_NumberInThousandsOfWays_ShowsItsLastDigitsOnly(string kind)
    {
        var ways = new WaysOfWriting(kind.Length * 7919);
        var missed = new List<string>();
        for (var way = 0; way < Ways; way++)
        {
            var (text, number) =
                kind switch { "mobile" => ways.Mobile(), "card" => ways.Card(), "old card" => ways.OldCard(), _ => ways.Fixed() };
            var kept = PrivateNumbers.Blanked(text);
            Assert.Equal(text.Length, kept.Length);
            Assert.Equal(kept, PrivateNumbers.Blanked(kept));
            var shown = kind == "mobile" ? 4 : 2;
            if (!kept.Contains('*', StringComparison.Ordinal) || Said(kept).Contains(number[..^shown], StringComparison.Ordinal)
                || Hidden(text, kept) != number.Length - shown)
            {
                missed.Add($"{text} -> {kept}");
            }
        }

        Assert.True(missed.Count == 0, $"{missed.Count} of {Ways}:\n{string.Join('\n', missed.Take(20))}");
    }

    [Fact]
    public void Blanked_TenThousandTextsOfThings_Stay()
    {
        var ways = new WaysOfWriting(4711);
        var hurt = Enumerable.Range(0, Texts).Select(_ => ways.Innocent()).Where(text => PrivateNumbers.Blanked(text) != text).ToList();
        var some = string.Join("\n--\n", hurt.Take(10).Select(text => $"{text}\n -> {PrivateNumbers.Blanked(text)}"));
        Assert.True(hurt.Count == 0, $"{hurt.Count} of {Texts}:\n{some}");
    }

    [Theory]
    [InlineData("138.1234.5678", "***.****.5678")]
    [InlineData("138/1234/5678", "***/****/5678")]
    [InlineData("13800138000,13900139000", "*******8000,*******9000")]
    [InlineData("1.13800138000", "1.*******8000")]
    [InlineData("138\n0013\n8000", "***\n****\n8000")]
    [InlineData("①③⑧⓪⓪①③⑧⓪⓪⓪", "*******⑧⓪⓪⓪")]
    [InlineData("一三八零零一三八零零零", "*******八零零零")]
    [InlineData("one three eight, zero zero one three, eight zero zero zero", "*** ***** *****, **** **** *** *****, eight zero zero zero")]
    [InlineData("one three eight double zero one three eight triple zero", "*** ***** ***** *********** *** ***** eight triple zero")]
    [InlineData("window 3: one three eight zero zero one three eight zero zero zero",
        "window 3: *** ***** ***** **** **** *** ***** eight zero zero zero")]
    [InlineData("1101051949/1231-002 Х", "**********/****-**2 Х")]
    [InlineData("+86-562-2831234", "+86-***-*****34")]
    public void Blanked_WaysOfOldReports_AreBlanked(string typed, string kept) => Assert.Equal(kept, PrivateNumbers.Blanked(typed));

    [Theory]
    [InlineData("192.168.100.23")]
    [InlineData("1、3、5、7、9、11、13、15 号窗口")]
    [InlineData("1,3,5,7,9,11,13,15")]
    [InlineData("B138，19981124")]
    [InlineData("工资15000-200000")]
    [InlineData("someone told me to wait at one of two windows")]
    public void Blanked_ThingsThatLookAlike_Stay(string typed) => Assert.Equal(typed, PrivateNumbers.Blanked(typed));

    [Fact]
    public void Blanked_TextsMadeToBeSlow_TakeATimeInProportionToTheirLength()
    {
        foreach (var bait in new[] { "1", "13", "1 ", "1-", "138 ", "138-0013-", "one ", "double ", "一 ", "电话2", "110105", "x", "1x",
            "\u200b1", "１３８", "((((" })
        {
            var (once, ten) = (StepsOf(bait, 2_000), StepsOf(bait, 20_000));
            Assert.True(ten <= (25 * once) + 4_000, $"{bait}: {once} and {ten}");
        }
    }

    // Ten times the text may be twenty times the room, because lists double; a hundred times would be the square. The work is counted in
    // bytes that were asked for, which no other program changes, and never in time.
    private static long StepsOf(string bait, int times)
    {
        var text = string.Concat(Enumerable.Repeat(bait, times));
        PrivateNumbers.Blanked(bait);
        var before = GC.GetAllocatedBytesForCurrentThread();
        PrivateNumbers.Blanked(text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    // How many digits were hidden, in whatever signs.
    private static int Hidden(string text, string kept) => DigitsOf(text) - DigitsOf(kept);

    private static int DigitsOf(string text) => Said(text).Length;

    private static string Said(string text)
    {
        var said = new StringBuilder();
        var word = "";
        foreach (var sign in text.EnumerateRunes().Append(new Rune(' ')))
        {
            if (sign.IsAscii && char.IsAsciiLetter((char)sign.Value))
            {
                word += (char)sign.Value;
                continue;
            }

            said.Append(DigitSigns.SaidBy(word) is { } value ? $"{value}" : word.Trim() is "X" or "x" ? "X" : "");
            word = "";
            said.Append((DigitSigns.ValueOf(sign) ?? DigitSigns.SaidBy(sign)) is { } digit ? digit == DigitSigns.X ? "X" : $"{digit}" : "");
        }

        return said.ToString();
    }
}
