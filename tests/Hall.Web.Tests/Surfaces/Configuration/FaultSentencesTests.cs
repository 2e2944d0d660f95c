using System.Text.RegularExpressions;
using Hall.Core.Configuration;
using Hall.Hub.Configurations;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces.Configuration;

/// <summary>Every rule of a configuration says its fault in Chinese; a new rule without its words fails here.</summary>
public sealed partial class FaultSentencesTests
{
    private static readonly string Folder = Repository.Path("src", "Hall.Core", "Configuration");

    public static TheoryData<string> Rules =>
        [.. Sources().SelectMany(source => Sentence().Matches(source)).Select(AsSaid).Distinct().Order(StringComparer.Ordinal)];

    // As many as there are places that add a fault, so that a sentence written in another way cannot slip past the list.
    [Fact]
    public void Rules_EveryPlaceThatAddsAFault_IsInTheList() =>
        Assert.Equal(Sources().Sum(source => Adding().Count(source)), Sources().Sum(source => Sentence().Count(source)));

    [Theory]
    [MemberData(nameof(Rules))]
    public void In_TheSentenceOfEveryRule_HasItsOwnChineseWords(string sentence)
    {
        Assert.True(Chinese(sentence), $"FaultWords has no Chinese for: {sentence}");
        Assert.Equal(sentence, FaultSentences.In(sentence, Words.For(Words.English)));
    }

    [Theory]
    [InlineData("deviceLines[0].place", "\"3\"", "没有取号机或服务台\"3\"。请填取号机名")]
    [InlineData("deviceLines[0].settings", "{\"answer\":\"no\"}", "没有设置项\"answer\"。可用：answers, dtr, rts。")]
    [InlineData("deviceLines[0].baudRate", "1", "1 超出范围，应为 300 到 4000000 比特/秒。")]
    [InlineData("rules.undoSeconds", "\"x\"", "这里是\"x\"，应为整数。")]
    [InlineData("rules.rejoin", "{}", "这里是一个对象，应为方括号里的列表。")]
    [InlineData("rules.shortServiceWeight", "2", "2 超出范围，应为 0 到 1。")]
    [InlineData("services[0].kind", "\"x\"", "应为以下之一：")]
    [InlineData("services[1].code", "\"A01\"", "代码\"A01\"已在 services[0].code。")]
    [InlineData("voice.phrases.zh-CN", "\"{number}{counter}{name}\"", "{name} 没有可填入的内容。请只用 {number} 和 {counter}。")]
    public void In_WhatFillsASentence_IsChineseToo(string path, string value, string expected)
    {
        var tree = new JsonPathEditor(HallConfigurationReader.Write(FakeHall.Shipped("demo-small")));
        tree.Put("deviceLines",
            System.Text.Json.Nodes.JsonNode.Parse("""[{"name":"slips","port":"/dev/slips","protocol":"escpos","place":"1"}]"""));
        tree.Put(path, System.Text.Json.Nodes.JsonNode.Parse(value));

        var said =
            HallConfigurationReader.Read(tree.ToString()).Faults.Select(fault => FaultSentences.In(fault.Message, Words.For(Words.Chinese)))
                .ToList();

        Assert.Contains(said, sentence => sentence.Contains(expected, StringComparison.Ordinal));
        Assert.All(said, sentence => Assert.DoesNotMatch(English(), sentence));
    }

    private static bool Chinese(string sentence)
    {
        var said = FaultSentences.In(sentence, Words.For(Words.Chinese));
        return said.Any(character => character is >= '\u4e00' and <= '\u9fff') && !English().IsMatch(said);
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Folder, "*.cs").Where(file => Path.GetFileName(file) != "FaultLines.cs")
            .Select(file => SourceText.OnOneLine(File.ReadAllText(file)));

    // What fills a place of the sentence becomes some name; a unit is one of those that ranges have.
    private static string AsSaid(Match match) =>
        Hole().Replace(match.Groups["text"].Value, "x").Replace("\\\"", "\"", StringComparison.Ordinal);

    [GeneratedRegex(@"\b(faults\.Add|Fault|(?<!\.)Add)\((?!path, value|string|int|new\(path, line)", RegexOptions.ExplicitCapture)]
    private static partial Regex Adding();

    [GeneratedRegex(
        @"\b(faults\.Add|Fault|(?<!\.)Add)\((new\()?(\$?""[^""]*""|[\w.]+(\([^()]*\)(, [\w.]+(?=\), ))?\)?)?)(, [\w.]+)?, "
        + @"(((FormattableString\.)?Invariant\(|string\.Create\(CultureInfo\.InvariantCulture, )?)\$?""(?<text>.+?)""\)+;",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();

    // Two words of English in a row; names of fields and of devices stand alone.
    [GeneratedRegex(@"(?<![A-Za-z/.-])[A-Za-z]{2,} [A-Za-z]{2,}")]
    private static partial Regex English();
}
