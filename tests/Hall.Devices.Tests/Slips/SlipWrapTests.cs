using System.Text;
using CsCheck;
using Hall.Devices.Slips;

namespace Hall.Devices.Tests.Slips;

public sealed class SlipWrapTests
{
    // Words of both languages, signs that must not begin or end a line, and spaces.
    private static readonly string[] Parts =
    [
        "housing", "lump-sum", "I", "身", "份", "证", "，", "。", "（", "）", " ", "  ", "2", "A012", "internationalisation",
    ];

    private static readonly Gen<string> Text = Gen.Int[0, Parts.Length - 1].Select(part => Parts[part])
        .List[0, 40].Select(parts => string.Concat(parts));

    [Theory]
    [InlineData("Land and building (second-hand home)", 24, "Land and building|(second-hand home)")]
    [InlineData("Pension participation and lump-sum payment", 24, "Pension participation|and lump-sum payment")]
    [InlineData("企业职工基本养老保险参保登记", 24, "企业职工基本养老保险参保|登记")]
    [InlineData("请出示居民身份证（原件），谢谢。", 20, "请出示居民身份证（原|件），谢谢。")]
    [InlineData("二手房 Transfer of ownership", 16, "二手房 Transfer|of ownership")]
    [InlineData("internationalisation", 8, "internat|ionalisa|tion")]
    [InlineData("lump-sum-and-other", 10, "lump-sum-|and-other")]
    [InlineData("", 10, "")]
    public void Lines_Text_IsBrokenBetweenWordsAndSigns(string text, int columns, string lines) =>
        Assert.Equal(lines.Split('|'), SlipWrap.Lines(text, columns));

    [Fact]
    public void Lines_Item_GoesOnUnderItsBeginning() => Assert.Equal(
        ["· Certificate of", "   marriage or", "   divorce"], SlipWrap.Lines("· Certificate of marriage or divorce", 17, indent: 3));

    [Fact]
    public void Lines_AnyText_FitTheWidthLoseNothingAndBreakNoWordThatFits() =>
        Gen.Select(Text, Gen.Int[6, 48], Gen.Int[0, 3]).Sample((text, columns, indent) =>
    {
        var lines = SlipWrap.Lines(text, columns, indent);
        Assert.All(lines, line => Assert.True(SlipWrap.WidthOf(line) <= columns, $"'{line}' is wider than {columns}"));
        Assert.Equal(Bare(text), Bare(string.Concat(lines)));
        var words = Words(string.Join(' ', lines)).ToList();
        foreach (var word in Words(text).Where(word => word.Length <= columns - 3))
        {
            Assert.Contains(word, words);
            words.Remove(word);
        }
    });

    private static string Bare(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var sign in text + " ")
        {
            if (char.IsAscii(sign) && sign != ' ')
            {
                word.Append(sign);
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
    }
}
