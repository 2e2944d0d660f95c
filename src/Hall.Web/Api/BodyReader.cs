using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Hall.Core.Commands;
using Hall.Web.Http;

namespace Hall.Web.Api;

/// <summary>
/// Reads a request's body strictly and collects every fault instead of stopping at the first, so that an integrator mends a
/// request in one go. Unknown and repeated fields are faults too.
/// </summary>
internal sealed partial class BodyReader
{
    /// <summary>Largest body, bytes.</summary>
    public const int Largest = 64 * 1024;

    private const int LongestText = 1_000;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8 };
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly List<RequestFault> _faults = [];
    private readonly string _prefix;

    private BodyReader(JsonElement root, string prefix)
    {
        _prefix = prefix;
        foreach (var field in root.EnumerateObject())
        {
            if (!_fields.TryAdd(field.Name, field.Value))
            {
                Fault(field.Name, "This field stands twice.");
            }
        }
    }

    /// <summary>Reads a body; an empty one is an object without fields.</summary>
    /// <exception cref="ApiRefusal">It is no JSON object.</exception>
    public static BodyReader Parse(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes, Strict);
            if (bytes.Length > 0 && !HoldsWholeCharacters(bytes))
            {
                throw Malformed("", "A text holds half a character, which is no Unicode; UTF-8 is expected.");
            }

            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(document.RootElement.Clone(), "")
                : throw Malformed("", "A JSON object is expected.");
        }
        catch (JsonException fault)
        {
            throw Malformed("", $"This is not JSON: {fault.Message}");
        }
    }

    /// <summary>Whether a field is there and not null.</summary>
    public bool Has(string name) => _fields.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A text that must be there; empty when it is a fault.</summary>
    public string Text(string name, int longest = LongestText) => Optional(name, longest) ?? Missing(name);

    /// <summary>A text that may be missing.</summary>
    public string? Optional(string name, int longest = LongestText) => Take(name) is { } value ? TextOf(value, name, longest) : null;

    /// <summary>A list of texts; empty when it is missing.</summary>
    public IReadOnlyList<string> Texts(string name, int longest = 100)
    {
        if (Take(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault(name, "A list of texts is expected.");
            return [];
        }

        return [.. value.EnumerateArray().Select((item, index) => TextOf(item, Invariant($"{name}[{index}]"), longest) ?? "")];
    }

    /// <summary>Yes or no; no when it is missing.</summary>
    public bool Truth(string name)
    {
        if (Take(name) is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            Fault(name, "true or false is expected.");
            return false;
        }

        return _fields.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.True;
    }

    /// <summary>A whole number that must be there, within its limits; the lower one when it is a fault.</summary>
    public long Whole(string name, long least = 0, long most = long.MaxValue)
    {
        if (Take(name) is not { } value)
        {
            Missing(name);
            return least;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number))
        {
            Fault(name, "A whole number is expected.");
            return least;
        }

        if (number >= least && number <= most)
        {
            return number;
        }

        Fault(name,
            most == long.MaxValue
                ? Invariant($"A whole number from {least} on is expected.")
                : Invariant($"A whole number from {least} to {most} is expected."));
        return least;
    }

    /// <summary>One of some words; the fallback when it is missing and there is one.</summary>
    public T Word<T>(string name, IReadOnlyDictionary<string, T> words, string? fallback = null)
    {
        var word = fallback is null ? Text(name) : Optional(name) ?? fallback;
        if (words.TryGetValue(word, out var known))
        {
            return known;
        }

        if (word.Length > 0)
        {
            Fault(name, $"One of these is expected: {string.Join(", ", words.Keys)}.");
        }

        return words.Values.First();
    }

    /// <summary>A value of a shape that may be missing; null then, and when it is a fault.</summary>
    public T? Value<T>(string name, JsonTypeInfo<T> shape)
    {
        try
        {
            return Take(name) is { } value ? value.Deserialize(shape) : default;
        }
        catch (JsonException fault)
        {
            Fault(fault.Path is { Length: > 1 } path ? $"{name}{path[1..]}" : name,
                "This is not what is expected here; see docs/SETTINGS.md.");
            return default;
        }
    }

    /// <summary>An object within; null when it is missing. Its faults are this one's.</summary>
    public BodyReader? Inner(string name)
    {
        if (Take(name) is not { } value)
        {
            Missing(name);
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return new(value, $"{_prefix}{name}.");
        }

        Fault(name, "An object is expected.");
        return null;
    }

    /// <summary>Adds a fault.</summary>
    public void Fault(string name, string message) => _faults.Add(new(_prefix + name, message));

    /// <summary>Takes over the faults of an inner object, its unknown fields included.</summary>
    public void Join(BodyReader inner) => _faults.AddRange(inner.AllFaults());

    /// <summary>Ends the reading.</summary>
    /// <exception cref="ApiRefusal">There was a fault; it carries all of them.</exception>
    public void End()
    {
        if (AllFaults() is { Count: > 0 } faults)
        {
            throw new ApiRefusal(RejectionCode.Malformed, faults: faults);
        }
    }

    // The platform parses such texts and throws only when somebody reads them.
    private static bool HoldsWholeCharacters(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(bytes);
            while (reader.Read())
            {
                if (reader is { ValueIsEscaped: true, TokenType: JsonTokenType.String or JsonTokenType.PropertyName })
                {
                    reader.GetString();
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static ApiRefusal Malformed(string path, string message) => new(RejectionCode.Malformed, faults: [new(path, message)]);

    private List<RequestFault> AllFaults()
    {
        foreach (var unknown in _fields.Keys.Where(name => !_read.Contains(name)))
        {
            Fault(unknown, "This field is not known here.");
        }

        return _faults;
    }

    private JsonElement? Take(string name)
    {
        _read.Add(name);
        return Has(name) ? _fields[name] : null;
    }

    private string Missing(string name)
    {
        if (!_faults.Exists(fault => fault.Path == _prefix + name))
        {
            Fault(name, "This field is missing.");
        }

        return "";
    }

    private string? TextOf(JsonElement value, string path, int longest)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Fault(path, "A text is expected.");
            return null;
        }

        var text = value.GetString()!;
        if (text.Length <= longest && !string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        Fault(path, Invariant($"A text of 1 to {longest} characters is expected."));
        return null;
    }
}
