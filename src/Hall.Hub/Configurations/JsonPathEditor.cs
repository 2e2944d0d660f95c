using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hall.Core.Configuration;

namespace Hall.Hub.Configurations;

/// <summary>
/// A configuration's JSON that is being edited by path, such as <c>services[3].names.zh-CN</c>: the paths that faults carry. It may
/// hold anything, so that half a change can be kept.
/// </summary>
public sealed class JsonPathEditor
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _root;

    /// <summary>Reads a text that is a JSON object.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public JsonPathEditor(string text) =>
        _root = JsonNode.Parse(FormerNames.Renewed(text)) as JsonObject ?? throw new JsonException("A configuration is an object.");

    /// <summary>What stands at a path; null for nothing.</summary>
    public JsonNode? Find(string path) => Steps(path).Aggregate((JsonNode?)_root, Step);

    /// <summary>What stands at a path, as it would be typed; empty for nothing.</summary>
    public string Text(string path) => Find(path) is JsonValue value ? value.ToString() : "";

    /// <summary>The length of the list at a path; 0 when there is none.</summary>
    public int Count(string path) => Find(path) is JsonArray list ? list.Count : 0;

    /// <summary>The names at a path, in order.</summary>
    public IReadOnlyList<string> Keys(string path) => Find(path) is JsonObject thing ? [.. thing.Select(pair => pair.Key)] : [];

    /// <summary>Writes a value, with the objects above it; null takes it out.</summary>
    public void Put(string path, JsonNode? value)
    {
        var steps = Steps(path);
        JsonNode parent = _root;
        foreach (var step in steps[..^1])
        {
            if (Step(parent, step) is { } next)
            {
                parent = next;
            }
            else
            {
                var made = new JsonObject();
                Write(parent, step, made);
                parent = made;
            }
        }

        Write(parent, steps[^1], value);
    }

    /// <summary>Adds a member to the list at a path, which is made when there is none.</summary>
    public void Add(string path, JsonNode member)
    {
        if (Find(path) is JsonArray list)
        {
            list.Add(member);
        }
        else
        {
            Put(path, new JsonArray(member));
        }
    }

    /// <summary>Moves a member of the list at a path by so many places; beyond an end nothing happens.</summary>
    public void Move(string path, int index, int by)
    {
        if (Find(path) is JsonArray list && index + by >= 0 && index + by < list.Count)
        {
            var member = list[index];
            list.RemoveAt(index);
            list.Insert(index + by, member);
        }
    }

    /// <inheritdoc />
    public override string ToString() => _root.ToJsonString(Options) + "\n";

    private static string[] Steps(string path) =>
        path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);

    private static JsonNode? Step(JsonNode? node, string step) => node switch
    {
        JsonArray list when IndexOf(step) is { } index && index < list.Count => list[index],
        JsonObject thing when IndexOf(step) is null => thing[step],
        _ => null,
    };

    private static void Write(JsonNode parent, string step, JsonNode? value)
    {
        if (parent is JsonArray list && IndexOf(step) is { } index && index < list.Count)
        {
            if (value is null)
            {
                list.RemoveAt(index);
            }
            else
            {
                list[index] = value;
            }
        }
        else if (parent is JsonObject thing && IndexOf(step) is null)
        {
            if (value is null)
            {
                thing.Remove(step);
            }
            else
            {
                thing[step] = value;
            }
        }
    }

    private static int? IndexOf(string step) => step[0] == '[' && int.TryParse(step[1..^1], out var index) && index >= 0 ? index : null;
}
