using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Search;

namespace Hall.Core.Tests.Search;

public sealed class ServiceFinderTests
{
    // What was typed in the walk of the hall (finding 1), and what came then.
    [Theory]
    [InlineData("SBK", "A31", "社保卡")]
    [InlineData("YLJ", "C05", "养老金")]
    [InlineData("BX", "B01", "报销")]
    [InlineData("SYJ", "C23", "失业金")]
    [InlineData("TB", "A07", "停保")]
    [InlineData("tuixiu", "C01", "退休")]
    [InlineData("shengyu", "B41", "生育")]
    [InlineData("BIRTH", "B41", "birth")]
    [InlineData("maternity benefit", "B41", "maternity benefit")]
    [InlineData("社bao卡", "A31", "社保卡")]
    [InlineData("shebk", "A31", "社保卡")]
    [InlineData("ＳＢＫ", "A31", "社保卡")]
    [InlineData("社會保障卡", "A30", "社会保障卡")]
    [InlineData("a31", "A31", "A31")]
    public void Find_WhatPeopleSay_FindsTheMatterAndSaysByWhichWord(string query, string code, string word)
    {
        var found = ServiceFinder.Find(QueryTable.Tongling, query);

        Assert.Contains(code, found.All.Take(3).Select(one => one.Service.Code.Value));
        Assert.Equal(word, found.Understood);
        Assert.False(found.AreSimilar);
    }

    [Theory]
    [InlineData("tuixui", "退休")]
    [InlineData("baoxiap", "报销")]
    [InlineData("sengyu", "生育")]
    [InlineData("yanlaojin", "养老金")]
    [InlineData("推休", "退休")]
    [InlineData("unemploymnet", "unemploy")]
    public void Find_SmallErrors_AreForgivenAndSaidToBeSimilar(string query, string word)
    {
        var found = ServiceFinder.Find(QueryTable.Tongling, query, new() { Language = query == "unemploymnet" ? "en" : "zh-CN" });

        Assert.True(found.AreSimilar);
        Assert.Contains(word, found.All[0].Word, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("725", "A31", "社保卡")]
    [InlineData("884", "C01", "退")]
    [InlineData("89", "C01", "退休")]
    public void Find_DigitsOfNineKeys_MeanTheirLetters(string keys, string code, string word)
    {
        var found = ServiceFinder.Find(QueryTable.Tongling, keys).All;

        Assert.Contains(found, one => one.Service.Code.Value == code && one.Word.StartsWith(word, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("😀😀😀")]
    [InlineData("!!!???")]
    [InlineData("qqqqqqqq")]
    [InlineData("привет")]
    [InlineData("\ud800")]
    [InlineData("\0\u202e<script>")]
    public void Find_WhatNobodyMeans_IsNothing(string query) => Assert.Empty(ServiceFinder.Find(QueryTable.Tongling, query).All);

    [Theory]
    [InlineData("s", 200)]
    [InlineData("shi", 70)]
    [InlineData("医保", 100)]
    [InlineData("养", 200)]
    [InlineData("1", 200)]
    [InlineData("😀", 200)]
    [InlineData("a 卡", 70)]
    public void Find_QueryOfTwoHundred_IsAnsweredWithoutFault(string part, int times)
    {
        var found = ServiceFinder.Find(QueryTable.Tongling, string.Concat(Enumerable.Repeat(part, times)));

        Assert.All(found.All, one => Assert.InRange(one.Start + one.Length, 1, one.Word.Length));
    }

    [Fact]
    public void Find_NamesOfRepeatedSounds_DoNotMakeItSlow()
    {
        var hall = With(new LocalText(string.Concat(Enumerable.Repeat("是哈", 100)), string.Concat(Enumerable.Repeat("sh ", 60))));

        Assert.NotNull(ServiceFinder.Find(hall, string.Concat(Enumerable.Repeat("sh", 29)) + "x"));
    }

    [Theory]
    [InlineData("tx")]
    [InlineData("tuixiu")]
    [InlineData("shenqing")]
    [InlineData("退休金")]
    public void Find_HallWithoutInitialsOrWords_IsFoundAllTheSame(string query)
    {
        var hall = With(new LocalText("职工退休申请与养老金", "Retirement"));

        Assert.Equal("A01", Assert.Single(ServiceFinder.Find(hall, query).All).Service.Code.Value);
    }

    [Fact]
    public void Find_TwoOfOneWord_WhatIsTakenMoreOftenAndOpenComesFirst()
    {
        string[] Order(SearchContext context) =>
            [.. ServiceFinder.Find(QueryTable.Tongling, "大病报销", context).All.Take(2).Select(one => one.Service.Code.Value)];
        string First(SearchContext context) => ServiceFinder.Find(QueryTable.Tongling, "外地看病", context).All[0].Service.Code.Value;

        Assert.Equal("B05", Order(new())[0]);
        Assert.Equal("B13", First(new() { Taken = new Dictionary<ServiceCode, int> { [new("B13")] = 90, [new("B11")] = 2 } }));
        Assert.Equal("B11", First(new() { Taken = new Dictionary<ServiceCode, int> { [new("B13")] = 2, [new("B11")] = 90 } }));
    }

    [Fact]
    public void Find_ZonesClosed_TheirMattersComeAfterTheEqualOnes()
    {
        var hall = With(new LocalText("打印证明", "Print"), new LocalText("打印证明", "Print"));
        var other = hall with { Services = [hall.Services[0], hall.Services[1] with { Zone = new("B") }] };

        var found = ServiceFinder.Find(other, "dyzm", new() { OpenZones = new HashSet<ZoneCode> { new("B") } });

        Assert.Equal(["A02", "A01"], found.All.Select(one => one.Service.Code.Value));
    }

    [Fact]
    public void Beyond_MoreThanAreShown_SaysHowMany()
    {
        var found = ServiceFinder.Find(QueryTable.Tongling, "报销");

        Assert.Equal(found.All.Count - 5, found.Beyond(5));
        Assert.Equal(0, found.Beyond(500));
        Assert.True(found.All.Count > 8);
    }

    [Fact]
    public void Read_ShippedServices_HaveFiveEverydayWordsInEachLanguage() =>
        Assert.All(QueryTable.Tongling.Services, service =>
        {
            Assert.True(service.EverydayWords["zh-CN"].Distinct().Count() >= 5, service.Code.Value);
            Assert.True(service.EverydayWords["en"].Distinct().Count() >= 5, service.Code.Value);
        });

    private static HallConfiguration With(params LocalText[] names) => QueryTable.Tongling with
    {
        Services = [.. names.Select((name, i) =>
            new Service { Code = new(FormattableString.Invariant($"A{i + 1:00}")), Zone = new("A"), Names = name })],
    };
}
