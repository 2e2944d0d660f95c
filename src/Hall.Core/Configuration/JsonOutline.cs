using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hall.Core.Configuration;

/// <summary>Where a text stops being JSON.</summary>
/// <param name="Path">Where in the text, such as <c>services[2].code</c>; empty for the whole.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The character in that line, from 1.</param>
/// <param name="Message">What the platform's reader says.</param>
/// <param name="IsHalfCharacter">Whether a text holds bytes or an escape that are no Unicode.</param>
public sealed record JsonFault(string Path, int Line, int Column, string Message, bool IsHalfCharacter);

/// <summary>
/// A value in a JSON text and the line where it begins, which the parsers of the platform forget. It keeps repeated members, and is the one
/// strict reader: halls' files, scenarios and bodies of the API are read by it, each said in words of its own.
/// </summary>
public sealed class JsonOutline
{
    private const int MaxDepth = 32;

    private JsonOutline(JsonValueKind kind, string path, int line) => (Kind, Path, Line) = (kind, path, line);

    /// <summary>What kind of value it is.</summary>
    public JsonValueKind Kind { get; }

    /// <summary>Where it stands, such as <c>services[2].code</c>; empty for the whole.</summary>
    public string Path { get; }

    /// <summary>The line where it begins, from 1.</summary>
    public int Line { get; }

    /// <summary>Members of an object in the order of the file, with the lines of their names.</summary>
    public List<(string Name, int Line, JsonOutline Value)> Members { get; } = [];

    /// <summary>Items of an array.</summary>
    public List<JsonOutline> Items { get; } = [];

    /// <summary>A text, number or truth value; null for anything else.</summary>
    public JsonNode? Scalar { get; private set; }

    /// <summary>The value as a tree of its own; of a member that is repeated the last one counts.</summary>
    public JsonNode? ToNode()
    {
        if (Kind == JsonValueKind.Array)
        {
            return new JsonArray([.. Items.Select(item => item.ToNode())]);
        }

        if (Kind != JsonValueKind.Object)
        {
            return Scalar?.DeepClone();
        }

        var node = new JsonObject();
        foreach (var (name, _, value) in Members)
        {
            node[name] = value.ToNode();
        }

        return node;
    }

    /// <summary>Reads a file; returns null and adds one fault when it is not JSON.</summary>
    public static JsonOutline? Read(string json, List<ConfigurationFault> faults)
    {
        var (outline, fault) = Parse(Encoding.UTF8.GetBytes(json.TrimStart('\uFEFF')), MaxDepth);
        if (fault is not null)
        {
            faults.Add(new(
                fault.Path, fault.Line, string.Create(CultureInfo.InvariantCulture,
                    $"Line {fault.Line}, column {fault.Column} is not valid JSON. Look at the quotes, commas, brackets and escapes there "
                    + $"and before it; comments and trailing commas are not allowed.")));
        }

        return outline;
    }

    /// <summary>Reads a text: either its outline, or where it stops being JSON. Comments, trailing commas and half characters are refused.
    /// </summary>
    /// <param name="utf8">The text.</param>
    /// <param name="maxDepth">How deep values may stand in one another.</param>
    public static (JsonOutline? Outline, JsonFault? Fault) Parse(byte[] utf8, int maxDepth)
    {
        var builder = new Builder(utf8, maxDepth);
        try
        {
            return (builder.Read(), null);
        }
        catch (JsonException fault)
        {
            var line = (int)(fault.LineNumber ?? builder.Line - 1) + 1;
            var column = ColumnOf(utf8, line, (int)(fault.BytePositionInLine ?? builder.Column));
            return (null, new(builder.Path, line, column, fault.Message, builder.IsHalfCharacter));
        }
    }

    // The platform counts bytes, of which a Chinese character has three; a person counts characters, from 1.
    private static int ColumnOf(byte[] bytes, int line, int at)
    {
        var begin = 0;
        for (var before = 1; before < line; before++)
        {
            begin += bytes.AsSpan(begin).IndexOf((byte)'\n') + 1;
        }

        return Encoding.UTF8.GetCharCount(bytes, begin, Math.Min(at, bytes.Length - begin)) + 1;
    }

    private sealed class Builder(byte[] bytes, int maxDepth)
    {
        private int _counted;

        public int Line { get; private set; } = 1;

        public string Path { get; private set; } = "";

        public bool IsHalfCharacter { get; private set; }

        public JsonOutline Read()
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = maxDepth });
            reader.Read();
            var root = Value(ref reader, "");
            while (reader.Read())
            {
                // Only reached by white space; anything else after the value throws.
            }

            return root;
        }

        private JsonOutline Value(ref Utf8JsonReader reader, string path)
        {
            CountLines(reader.TokenStartIndex);
            Path = path;
            return reader.TokenType switch
            {
                JsonTokenType.StartObject => Object(ref reader, path),
                JsonTokenType.StartArray => Array(ref reader, path),
                JsonTokenType.String => Leaf(JsonValueKind.String, path, JsonValue.Create(Text(ref reader))),
                JsonTokenType.Number => Leaf(JsonValueKind.Number, path, JsonNode.Parse(reader.ValueSpan)),
                JsonTokenType.True => Leaf(JsonValueKind.True, path, JsonValue.Create(true)),
                JsonTokenType.False => Leaf(JsonValueKind.False, path, JsonValue.Create(false)),
                _ => Leaf(JsonValueKind.Null, path, null),
            };
        }

        private JsonOutline Object(ref Utf8JsonReader reader, string path)
        {
            var node = new JsonOutline(JsonValueKind.Object, path, Line);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                CountLines(reader.TokenStartIndex);
                var (name, line) = (Text(ref reader), Line);
                var below = path.Length == 0 ? name : $"{path}.{name}";
                Path = below;
                reader.Read();
                node.Members.Add((name, line, Value(ref reader, below)));
            }

            Path = path;
            return node;
        }

        private JsonOutline Array(ref Utf8JsonReader reader, string path)
        {
            var node = new JsonOutline(JsonValueKind.Array, path, Line);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                node.Items.Add(Value(ref reader, $"{path}[{node.Items.Count}]"));
            }

            Path = path;
            return node;
        }

        private JsonOutline Leaf(JsonValueKind kind, string path, JsonNode? scalar) => new(kind, path, Line) { Scalar = scalar };

        /// <summary>Bytes before the last token on its line.</summary>
        public int Column => _counted - bytes.AsSpan(0, _counted).LastIndexOf((byte)'\n') - 1;

        private string Text(ref Utf8JsonReader reader)
        {
            try
            {
                return reader.GetString() ?? "";
            }
            catch (InvalidOperationException)
            {
                IsHalfCharacter = true;
                throw new JsonException("A lone surrogate stands here.");
            }
        }

        private void CountLines(long upTo)
        {
            Line += bytes.AsSpan(_counted, (int)upTo - _counted).Count((byte)'\n');
            _counted = (int)upTo;
        }
    }
}
