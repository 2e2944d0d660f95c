using System.Text.Json.Nodes;
using Hall.Core.Configuration;

namespace Hall.Core.Tests.Configuration;

public sealed class HallConfigurationReaderRobustnessTests
{
    [Fact]
    public void Read_CutOffAnywhere_GivesOneFaultAndNeverThrows()
    {
        for (var length = 0; length < HallFile.Good.Length; length++)
        {
            var reading = HallConfigurationReader.Read(HallFile.Good[..length]);

            Assert.Null(reading.Configuration);
            Assert.Single(reading.Faults);
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("-1")]
    [InlineData("1e400")]
    [InlineData("\"\"")]
    [InlineData("\"x\"")]
    [InlineData("[]")]
    [InlineData("[null]")]
    [InlineData("{}")]
    [InlineData("{ \"\": {} }")]
    public void Read_AnyValueReplaced_GivesAConfigurationOrFaultsAndNeverThrows(string replacement)
    {
        var places = Places(JsonNode.Parse(HallFile.Good)!).ToList();
        Assert.True(places.Count > 100);
        foreach (var place in places)
        {
            var root = JsonNode.Parse(HallFile.Good)!;
            Replace(root, place, JsonNode.Parse(replacement));

            var reading = HallConfigurationReader.Read(root.ToJsonString());

            Assert.True(reading.Configuration is null == reading.Faults.Count > 0, place);
        }
    }

    private static IEnumerable<string> Places(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(member => Places(member.Value!)).Append(node.GetPath()),
        JsonArray list => list.SelectMany(item => Places(item!)).Append(node.GetPath()),
        _ => [node.GetPath()],
    };

    private static void Replace(JsonNode node, string path, JsonNode? value)
    {
        if (node is JsonObject members)
        {
            foreach (var name in members.Select(member => member.Key).ToList())
            {
                if (members[name]?.GetPath() == path)
                {
                    members[name] = value?.DeepClone();
                }
                else if (members[name] is { } below)
                {
                    Replace(below, path, value);
                }
            }
        }
        else if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i]?.GetPath() == path)
                {
                    list[i] = value?.DeepClone();
                }
                else if (list[i] is { } below)
                {
                    Replace(below, path, value);
                }
            }
        }
    }
}
