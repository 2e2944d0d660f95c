using System.Text.Json.Nodes;
using Hall.Core.Configuration;

namespace Hall.Core.Tests.Configuration;

/// <summary>The schema is written by hand for its descriptions, so it is held to the records here.</summary>
public sealed class HallSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(RepositoryFiles.KioskConfig("halls/hall.schema.json"))!;

    [Fact]
    public void Schema_EveryFieldThatIsWritten_IsInItAndNoOther()
    {
        var written = JsonNode.Parse(HallConfigurationReader.Write(HallConfigurationReader.Read(HallFile.Good).Configuration!))!;
        written["$schema"] = "./hall.schema.json";
        var differences = new List<string>();

        Compare(written, Schema, "", differences);

        Assert.Empty(differences);
    }

    [Fact]
    public void Schema_Defaults_AreThoseOfTheRules()
    {
        var rules = JsonNode.Parse(HallConfigurationReader.Write(
            HallConfigurationReader.Read(HallFile.Good).Configuration! with { Rules = new() }))!["rules"]!.AsObject();

        foreach (var (name, described) in Schema["$defs"]!["rules"]!["properties"]!.AsObject())
        {
            Assert.True(JsonNode.DeepEquals(rules[name], described!["default"]), name);
        }
    }

    [Fact]
    public void Schema_EveryProperty_IsDescribed() => Assert.Empty(Undescribed(Schema, "").ToList());

    private static void Compare(JsonNode value, JsonNode schema, string path, List<string> differences)
    {
        schema = Followed(schema);
        if (value is JsonArray list)
        {
            foreach (var item in list)
            {
                Compare(item!, schema["items"]!, $"{path}[]", differences);
            }
        }
        else if (value is JsonObject members)
        {
            CompareObject(members, schema, path, differences);
        }
    }

    private static void CompareObject(JsonObject members, JsonNode schema, string path, List<string> differences)
    {
        if (schema["properties"] is not JsonObject known)
        {
            foreach (var (name, member) in members)
            {
                Compare(member!, schema["additionalProperties"]!, $"{path}.{name}", differences);
            }

            return;
        }

        // Days of the week, the hall's sentences and a promise are what a file may leave out; everything else is always written.
        var optional = path.EndsWith(".weekly", StringComparison.Ordinal) || path.EndsWith(".texts", StringComparison.Ordinal);
        differences.AddRange(
            members.Where(member => !known.ContainsKey(member.Key)).Select(member => $"not in the schema: {path}.{member.Key}"));
        differences.AddRange(known.Where(property => !optional && property.Key != "promise" && !members.ContainsKey(property.Key))
            .Select(property => $"only in the schema: {path}.{property.Key}"));
        foreach (var (name, member) in members.Where(member => known.ContainsKey(member.Key)))
        {
            Compare(member!, known[name]!, $"{path}.{name}", differences);
        }
    }

    private static IEnumerable<string> Undescribed(JsonNode node, string path)
    {
        if (node is not JsonObject members)
        {
            yield break;
        }

        foreach (var (name, schema) in members["properties"] as JsonObject ?? [])
        {
            if (schema!["description"] is null && Followed(schema)["description"] is null)
            {
                yield return $"{path}.{name}";
            }
        }

        foreach (var found in members.SelectMany(member => member.Value is null ? [] : Undescribed(member.Value, $"{path}.{member.Key}")))
        {
            yield return found;
        }
    }

    private static JsonNode Followed(JsonNode schema) =>
        schema["$ref"] is { } reference ? Schema["$defs"]![reference.GetValue<string>()["#/$defs/".Length..]]! : schema;
}
