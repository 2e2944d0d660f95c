using Hall.Core.Configuration;
using Hall.Core.Events;

namespace Hall.Core.Tests.Configuration;

/// <summary>A hall's file of an earlier version is read as long as there are halls that keep one.</summary>
public sealed class FormerNamesTests
{
    private static readonly string Former = HallFile.Good.Replace("\"deviceLines\"", "\"padBuses\"", StringComparison.Ordinal);

    [Fact]
    public void Read_FileOfAnEarlierVersion_IsTheSameHall()
    {
        var reading = HallConfigurationReader.Read(Former);

        Assert.Empty(reading.Faults);
        var written = HallConfigurationReader.Write(reading.Configuration!);
        Assert.Equal(HallConfigurationReader.Write(HallConfigurationReader.Read(HallFile.Good).Configuration!), written);
        Assert.Contains("\"deviceLines\"", written, StringComparison.Ordinal);
        Assert.DoesNotContain("padBuses", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FaultInAFileOfAnEarlierVersion_HasItsLine()
    {
        var line = Former.Split('\n').TakeWhile(text => !text.Contains("padBuses", StringComparison.Ordinal)).Count() + 1;

        var fault = Assert.Single(HallConfigurationReader.Read(Former.Replace("\"255\"", "\"256\"", StringComparison.Ordinal)).Faults);

        Assert.Equal(("deviceLines[0].counters.256", line), (fault.Path, fault.Line));
    }

    [Fact]
    public void Read_FileWithBothNames_SaysThatOneIsUnknown()
    {
        var both = HallFile.Good.Replace("\"deviceLines\"", "\"padBuses\": [], \"deviceLines\"", StringComparison.Ordinal);

        Assert.Equal("padBuses", Assert.Single(HallConfigurationReader.Read(both).Faults).Path);
    }

    [Theory]
    [InlineData("{ \"names\": { \"padBuses\": 1 } }")]
    [InlineData("{ \"names\": \"padBuses\" }")]
    [InlineData("[ \"padBuses\" ]")]
    public void Renewed_SameWordElsewhere_Stays(string json) => Assert.Equal(json, FormerNames.Renewed(json));

    [Fact]
    public void Renewed_TextThatBreaksOffBehindIt_HasTodaysName() =>
        Assert.Equal("{ \"deviceLines\": [", FormerNames.Renewed("{ \"padBuses\": ["));

    [Fact]
    public void MergeAndComparison_DraftOfAnEarlierVersion_SeeNoChange()
    {
        Assert.Empty(ConfigurationComparison.Of(Former, HallFile.Good));

        var merged = ConfigurationMerge.Of(HallFile.Good, Former, HallFile.Good, out var conflicts);

        Assert.Empty(conflicts);
        Assert.DoesNotContain("padBuses", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void Event_ThatPublishes_HasTheNameOfTheFirstVersion()
    {
        var configuration = HallConfigurationReader.Read(HallFile.Good).Configuration!;

        var json = System.Text.Json.JsonSerializer.Serialize(
            new ConfigurationPublished(configuration), HallJsonContext.Default.ConfigurationPublished);

        Assert.Contains("\"padBuses\":[{", json, StringComparison.Ordinal);
        Assert.DoesNotContain("deviceLines", json, StringComparison.Ordinal);
    }
}
