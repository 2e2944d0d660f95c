using Hall.Core.Tickets;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces;

public sealed class WaitRangeTests
{
    private static readonly Words Chinese = Words.For("zh-CN");
    private static readonly Words English = Words.For("en");

    [Theory]
    [InlineData(480, 900, "8–15 分钟", "8–15 min")]
    [InlineData(60, 290, "5 分钟以内", "within 5 min")]
    [InlineData(0, 60, "5 分钟以内", "within 5 min")]
    [InlineData(585, 590, "约 10 分钟", "about 10 min")]
    [InlineData(3000, 14_400, "50 分钟以上", "over 50 min")]
    [InlineData(14_400, 14_400, "240 分钟以上", "over 240 min")]
    public void Text_OfAnEstimate_SaysTheRange(int usual, int most, string chinese, string english)
    {
        Assert.Equal(chinese, WaitRange.Text(new(usual, most), Chinese));
        Assert.Equal(english, WaitRange.Text(new(usual, most), English));
    }

    [Theory]
    [InlineData(480, 900, "一般 8 分钟，九成不超过 15 分钟")]
    [InlineData(20, 40, "九成不超过 5 分钟")]
    [InlineData(0, 300, "九成不超过 5 分钟")]
    [InlineData(585, 590, "九成不超过 10 分钟")]
    [InlineData(14_400, 14_400, "一般超过 240 分钟")]
    public void Explained_OfAnEstimate_SaysWhatTheNumbersMeanAndNoneTwice(int usual, int most, string said) =>
        Assert.Equal(said, WaitRange.Explained(new WaitEstimate(usual, most), Chinese));

    [Fact]
    public void TextAndExplained_OfEveryWait_SpeakOfTheSameFigures()
    {
        for (var most = 0; most <= 4 * 3600; most += 20)
        {
            foreach (var usual in new[] { 0, most / 3, most / 2, most })
            {
                var (text, explained) = (Figures(WaitRange.Text(new(usual, most), English)), Figures(WaitRange.Explained(new(usual, most), English)));
                Assert.NotEmpty(explained);
                Assert.All(explained, figure => Assert.Contains(figure, text));
            }
        }
    }

    [Fact]
    public void Text_TheWaitGrows_ItsGreatestFigureNeverFalls()
    {
        var last = 0;
        for (var most = 0; most < 4 * 3600; most += 20)
        {
            var figure = Figures(WaitRange.Text(new(most / 2, most), English)).Max();
            Assert.True(figure >= last, $"{most} s: {figure} after {last}");
            last = figure;
        }
    }

    private static int[] Figures(string text) => [.. System.Text.RegularExpressions.Regex.Matches(text, "[0-9]+").Select(match => int.Parse(match.Value, null))];

    [Fact]
    public void Text_WithoutAnEstimate_SaysThatNobodyServes()
    {
        Assert.Equal("暂无窗口办理", WaitRange.Text(null, Chinese));
        Assert.Equal("", WaitRange.Explained(null, Chinese));
    }
}
