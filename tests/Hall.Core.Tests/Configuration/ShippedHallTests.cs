using System.Text.Json.Nodes;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Core.Tests.Configuration;

public sealed class ShippedHallTests
{
    [Theory]
    [InlineData("tongling")]
    [InlineData("demo-small")]
    public void Read_ShippedHall_HasNoFault(string hall)
    {
        var reading = HallConfigurationReader.Read(Shipped(hall));

        Assert.Empty(reading.Faults);
        Assert.Equal(hall, reading.Configuration!.Hall.Value);
    }

    [Theory]
    [InlineData("tongling")]
    [InlineData("demo-small")]
    public void Read_ShippedHall_IsCompleteInBothLanguages(string hall)
    {
        foreach (var service in HallConfigurationReader.Read(Shipped(hall)).Configuration!.Services)
        {
            Assert.Equal(["en", "zh-CN"], service.Names.Keys.Order(StringComparer.Ordinal));
            Assert.Equal(service.Documents["zh-CN"].Count, service.Documents["en"].Count);
            Assert.Matches("^[A-Z]+$", service.Initials);
        }
    }

    [Fact]
    public void Read_Tongling_HasTheCatalogueOfItsAccount()
    {
        var hall = HallConfigurationReader.Read(Shipped("tongling")).Configuration!;

        Assert.Equal([33, 46, 27], hall.Zones.Select(zone => hall.Services.Count(service => service.Zone == zone.Code)));
        Assert.Equal(21, hall.Counters.Count);
        Assert.Equal(Enumerable.Range(1001, 21).Select(i => $"{i}"), hall.Tellers.Select(teller => teller.Teller.Value));
    }

    [Fact]
    public void Read_Tongling_HasATopicAndAGroupForEveryMatter()
    {
        var hall = HallConfigurationReader.Read(Shipped("tongling")).Configuration!;
        var services = hall.Services.Select(service => service.Code).ToHashSet();

        Assert.Empty(services.Except(hall.KioskLayout.Topics.SelectMany(topic => topic.Services)));
        Assert.Empty(services.Except(hall.KioskLayout.Groups.SelectMany(group => group.Services)));
        Assert.All(hall.KioskLayout.Topics, topic => Assert.True(topic.Names.ContainsKey("en") && topic.Hint.ContainsKey("en")));
        Assert.All(hall.Zones, zone => Assert.True(zone.Place.ContainsKey("en")));
    }

    [Fact]
    public void Of_IntegratedAndSpecialCounter_SpellsOutTheKindsOfItsZone()
    {
        var hall = HallConfigurationReader.Read(Shipped("tongling")).Configuration!;
        var general = CounterSkills.Of(hall, hall.Counters.First(counter => counter.Counter == new CounterId("16")));
        var both = CounterSkills.Of(hall, hall.Counters.First(counter => counter.Counter == new CounterId("20")));

        Assert.All(general, code => Assert.StartsWith("C", code.Value, StringComparison.Ordinal));
        Assert.DoesNotContain(new ServiceCode("C02"), general);
        Assert.Equal(27, both.Count);
        Assert.Equal(new ServiceCode("C02"), both[0]);
    }

    [Fact]
    public void Of_CodesBesideAKind_NamesEachOnceAndLeavesOutTheUnknown()
    {
        var hall = HallConfigurationReader.Read(HallFile.Good).Configuration!;
        var counter = hall.Counters[0] with { Serves = ["A01", "general", "B01", "X9"] };

        Assert.Equal(["A01", "B01"], CounterSkills.Of(hall, counter).Select(code => code.Value));
    }

    [Theory]
    [InlineData("ff68-one-based")]
    [InlineData("ff68-zero-based")]
    public void Read_ShippedDeviceLine_FitsTheTonglingHall(string bus)
    {
        var hall = JsonNode.Parse(Shipped("tongling"))!;
        hall["deviceLines"] = new JsonArray(JsonNode.Parse(RepositoryFiles.KioskConfig($"devices/{bus}.json")));

        Assert.Empty(HallConfigurationReader.Read(hall.ToJsonString()).Faults);
    }

    private static string Shipped(string hall) => RepositoryFiles.KioskConfig($"halls/{hall}.json");
}
