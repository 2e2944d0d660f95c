using System.Text.Json.Nodes;

namespace Hall.Core.Configuration;

/// <summary>One thing that differs between two configurations.</summary>
/// <param name="Path">Where, such as <c>services[A06].minutes</c>: members of lists are named by what they are called, not by their
/// place.</param>
/// <param name="Before">As JSON; null when it was not there.</param>
/// <param name="After">As JSON; null when it is not there any more.</param>
public sealed record ConfigurationDifference(string Path, string? Before, string? After);

/// <summary>Says what would change, for those who decide and for those who ask later.</summary>
public static class ConfigurationComparison
{
    private static readonly string[] Names = ["code", "counter", "teller", "kiosk", "board", "loudspeaker", "post", "name"];

    /// <summary>Every difference, in the order of the file.</summary>
    public static IReadOnlyList<ConfigurationDifference> Of(HallConfiguration before, HallConfiguration after) =>
        Of(HallConfigurationReader.Write(before), HallConfigurationReader.Write(after));

    /// <summary>Every difference of two texts, which need not be free of faults.</summary>
    public static IReadOnlyList<ConfigurationDifference> Of(string before, string after)
    {
        var (old, now) = (Flat(before), Flat(after));
        return [.. old.Keys.Union(now.Keys)
            .Select(path => new ConfigurationDifference(path, old.GetValueOrDefault(path), now.GetValueOrDefault(path)))
            .Where(difference => difference.Before != difference.After)];
    }

    private static OrderedDictionary<string, string> Flat(string text)
    {
        var leaves = new OrderedDictionary<string, string>();
        Walk(JsonNode.Parse(FormerNames.Renewed(text)), "", leaves);
        return leaves;
    }

    private static void Walk(JsonNode? node, string path, OrderedDictionary<string, string> leaves)
    {
        switch (node)
        {
            case JsonObject thing:
                foreach (var (name, value) in thing)
                {
                    Walk(value, path.Length == 0 ? name : $"{path}.{name}", leaves);
                }

                break;
            case JsonArray list when list.All(member => member is JsonObject):
                for (var i = 0; i < list.Count; i++)
                {
                    Walk(list[i], $"{path}[{NameOf(list[i]) ?? Invariant($"{i}")}]", leaves);
                }

                break;
            default:
                leaves[path] = node?.ToJsonString(ConfigurationJson.Options) ?? "null";
                break;
        }
    }

    /// <summary>What a member of a list is called; null when it has no name.</summary>
    public static string? NameOf(JsonNode? member) =>
        member is not JsonObject thing
            ? null
            : Names.Select(name => thing[name]).OfType<JsonValue>().Select(value => value.ToString()).FirstOrDefault();
}
