using Hall.Core.Forecast;
using Hall.Web.Surfaces;

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
    public void Text_OfAnEstimate_SaysTheRange(int usual, int most, string chinese, string english)
    {
        Assert.Equal(chinese, WaitRange.Text(new(usual, most), Chinese));
        Assert.Equal(english, WaitRange.Text(new(usual, most), English));
    }

    [Theory]
    [InlineData(480, 900, "一般 8 分钟，九成不超过 15 分钟")]
    [InlineData(20, 40, "九成不超过 1 分钟")]
    public void Explained_OfAnEstimate_SaysWhatTheNumbersMeanAndNoneTwice(int usual, int most, string said) =>
        Assert.Equal(said, WaitRange.Explained(new WaitEstimate(usual, most), Chinese));

    [Fact]
    public void Text_WithoutAnEstimate_SaysThatNobodyServes()
    {
        Assert.Equal("暂无窗口办理", WaitRange.Text(null, Chinese));
        Assert.Equal("", WaitRange.Explained(null, Chinese));
    }
}
