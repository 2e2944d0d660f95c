using Hall.Devices.EscPos;
using Hall.Devices.Slips;

namespace Hall.Devices.Tests.Slips;

/// <summary>
/// The shipped ticket as paper. The pictures lie in the folder <c>slips</c> beside the test program; look at them when you touch the
/// template.
/// </summary>
public sealed class SlipPictureTests
{
    private const string Link = "https://hall.example.gov.cn/t/1f7Q2mXc9KpA4zRb8Wn";

    public static TheoryData<string, int, string> Papers { get; } = new()
    {
        { "usual", 48, "zh-CN" }, { "usual", 48, "en" }, { "usual", 32, "zh-CN" }, { "usual", 32, "en" },
        { "long", 48, "zh-CN" }, { "long", 48, "en" }, { "long", 32, "zh-CN" }, { "long", 32, "en" },
        { "twenty-papers", 48, "zh-CN" }, { "twenty-papers", 48, "en" }, { "twenty-papers", 32, "en" },
        { "bare", 48, "zh-CN" }, { "copy", 48, "zh-CN" }, { "copy", 48, "en" }, { "test", 48, "zh-CN" },
    };

    [Theory]
    [MemberData(nameof(Papers))]
    public void Paper_ShippedTemplate_FitsTheWidthKeepsWordsWholeAndSpeaksOneLanguage(string kind, int columns, string language)
    {
        var slip = kind == "test" ? TestSlip.Of("铜陵市政务服务中心", "") : SlipOf(kind, language);
        var template = SlipTemplate.Standard with { Columns = columns };

        var bytes = new SlipRenderer(template).ToBytes(slip, kind == "copy" ? 2 : 1);
        using var paper = new PaperPicture(bytes.Bytes, columns);
        TestContext.Current.TestOutputHelper?.WriteLine(paper.Save($"{kind}-{columns}-{language}"));

        Assert.Empty(bytes.Lacking);
        Assert.Empty(paper.TooWide);
        Assert.Equal(1, paper.Cuts);
        Assert.Equal(slip.Values["number"], paper.Lines.MaxBy(line => line.Size)!.Text);
        var printed = paper.Lines.SelectMany(line => line.Text.Split(' ')).ToHashSet();
        Assert.All(WordsOf(slip).Where(word => word.Length <= columns / 2), word => Assert.Contains(word, printed));
        Assert.True(language == "zh-CN" || paper.Lines.All(line => line.Text.All(sign => sign is < (char)0x2E80 or '￥')),
            "An English paper has no Chinese.");
        Assert.Equal(slip.Values["url"].Length > 0 ? [slip.Values["url"]] : [], paper.Codes);
    }

    [Fact]
    public void Paper_Values_StandWhole()
    {
        var slip = SlipOf("long", "en");
        using var paper = new PaperPicture(new SlipRenderer(SlipTemplate.Standard).ToBytes(slip).Bytes, 48);
        var text = string.Join(' ', paper.Lines.Select(line => line.Text.Trim()));

        Assert.Contains("People ahead of you: 42", text, StringComparison.Ordinal);
        Assert.Contains("Estimated wait: 116-138 min", text, StringComparison.Ordinal);
        Assert.Contains("Please have ready: · ", text, StringComparison.Ordinal);
        Assert.Contains("Scan to follow your place in the queue", text, StringComparison.Ordinal);
        Assert.Contains(slip.Values["service"], text, StringComparison.Ordinal);
    }

    [Fact]
    public void Paper_ZeroPapersAndNoCode_HasNoHeadingAndNoWordOfACode()
    {
        using var paper = new PaperPicture(new SlipRenderer(SlipTemplate.Standard).ToBytes(SlipOf("bare", "zh-CN")).Bytes, 48);

        Assert.DoesNotContain(paper.Lines,
            line => line.Text.Contains("请准备", StringComparison.Ordinal) || line.Text.Contains("扫码", StringComparison.Ordinal));
        Assert.Empty(paper.Codes);
    }

    private static IEnumerable<string> WordsOf(Slip slip) =>
        slip.Values.Where(value => value.Key is "hall" or "service" or "zone" or "text" or "foot").Select(value => value.Value)
        .Concat(slip.Lists["documents"]).SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(word => word.All(char.IsAscii));

    private static Slip SlipOf(string kind, string language)
    {
        var isEnglish = language == "en";
        var slip = Slip.Of(
            ("language", language), ("number", kind == "long" ? "VIP-A012" : "A012"), ("ahead", kind == "long" ? "42" : "3"),
            ("hall", isEnglish ? "Tongling Public Service Centre" : "铜陵市政务服务中心"),
            ("zone", isEnglish ? "Zone A Real estate" : "A 区 不动产登记"),
            ("service", isEnglish ? "Land and building (second-hand home)" : "二手房转移登记"),
            ("range", isEnglish ? "within 5 min" : "5 分钟以内"), ("url", kind == "bare" ? "" : Link),
            ("text", isEnglish ? "Please wait in the seats of zone A" : "请到 A 区座位等候"), ("foot", ""), ("heading", ""),
                ("date", "2026-11-23"), ("time", "09:41"));
        return kind switch
        {
            "long" => With(slip, isEnglish).With("documents", isEnglish ? LongEnglish : LongChinese),
            "twenty-papers" =>
                slip.With("documents",
                [.. Enumerable.Range(1, 20)
                .Select(paper => isEnglish ? $"Paper {paper}: {LongEnglish[paper % 3]}" : $"材料 {paper}：{LongChinese[paper % 3]}")]),
            "bare" => slip.With("documents"),
            _ => slip.With("documents",
                isEnglish ? ["Identity card", "Certificate of title", "Fee ¥80"] : ["居民身份证原件", "不动产权证书", "登记费 ¥80"]),
        };
    }

    private static readonly string[] LongEnglish =
    [
        "Original and copy of the certificate of marriage, divorce or being single of every party to the transfer",
        "Certificate of land value increment tax, deed tax and individual income tax paid or exempted (¥0 is shown, too)",
        "Power of attorney, notarised, if somebody else’s affairs are settled – and the identity card of both",
    ];

    private static readonly string[] LongChinese =
    [
        "买卖双方婚姻状况证明（结婚证、离婚证或单身声明）原件及复印件各一份，涉外的须经公证并附中文译本",
        "契税、增值税、个人所得税完税或免税证明（“零申报”也要提供），金额以 ¥ 计",
        "委托他人办理的，提供经公证的授权委托书、委托人和受托人身份证；法人办理的，另附营业执照（加盖公章）。",
    ];

    private static Slip With(Slip slip, bool isEnglish) => slip with
    {
        Values = new Dictionary<string, string>(slip.Values)
        {
            ["service"] = isEnglish
                ? "Basic pension insurance of enterprise employees: participation and lump-sum payment"
                
                : "企业职工基本养老保险参保登记及一次性补缴（灵活就业人员）",
            ["hall"] = isEnglish
                ? "Integrated Government Service Hall of the Economic and Technological Development Zone"
                
                : "铜陵经济技术开发区一体化政务服务中心便民服务大厅",
            ["range"] = isEnglish ? "116–138 min" : "116–138 分钟",
            ["foot"] = isEnglish
                ? "A missed number is called once more after three others"
                : "过号后可在三人之后再叫一次，请留意大屏和广播",
        },
    };
}
