using System.Text.Json.Nodes;
using Hall.Core.Tests.Support;

namespace Hall.Core.Tests.Configuration;

/// <summary><c>docs/SETTINGS.md</c> has a row for every field of the schema, with its default.</summary>
public sealed class SettingsDocumentTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(RepositoryFiles.KioskConfig("halls/hall.schema.json"))!;
    private static readonly Dictionary<string, string> Rows = File.ReadLines(Repository.Path("docs", "SETTINGS.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).GroupBy(PathOf)
        .ToDictionary(rows => rows.Key, rows => rows.Last());

    [Fact]
    public void Document_EveryFieldOfTheSchema_HasARowWithItsDefault() =>
        Assert.Empty(
            Fields().Where(field => !Rows.TryGetValue(field.Path, out var row)
            || (field.Default is { } standard && !row.Contains($"| {standard} |", StringComparison.Ordinal)))
            .Select(field => field.Path));

    [Fact]
    public void Document_EveryRowOfASection_IsInTheSchema()
    {
        var known = Fields().Select(field => field.Path).ToHashSet();
        var sections = known.Where(path => path.Contains('.', StringComparison.Ordinal)).Select(path => path.Split('.')[0]).ToHashSet();
        var strange = Rows.Keys.Where(path =>
            path.Count(letter => letter == '.') == 1 && sections.Contains(path.Split('.')[0]) && !known.Contains(path)).ToList();
        Assert.Empty(strange);
    }

    private static IEnumerable<(string Path, string? Default)> Fields()
    {
        foreach (var (section, described) in Schema["properties"]!.AsObject().Where(pair => pair.Key != "$schema"))
        {
            var whole = Followed(described!);
            var inside = whole["items"] is { } items ? Followed(items) : whole;
            if (inside["properties"] is not JsonObject fields || section == "names")
            {
                yield return (section, null);
                continue;
            }

            foreach (var (field, about) in fields)
            {
                yield return ($"{section}{(whole["items"] is null ? "" : "[]")}.{field}", StandardOf(about!));
            }
        }
    }

    private static string? StandardOf(JsonNode field) => field["default"] is not JsonValue value ? null : value.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.True => "yes",
        System.Text.Json.JsonValueKind.False => "no",
        _ => value.ToString() is { Length: > 0 } text ? text : "–",
    };

    private static JsonNode Followed(JsonNode schema)
    {
        while (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            schema = Schema["$defs"]![reference.Split('/')[^1]]!;
        }

        return schema;
    }

    private static string PathOf(string row) => row.Split('`')[1];
}
