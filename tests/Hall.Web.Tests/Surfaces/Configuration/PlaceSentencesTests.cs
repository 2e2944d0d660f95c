using System.Text.Json.Nodes;
using Hall.Core.Configuration;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces.Configuration;

/// <summary>Places of a configuration are said in words; a new field of the file without words fails here.</summary>
public sealed class PlaceSentencesTests
{
    private static readonly string Text = HallConfigurationReader.Write(FakeHall.Shipped("demo-small"));

    [Theory]
    [InlineData("services[A01].minutes", "业务 A01 参保证明打印 › 分钟数", "Service A01 Participation certificate › Minutes")]
    [InlineData("counters[2].counter", "窗口 2 › 号码", "Counter 2 › Number")]
    [InlineData("hours.weekly.monday[0].from", "时间 › 每周 › 星期一 第 1 项 › 从", "Hours › The week › Monday no. 1 › From")]
    [InlineData("texts.boardTip.zh-CN", "大厅的文字 › 大屏提示 › 中文", "The hall's own sentences › Advice on the boards › Chinese")]
    [InlineData("", "整份配置", "The whole configuration")]
    public void OfNamed_APathOfADifference_IsSaidInBothLanguages(string path, string chinese, string english)
    {
        Assert.Equal(chinese, new PlaceSentences(Words.For(Words.Chinese), Text).OfNamed(path));
        Assert.Equal(english, new PlaceSentences(Words.For(Words.English), Text).OfNamed(path));
    }

    [Theory]
    [InlineData("counters[1].counter", "Counter 2 › Number")]
    [InlineData("counters[99].counter", "Counter no. 100 › Number")]
    [InlineData("services[0].quotas[1].from", "Service A01 Participation certificate › Quotas no. 2 › From")]
    public void OfCounted_APathOfAFault_NamesTheMemberOrItsPosition(string path, string expected) =>
        Assert.Equal(expected, new PlaceSentences(Words.For(Words.English), Text).OfCounted(path));

    [Theory]
    [InlineData("no json at all")]
    [InlineData("""{"counters":[{"counter":"1","counter":"2"}],"counters":[]}""")]
    public void OfCounted_AFileThatCannotBeLookedInto_CountsThePlaces(string text) =>
        Assert.Equal("窗口 第 1 项 › 号码", new PlaceSentences(Words.For(Words.Chinese), text).OfCounted("counters[0].counter"));

    [Fact]
    public void OfNamed_AMemberThatIsGone_IsCalledAsInTheConfigurationInForce() =>
        Assert.Equal("Counter 2 › Zone",
            new PlaceSentences(Words.For(Words.English), """{"counters":[]}""", Text).OfNamed("counters[2].zone"));

    [Fact]
    public void Within_ASentenceThatNamesAPlace_SaysItInWordsAndLeavesWhatIsQuoted() =>
        Assert.Equal("代码\"services[0].code\"已在 业务 A01 参保证明打印 › 代码。",
            new PlaceSentences(Words.For(Words.Chinese), Text).Within("代码\"services[0].code\"已在 services[0].code。"));

    [Theory]
    [MemberData(nameof(Places))]
    public void OfCounted_EveryFieldOfTheFile_HasWords(string path)
    {
        var said = new PlaceSentences(Words.For(Words.Chinese), Text).OfCounted(path);

        Assert.DoesNotMatch("[a-z][a-zA-Z]{3,}", said);
        Assert.DoesNotContain('[', said);
    }

    public static TheoryData<string> Places => [.. Below(Schema, "")];

    private static JsonNode Schema { get; } =
        JsonNode.Parse(File.ReadAllText(Repository.Path("kiosk-config", "halls", "hall.schema.json")))!;

    private static IEnumerable<string> Below(JsonNode shape, string path)
    {
        var here = shape["$ref"] is { } reference ? Schema["$defs"]![reference.ToString().Split('/')[^1]]! : shape;
        foreach (var (name, below) in (here["properties"] as JsonObject ?? []).Where(field => field.Key != "$schema"))
        {
            var place = path.Length == 0 ? name : $"{path}.{name}";
            yield return place;
            foreach (var deeper in Below(below!, place))
            {
                yield return deeper;
            }
        }

        foreach (var deeper in here["items"] is { } items ? Below(items, $"{path}[90]") : [])
        {
            yield return deeper;
        }
    }
}
