using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hall.Core.Configuration;

namespace Hall.Web.Wording;

/// <summary>
/// Says a place of a configuration in words, such as "Service A06 First identity card › Minutes" for <c>services[A06].minutes</c>:
/// whoever edits in the browser never sees the file that the path is of.
/// </summary>
public sealed partial class PlaceSentences
{
    private const string Below = " › ";
    private readonly JsonNode?[] _roots;
    private readonly Words _words;

    /// <summary>Reads what the members of lists are called.</summary>
    /// <param name="words">The words of the reader.</param>
    /// <param name="texts">The configurations that may hold the place, the likeliest first; what is no JSON names nothing.</param>
    public PlaceSentences(Words words, params IReadOnlyList<string> texts) => (_words, _roots) = (words, [.. texts.Select(Read)]);

    /// <summary>The place of a difference, whose path has members by name: <c>services[A06].minutes</c>.</summary>
    public string OfNamed(string path) => Said(path, Named);

    /// <summary>The place of a fault, whose path has members by their position from 0: <c>services[2].minutes</c>.</summary>
    public string OfCounted(string path) => Said(path, Counted);

    /// <summary>A sentence with the counted places in it in words; what stands in quotes was written by somebody and stays.</summary>
    public string Within(string sentence) =>
        Place().Replace(sentence, place => place.Value[0] == '"' ? place.Value : OfCounted(place.Value));

    private string Said(string path, Func<JsonArray, string, JsonNode?> find)
    {
        if (path.Length == 0)
        {
            return _words[Word.PlaceWhole];
        }

        var (said, outline, here) = (new List<string>(), "", _roots);
        foreach (Match step in Step().Matches(path))
        {
            if (step.Groups["member"] is { Success: true, Value: var member })
            {
                here = [.. here.Select(node => Tried(node, list => list is JsonArray found ? find(found, member) : null))];
                var name = NameOf(here.FirstOrDefault(node => node is not null), member);
                if (said.Count == 0)
                {
                    said.Add(name);
                }
                else
                {
                    said[^1] = $"{said[^1]} {name}";
                }
            }
            else
            {
                outline = outline.Length == 0 ? step.Value : $"{outline}.{step.Value}";
                here = [.. here.Select(node => Tried(node, thing => (thing as JsonObject)?[step.Value]))];
                said.Add(_words.Find(WordGroup.Place, outline) ?? _words.Find(WordGroup.Place, step.Value) ?? _words.Find(WordGroup.Draft,
                    step.Value)
                    ?? step.Value);
            }
        }

        return string.Join(Below, said);
    }

    private string NameOf(JsonNode? node, string member)
    {
        var code = Tried(node, ConfigurationComparison.NameOf);
        var names = Tried(node, thing => (thing as JsonObject)?["names"] as JsonObject);
        var name = (Tried(names, known => known[_words.Language]) ?? Tried(names, known => known[Words.Chinese]))?.ToString();
        var said = string.Join(' ', new[] { code, name }.Where(part => !string.IsNullOrWhiteSpace(part)));
        return said.Length > 0
            ? said
            : int.TryParse(member, NumberStyles.Integer, CultureInfo.InvariantCulture, out var position)
                ? _words[Word.PlaceNth, position + 1]
                : member;
    }

    private static JsonNode? Named(JsonArray list, string member) =>
        list.FirstOrDefault(node => ConfigurationComparison.NameOf(node) == member) ?? Counted(list, member);

    private static JsonNode? Counted(JsonArray list, string member) =>
        int.TryParse(member, NumberStyles.Integer, CultureInfo.InvariantCulture, out var position) && position < list.Count
            ? list[position]
            : null;

    // A file with the same field twice is JSON that nothing can be looked up in; its faults are told all the same.
    private static TFound? Tried<TNode, TFound>(TNode? node, Func<TNode, TFound?> find)
        where TNode : JsonNode
        where TFound : class
    {
        try
        {
            return node is null ? null : find(node);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static JsonNode? Read(string text)
    {
        try
        {
            return JsonNode.Parse(FormerNames.Renewed(text));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\[(?<member>[^\]]*)\]|[^.\[\]]+")]
    private static partial Regex Step();

    [GeneratedRegex(@"""[^""]*""|\b[a-zA-Z]+(\.[\w-]+)*\[\d+\](\.[\w-]+|\[\d+\])*", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
