using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hall.Core.Commands;
using Hall.Core.Configuration;
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
    private const int MaxDepth = 8;
    private readonly Dictionary<string, JsonOutline> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly List<RequestFault> _faults = [];
    private readonly string _prefix;

    private BodyReader(JsonOutline root)
    {
        _prefix = root.Path.Length == 0 ? "" : $"{root.Path}.";
        foreach (var (name, _, value) in root.Members)
        {
            if (!_fields.TryAdd(name, value))
            {
                Fault(name, "This field stands twice.");
            }
        }
    }

    /// <summary>Reads a body; an empty one is an object without fields.</summary>
    /// <exception cref="ApiRefusal">It is no JSON object.</exception>
    public static BodyReader Parse(byte[] bytes)
    {
        var (outline, fault) = JsonOutline.Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes, MaxDepth);
        return (outline, fault) switch
        {
            ({ Kind: JsonValueKind.Object }, _) => new(outline),
            (_, null) => throw Malformed("", "A JSON object is expected."),
            (_, { IsHalfCharacter: true }) =>
                throw Malformed("", "A text holds half a character, which is no Unicode; UTF-8 is expected."),
            _ => throw Malformed("", $"This is not JSON: {fault.Message}"),
        };
    }

    /// <summary>Whether a field is there and not null.</summary>
    public bool Has(string name) => _fields.TryGetValue(name, out var value) && value.Kind != JsonValueKind.Null;

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

        if (value.Kind != JsonValueKind.Array)
        {
            Fault(name, "A list of texts is expected.");
            return [];
        }

        return [.. value.Items.Select((item, index) => TextOf(item, Invariant($"{name}[{index}]"), longest) ?? "")];
    }

    /// <summary>Yes or no; no when it is missing.</summary>
    public bool Truth(string name)
    {
        if (Take(name) is { Kind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            Fault(name, "true or false is expected.");
            return false;
        }

        return _fields.TryGetValue(name, out var value) && value.Kind == JsonValueKind.True;
    }

    /// <summary>A whole number that must be there, within its limits; the lower one when it is a fault.</summary>
    public long Whole(string name, long least = 0, long most = long.MaxValue)
    {
        if (Take(name) is not { } value)
        {
            Missing(name);
            return least;
        }

        if (value.Kind != JsonValueKind.Number || !value.Scalar!.AsValue().TryGetValue(out long number))
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
            return Take(name) is { } value ? value.ToNode().Deserialize(shape) : default;
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

        if (value.Kind == JsonValueKind.Object)
        {
            return new(value);
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

    private static ApiRefusal Malformed(string path, string message) => new(RejectionCode.Malformed, faults: [new(path, message)]);

    private List<RequestFault> AllFaults()
    {
        foreach (var unknown in _fields.Keys.Where(name => !_read.Contains(name)))
        {
            Fault(unknown, "This field is not known here.");
        }

        return _faults;
    }

    private JsonOutline? Take(string name)
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

    private string? TextOf(JsonOutline value, string path, int longest)
    {
        if (value.Kind != JsonValueKind.String)
        {
            Fault(path, "A text is expected.");
            return null;
        }

        var text = value.Scalar!.GetValue<string>();
        if (text.Length <= longest && !string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        Fault(path, Invariant($"A text of 1 to {longest} characters is expected."));
        return null;
    }
}
