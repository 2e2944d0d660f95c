using Hall.Core.Configuration;

namespace Hall.Core.Tests.Configuration;

/// <summary>Two people's changes of one configuration come together; nothing of either is lost unsaid.</summary>
public sealed class ConfigurationMergeTests
{
    private static readonly string Before = HallConfigurationReader.Write(HallConfigurationReader.Read(HallFile.Good).Configuration!);

    [Fact]
    public void Of_DifferentFields_HasBothAndNoConflict()
    {
        var mine = Put("services[A01].minutes", "7");
        var theirs = Put("services[A01].names.en", "\"Joining\"");

        var merged = Read(ConfigurationMerge.Of(Before, mine, theirs, out var conflicts));

        Assert.Empty(conflicts);
        Assert.Equal((7, "Joining"), (merged.Services[0].Minutes, merged.Services[0].Names["en"]));
    }

    [Fact]
    public void Of_SameField_KeepsTheirsAndNamesMine()
    {
        var merged = ConfigurationMerge.Of(Before, Put("services[A01].minutes", "7"), Put("services[A01].minutes", "8"), out var conflicts);

        Assert.Equal(8, Read(merged).Services[0].Minutes);
        Assert.Equal(new ConfigurationConflict("services[A01].minutes", "7", "8"), Assert.Single(conflicts));
        Assert.Equal(7, Read(ConfigurationMerge.Put(merged, conflicts[0].Path, conflicts[0].Mine)!).Services[0].Minutes);
    }

    [Fact]
    public void Of_TakenOutThereAndChangedHere_KeepsWhatWasChanged()
    {
        var merged = ConfigurationMerge.Of(Before, Put("tellers[1002].name", "\"李\""), Put("tellers[1002]", null), out var conflicts);

        Assert.Equal("李", Read(merged).Tellers[1].Name);
        Assert.Single(conflicts);
    }

    [Fact]
    public void Of_MovedHereAndAddedThere_HasOrderAndMember()
    {
        var start = HallConfigurationReader.Read(HallFile.Good).Configuration!;
        var mine = HallConfigurationReader.Write(start with { Zones = [start.Zones[1], start.Zones[0]] });
        var theirs = HallConfigurationReader.Write(
            start with { Zones = [.. start.Zones, new Zone { Code = new("C"), Names = new("丙区", "C") }] });

        var merged = Read(ConfigurationMerge.Of(Before, mine, theirs, out var conflicts));

        Assert.Empty(conflicts);
        Assert.Equal(["B", "A", "C"], merged.Zones.Select(zone => zone.Code.Value));
    }

    private static string Put(string path, string? value) => ConfigurationMerge.Put(Before, path, value)!;

    private static HallConfiguration Read(string text)
    {
        var reading = HallConfigurationReader.Read(text);
        Assert.Empty(reading.Faults);
        return reading.Configuration!;
    }
}
