using Hall.Core.Tickets;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces;

public sealed class CallReasonWordsTests
{
    [Theory]
    [InlineData(CallRule.Score, "longest weighted wait (counts as 12 min), before A014 (11 min)")]
    [InlineData(CallRule.WaitCap, "it had waited 6 min, more than the hall allows, before A014 (11 min)")]
    [InlineData(CallRule.Chosen, "number chosen by the teller: in a wheelchair, before A014 (11 min)")]
    public void Of_AReason_IsASentenceWithItsScoresInMinutes(CallRule rule, string expected) =>
        Assert.Equal(expected, CallReasonWords.Of(new(rule, 720, 360, "A014", "in a wheelchair", 660), Words.For(Words.English)));

    [Fact]
    public void Of_EveryRule_IsSaidInBothLanguages() => Assert.All(Enum.GetValues<CallRule>(), rule =>
    {
        foreach (var language in new[] { Words.Chinese, Words.English })
        {
            Assert.DoesNotContain("call.why", CallReasonWords.Of(new(rule, 1, 1), Words.For(language)), StringComparison.Ordinal);
        }
    });

    [Fact]
    public void Of_NoReasonKept_IsEmpty() => Assert.Empty(CallReasonWords.Of(null, Words.For(Words.Chinese)));
}
