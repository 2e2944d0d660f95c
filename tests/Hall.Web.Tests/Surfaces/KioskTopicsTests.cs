using System.Text.Json.Nodes;
using Bunit;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Web.Surfaces.Kiosk;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces;

/// <summary>A citizen comes with something that happened, not with the name of an office.</summary>
public sealed class KioskTopicsTests : SurfaceTest
{
    private static readonly HallPlan Tongling = new(FakeHall.Shipped("tongling"));

    [Fact]
    public void Tongling_AsItsMattersAreTaken_NineInTenAreTwoTouchesAwayAndTheRestThree()
    {
        var often = Taken();
        var touches = Tongling.Configuration.Services.ToDictionary(service => service.Code, TouchesTo);
        var within = often.Where(pair => touches[pair.Key] <= 2).Sum(pair => pair.Value) / often.Values.Sum();

        Assert.True(within >= 0.9, Invariant($"{within:P1} within two touches"));
        Assert.All(touches, pair => Assert.InRange(pair.Value, 1, 3));
    }

    [Theory]
    [InlineData(12, 1)]
    [InlineData(8, 4)]
    [InlineData(4, 4)]
    public void PagesOf_ATopicInEachSize_AreFewEnough(int perPage, int most) =>
        Assert.All(KioskTopics.Of(Tongling),
            topic => Assert.InRange(KioskTopics.PagesOf(Tongling, topic, perPage).Count, 1, most));

    [Fact]
    public async Task Topic_OfOneZone_ShowsItsMattersWithoutTheZonesLetter()
    {
        var page = Open([Topic("看病", ["A02", "A01"])]);
        Assert.Equal("您要办什么？", page.Find("h1").TextContent);
        Pass(1);

        await page.TapAsync(".kiosk-topic");

        Assert.Equal("看病", page.Find("h1").TextContent);
        Assert.Equal(2, page.FindAll(".kiosk-service").Count);
        Assert.Empty(page.FindAll(".kiosk-service i"));
    }

    [Fact]
    public async Task Topic_OfTwoZones_SaysWhichIsWhere()
    {
        Hall.AddZoneB();
        var page = Open([Topic("看病", ["A01", "B01"])]);
        Pass(1);

        await page.TapAsync(".kiosk-topic");

        Assert.Equal(["A", "B"], page.FindAll(".kiosk-service i").Select(letter => letter.TextContent));
    }

    [Fact]
    public void Start_WithTopics_KeepsFrequentMattersAndTheZones()
    {
        var page = Open([Topic("看病", ["A01"])]);

        Assert.NotEmpty(page.FindAll(".kiosk-frequent .kiosk-service"));
        Assert.Equal(Hall.Snapshot.Plan.Zones.Count, page.FindAll(".kiosk-zone").Count);
    }

    [Fact]
    public void Start_OfAHallWithoutTopics_AsksForTheService()
    {
        var page = Open([]);

        Assert.Equal("请选择您要办理的业务", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll(".kiosk-topic"));
    }

    [Fact]
    public async Task StartAgain_InEnglishAndLargeType_StaysSoUntilTheNextCitizen()
    {
        var page = Open([Topic("看病", ["A01"])]);
        await page.TapAsync(".kiosk-foot button");
        await page.TapAsync(".kiosk-foot button", 2);
        Pass(1);
        await page.TapAsync(".kiosk-zone");

        await page.TapAsync(".kiosk-nav button", 1);

        Assert.Equal("What is it about?", page.Find("h1").TextContent);
        Assert.NotEmpty(page.FindAll(".kiosk.is-large"));
        Pass(KioskPage.IdleSeconds + 1);
        page.WaitForAssertion(() => Assert.Equal("您要办什么？", page.Find("h1").TextContent));
        Assert.Empty(page.FindAll(".kiosk.is-large"));
    }

    private static KioskTopic Topic(string name, string[] services) =>
        new(new() { ["zh-CN"] = name }, [.. services.Select(code => new ServiceCode(code))]);

    private IRenderedComponent<KioskPage> Open(IReadOnlyList<KioskTopic> topics)
    {
        var hall = Hall.Snapshot.Plan.Configuration;
        Hall.Carry(new PublishConfiguration(hall with { KioskLayout = hall.KioskLayout with { Topics = topics } }));
        return Render<KioskPage>(page => page.Add(kiosk => kiosk.Hall, "demo-small").Add(kiosk => kiosk.Id, "1"));
    }

    // Touches until a matter's own page, in normal type: a frequent one, over a topic, or over its zone with one touch for the heading.
    private static int TouchesTo(Service service)
    {
        if (KioskCatalogue.Frequent(Tongling).Contains(service))
        {
            return 1;
        }

        var overTopic = KioskTopics.Of(Tongling)
            .SelectMany(topic => KioskTopics.PagesOf(Tongling, topic, 12).Index())
            .Where(page => page.Item.Services.Contains(service)).Select(page => 2 + page.Index);
        var zone = KioskCatalogue.PagesOf(Tongling, service.Zone, 12);
        var at = zone.ToList().FindIndex(page => page.Services.Contains(service));
        return overTopic.Append(at == 0 ? 2 : 3).Min();
    }

    // How often each matter is taken on the measured Monday; a line of the record that names several has them in equal parts.
    private static Dictionary<ServiceCode, double> Taken()
    {
        var monday = JsonNode.Parse(File.ReadAllText(
            Path.Combine(AppContext.BaseDirectory, "kiosk-config", "scenarios", "tongling-monday.json")))!;
        return monday["arrivals"]!.AsArray()
            .SelectMany(line => line!["services"]!.AsArray()
                .Select(code => (Code: new ServiceCode((string)code!), Share: (double)line["perDay"]! / line["services"]!.AsArray().Count)))
            .GroupBy(part => part.Code).ToDictionary(part => part.Key, part => part.Sum(taken => taken.Share));
    }
}
