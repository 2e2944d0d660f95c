using System.Runtime.CompilerServices;
using Hall.Devices.EscPos;
using Hall.Devices.Slips;
using Hall.Devices.Texts;

namespace Hall.Devices.Tests.Slips;

public sealed class SlipTemplateTests
{
    private static readonly string Small = """
        { "lines": [ { "text": "{number}" }, { "text": "{ahead} ahead" }, { "text": "- {item}", "each": "documents" } ] }
        """;

    public static string Shipped([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "kiosk-config", "printer", "slip.json"));

    [Fact]
    public void Parse_ShippedTemplate_IsWithoutFault() => Assert.NotEmpty(SlipTemplate.Parse(Shipped()).Lines);

    [Theory]
    [InlineData("""{ "lines": [] }""", "{number}")]
    [InlineData("""{ "lines": [ { "text": "{number} {nmber}" } ] }""", "{nmber}")]
    [InlineData("""{ "lines": [ { "text": "{number}", "cut": true } ] }""", "exactly one")]
    [InlineData("""{ "lines": [ { "text": "{number}", "size": 9 } ] }""", "size")]
    [InlineData("""{ "lines": [ { "text": "{number}" }, { "logo": true } ] }""", "logo")]
    [InlineData("""{ "lines": [ { "text": "{number}" }, { "feed": 0 } ] }""", "feed")]
    [InlineData("""{ "lines": [ { "text": "{number}", "each": "numbers" } ] }""", "each")]
    [InlineData("""{ "codePage": "BIG5", "lines": [ { "text": "{number}" } ] }""", "BIG5")]
    [InlineData("""{ "colums": 40, "lines": [ { "text": "{number}" } ] }""", "colums")]
    [InlineData("""{ "lines": [ """, "Line 1")]
    [InlineData("""{ "lines": [ { "text": "{number} {Foot}" } ] }""", "{Foot}")]
    [InlineData("""{ "lines": [ { "text": "{number} { foot }" } ] }""", "{ foot }")]
    [InlineData("""{ "lines": [ { "text": "{number}" }, null ] }""", "lines[1]")]
    [InlineData("""{ "lines": [ { "text": "{number}", "texts": { "en": "{nmber}" } } ] }""", "{nmber}")]
    [InlineData("""{ "lines": [ { "text": "{number}" }, { "qr": "{url}", "texts": { "en": "x" } } ] }""", "texts")]
    [InlineData("""{ "lines": [ { "text": "{number}" }, { "text": "papers", "with": "document" } ] }""", "document")]
    [InlineData("""{ "copy": null, "lines": [ { "text": "{number}" } ] }""", "copy")]
    public void Parse_Fault_IsNamed(string json, string word) =>
        Assert.Contains(word, Assert.Throws<FormatException>(() => SlipTemplate.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void ToBytes_EmptyValues_LeaveTheirLinesOut() => Assert.Equal("A012\n", Print(Slip.Of(("number", "A012"))));

    [Fact]
    public void ToBytes_List_PrintsALineForEachItem() => Assert.Equal(
        "A012\n3 ahead\n- 身份证\n- {number}\n",
        Print(Slip.Of(("number", "A012"), ("ahead", "3")).With("documents", "身份证", "{number}")));

    [Theory]
    [InlineData("en", "A012\nahead: 3\n")]
    [InlineData("zh-CN", "A012\n前面 3 人\n")]
    [InlineData("", "A012\n前面 3 人\n")]
    public void ToBytes_Language_ChoosesAmongTheTexts(string language, string printed)
    {
        const string Both =
            """{ "lines": [ { "text": "{number}" }, { "text": "前面 {ahead} 人", "texts": { "en": "ahead: {ahead}" } } ] }""";

        Assert.Equal(printed,
            Print(Slip.Of(("number", "A012"), ("ahead", "3"), ("language", language)), template: SlipTemplate.Parse(Both)));
    }

    [Fact]
    public void ToBytes_HeadingWithPapers_IsLeftOutWithoutThem()
    {
        const string Headed = """
            {
              "lines": [
                { "text": "{number}" }, { "text": "bring:", "with": "documents" }, { "text": "- {item}", "each": "documents" }
              ]
            }
            """;

        Assert.Equal("A012\n", Print(Slip.Of(("number", "A012")), template: SlipTemplate.Parse(Headed)));
        Assert.Equal("A012\nbring:\n- 身份证\n",
            Print(Slip.Of(("number", "A012")).With("documents", "身份证"), template: SlipTemplate.Parse(Headed)));
    }

    [Fact]
    public void Parse_TemplateOfAnEarlierVersion_PrintsAsItDid()
    {
        const string Earlier = """
            { "codePage": "GB18030", "columns": 48, "copy": "第 {n} 联 · COPY {n}",
              "lines": [ { "text": "{number}", "align": "centre", "size": 5 },
              { "text": "前面还有 {ahead} 人等候" }, { "text": "· {item}", "each": "documents" }, { "feed": 2 }, { "cut": true } ] }
            """;

        Assert.StartsWith("A012\n前面还有 3 人等候\n· 身份证\n",
            Print(Slip.Of(("number", "A012"), ("ahead", "3"), ("language", "en")).With("documents", "身份证"),
            template: SlipTemplate.Parse(Earlier)), StringComparison.Ordinal);
    }

    [Fact]
    public void ToBytes_SecondCopyAndNoLineForIt_IsMarkedOnTop() =>
        Assert.Equal("COPY 2\nA012\n", Print(Slip.Of(("number", "A012")), copy: 2));

    [Fact]
    public void FromHub_NewerHubsTemplate_PrintsWhatThisProgramKnowsAndNoBraces()
    {
        const string Newer = """
            { "paper": "wide", "lines": [ { "barcode": "{number}" }, { "text": "{seatPlan}" }, { "text": "{number} {seat-2}" },
              { "text": "{ahead} ahead", "bold": true }, { "text": "{item}", "each": "fees" } ] }
            """;

        Assert.Equal("A012\n3 ahead\n",
            Print(Slip.Of(("number", "A012"), ("ahead", "3"), ("seat", "7")), template: SlipTemplate.FromHub(Newer)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{ "lines": [ null ] }""")]
    [InlineData("""{ "lines": [ { "text": "{ticketNumber}" } ] }""")]
    [InlineData("""{ "codePage": "UTF-8", "lines": [ { "text": "{number}" } ] }""")]
    [InlineData("""{ "lines": [ { "text": "{number}", "align": "justified" } ] }""")]
    public void FromHub_NothingThatCanPrintATicket_IsTheShippedTemplate(string json) =>
        Assert.Same(SlipTemplate.Standard, SlipTemplate.FromHub(json));

    [Fact]
    public void ToBytes_OlderHubsValues_LeaveNoBraces() =>
        Assert.DoesNotContain("{", Print(Slip.Of(("number", "A012"), ("hall", "大厅")), template: SlipTemplate.Standard),
            StringComparison.Ordinal);

    private static string Print(Slip slip, int copy = 1, SlipTemplate? template = null)
    {
        var bytes = new SlipRenderer(template ?? SlipTemplate.Parse(Small)).ToBytes(slip, copy).Bytes;
        var plain = new List<byte>();
        for (var at = 0; at < bytes.Length; at++)
        {
            // Start has four bytes, alignment and size three.
            if (bytes[at] is 0x1B or 0x1C or 0x1D)
            {
                at += bytes[at] == 0x1C || bytes[at + 1] == 0x40 ? 1 : 2;
                continue;
            }

            plain.Add(bytes[at]);
        }

        return new CodePageText("GB18030").ToText(plain.ToArray());
    }
}
