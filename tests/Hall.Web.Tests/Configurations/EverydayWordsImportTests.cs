using System.Text;
using Hall.Core.Configuration;
using Hall.Hub.Configurations;

namespace Hall.Web.Tests.Configurations;

public sealed class EverydayWordsImportTests
{
    private const string Draft = """
        { "services": [ { "code": "A01", "aka": { "zh-CN": ["社保卡"] } }, { "code": "A02" } ] }
        """;

    [Theory]
    [InlineData("service,language,word\nA01,zh-CN,医保卡\nA02,en,lost card\n")]
    [InlineData("A01;中文;医保卡\r\nA02;英文;lost card")]
    [InlineData("业务,语言,词\n\"A01\",\"zh\",\"医保卡\"\n\n a02 , EN , lost card \n,,\n")]
    [InlineData("A01\tzh-CN\t医保卡\nA02\ten\tlost card")]
    [InlineData("A01,zh-CN,社保卡\nA01,zh-CN,医保卡\nA01,zh-CN,医保卡\nA02,en,lost card")]
    public void Take_GoodTable_AddsWhatIsNotThere(string table)
    {
        var draft = new JsonPathEditor(Draft);

        var (added, faults) = EverydayWordsImport.Take(table, draft);

        Assert.Empty(faults);
        Assert.Equal(2, added);
        Assert.Equal("医保卡", draft.Text("services[0].aka.zh-CN[1]"));
        Assert.Equal("lost card", draft.Text("services[1].aka.en[0]"));
    }

    [Fact]
    public void Take_FaultyLines_NamesEachWithItsLineAndChangesNothing()
    {
        var draft = new JsonPathEditor(Draft);
        var before = draft.ToString();

        var (added, faults) = EverydayWordsImport.Take(
            $"A01,zh-CN,好的\nA99,zh-CN,词\nA01,fr,mot\nA01,zh-CN\nA01,zh-CN,\nA01,en,{new string('x', 61)}\nA01,en,<script>", draft);

        Assert.Equal(0, added);
        Assert.Equal(
            [
                (2, EverydayWordFault.Service), (3, EverydayWordFault.Language), (4, EverydayWordFault.Parts), (5, EverydayWordFault.Empty),
                (6, EverydayWordFault.TooLong), (7, EverydayWordFault.Sign),
            ],
            faults.Select(fault => (fault.Line, fault.Fault)));
        Assert.Equal(before, draft.ToString());
    }

    [Fact]
    public void Take_SixtyThousandLines_SaysWhichAreTooMany()
    {
        var table = string.Join('\n', Enumerable.Range(0, 60_000).Select(i => FormattableString.Invariant($"A01,en,word {i}")));

        var (added, faults) = EverydayWordsImport.Take(table, new JsonPathEditor(Draft));

        Assert.Equal((0, 60_000 - 60), (added, faults.Count));
        Assert.Equal((61, EverydayWordFault.Many), (faults[0].Line, faults[0].Fault));
    }

    [Fact]
    public void TextOf_Utf8WithMarkAndGb18030_IsTheSameText()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

        Assert.Equal("A01,zh-CN,医保卡", EverydayWordsImport.TextOf([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("A01,zh-CN,医保卡")]));
        Assert.Equal("A01,zh-CN,医保卡", EverydayWordsImport.TextOf(Encoding.GetEncoding("GB18030").GetBytes("A01,zh-CN,医保卡")));
    }

    [Fact]
    public void Take_PictureAndNothing_AreNotTaken()
    {
        var draft = new JsonPathEditor(Draft);

        var picture = EverydayWordsImport.TextOf([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0xFF]);

        Assert.NotEmpty(EverydayWordsImport.Take(picture, draft).Faults);
        Assert.Equal(0, EverydayWordsImport.Take("", draft).Added);
    }

    [Fact]
    public void Merge_TwoPeoplesWords_OfDifferentServicesBothStand()
    {
        static string With(string first, string second) =>
            $$$"""{"services":[{"code":"A01","aka":{"en":["{{{first}}}"]}},{"code":"A02","aka":{"en":["{{{second}}}"]}}]}""";

        var merged = new JsonPathEditor(ConfigurationMerge.Of(With("a", "b"), With("mine", "b"), With("a", "theirs"), out var conflicts));

        Assert.Empty(conflicts);
        Assert.Equal(("mine", "theirs"), (merged.Text("services[0].aka.en[0]"), merged.Text("services[1].aka.en[0]")));
        Assert.Contains(ConfigurationComparison.Of(With("a", "b"), With("mine", "b")), one => one.Path == "services[A01].aka.en");
    }
}
