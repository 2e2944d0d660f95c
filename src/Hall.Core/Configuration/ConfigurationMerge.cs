using System.Text.Json.Nodes;

namespace Hall.Core.Configuration;

/// <summary>A place that two people changed differently.</summary>
/// <param name="Path">Where, with members of lists by name, such as <c>services[A06].minutes</c>.</param>
/// <param name="Mine">What the later saver wrote, as JSON; null for taken out.</param>
/// <param name="Theirs">What stands there now, as JSON; null for taken out.</param>
public sealed record ConfigurationConflict(string Path, string? Mine, string? Theirs);

/// <summary>
/// Brings two people's changes of one configuration together. Members of lists are known by name, so that one may add a service while
/// the other moves one. Where both changed the same thing, the earlier saver's value stands and the other is reported; where one
/// changed what the other took out, the changed thing stays.
/// </summary>
public static class ConfigurationMerge
{
    /// <summary>Merges.</summary>
    /// <param name="before">What both began with; JSON text of an object.</param>
    /// <param name="mine">What the later saver wants.</param>
    /// <param name="theirs">What was saved meanwhile.</param>
    /// <param name="conflicts">Where they disagree.</param>
    /// <returns>JSON text; it may have faults that neither side has, so it is read again.</returns>
    public static string Of(string before, string mine, string theirs, out IReadOnlyList<ConfigurationConflict> conflicts)
    {
        var found = new List<ConfigurationConflict>();
        var merged = Merge(Parse(before), Parse(mine), Parse(theirs), "", found);
        conflicts = found;
        return merged!.ToJsonString(ConfigurationJson.Options);
    }

    /// <summary>Writes a value at a path of names; null takes it out.</summary>
    /// <returns>The text as it is then; null when the path leads nowhere any more.</returns>
    public static string? Put(string text, string path, string? value)
    {
        var root = Parse(text);
        var steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        var parent = steps[..^1].Aggregate(root, Step);
        switch (parent)
        {
            case JsonObject thing when steps[^1][0] != '[':
                thing.Remove(steps[^1]);
                if (value is not null)
                {
                    thing[steps[^1]] = JsonNode.Parse(value);
                }

                break;
            case JsonArray list when Step(list, steps[^1]) is { } member:
                if (value is null)
                {
                    list.Remove(member);
                }
                else
                {
                    list[list.IndexOf(member)] = JsonNode.Parse(value);
                }

                break;
            default:
                return null;
        }

        return root!.ToJsonString(ConfigurationJson.Options);
    }

    private static JsonNode? Parse(string text) => JsonNode.Parse(FormerNames.Renewed(text));

    private static JsonNode? Step(JsonNode? node, string step) => node switch
    {
        JsonArray list when step[0] == '[' => list.FirstOrDefault(member => ConfigurationComparison.NameOf(member) == step[1..^1]),
        JsonObject thing => thing[step],
        _ => null,
    };

    private static JsonNode? Merge(JsonNode? before, JsonNode? mine, JsonNode? theirs, string path, List<ConfigurationConflict> conflicts)
    {
        if (JsonNode.DeepEquals(mine, theirs) || JsonNode.DeepEquals(before, mine))
        {
            return theirs?.DeepClone();
        }

        if (JsonNode.DeepEquals(before, theirs))
        {
            return mine?.DeepClone();
        }

        if (mine is JsonObject myThing && theirs is JsonObject theirThing)
        {
            return Merge(before as JsonObject, myThing, theirThing, path, conflicts);
        }

        if (mine is JsonArray myList && theirs is JsonArray theirList && ByName(before as JsonArray ?? []) is { } old
            && ByName(myList) is { } mineByName && ByName(theirList) is { } theirsByName)
        {
            return Merge(old, mineByName, theirsByName, path, conflicts);
        }

        conflicts.Add(new(path, mine?.ToJsonString(ConfigurationJson.Options), theirs?.ToJsonString(ConfigurationJson.Options)));
        return (theirs ?? mine)?.DeepClone();
    }

    private static JsonObject Merge(JsonObject? before, JsonObject mine, JsonObject theirs, string path, List<ConfigurationConflict> conflicts)
    {
        var merged = new JsonObject();
        foreach (var name in theirs.Select(pair => pair.Key).Union(mine.Select(pair => pair.Key)))
        {
            var value = Merge(before?[name], mine[name], theirs[name], path.Length == 0 ? name : $"{path}.{name}", conflicts);
            if (value is not null)
            {
                merged[name] = value;
            }
        }

        return merged;
    }

    private static JsonArray Merge(
        OrderedDictionary<string, JsonNode> before, OrderedDictionary<string, JsonNode> mine, OrderedDictionary<string, JsonNode> theirs, string path,
        List<ConfigurationConflict> conflicts)
    {
        // Whoever moved something decides the order; when both did, the earlier saver.
        var theyMoved = !theirs.Keys.Where(before.ContainsKey).SequenceEqual(before.Keys.Where(theirs.ContainsKey));
        var (first, second) = theyMoved ? (theirs, mine) : (mine, theirs);
        var merged = new JsonArray();
        foreach (var name in first.Keys.Union(second.Keys))
        {
            var value = Merge(before.GetValueOrDefault(name), mine.GetValueOrDefault(name), theirs.GetValueOrDefault(name), $"{path}[{name}]", conflicts);
            if (value is not null)
            {
                merged.Add(value);
            }
        }

        return merged;
    }

    // Null when a member has no name or two have the same: then the list is one value.
    private static OrderedDictionary<string, JsonNode>? ByName(JsonArray list)
    {
        var named = new OrderedDictionary<string, JsonNode>();
        return list.All(member => ConfigurationComparison.NameOf(member) is { } name && named.TryAdd(name, member!)) ? named : null;
    }
}
