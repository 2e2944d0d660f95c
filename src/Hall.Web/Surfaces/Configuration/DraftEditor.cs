using System.Text.Json.Nodes;
using Hall.Core.Configuration;
using Hall.Hub.Configurations;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Configuration;

/// <summary>What the fields of the editor share: the draft by path, its faults by path, and how a change is saved.</summary>
public sealed class DraftEditor(string text, IReadOnlyList<ConfigurationFault> faults, Words words, bool mayEdit, Func<string, Task> save)
{
    private readonly JsonPathEditor _tree = new(text);
    private readonly ILookup<string, ConfigurationFault> _faults = faults.ToLookup(fault => fault.Path);

    /// <summary>The words.</summary>
    public Words Words { get; } = words;

    /// <summary>Whether the reader may change anything.</summary>
    public bool MayEdit { get; } = mayEdit;

    /// <summary>The draft as a configuration; null while it has faults.</summary>
    public HallConfiguration? Sound { get; init; }

    /// <summary>Says the places of the draft in words.</summary>
    public PlaceSentences Places { get; } = new(words, text);

    /// <summary>The draft by path.</summary>
    public JsonPathEditor Tree => _tree;

    /// <summary>The faults at exactly this place.</summary>
    public IReadOnlyList<ConfigurationFault> FaultsAt(string path) => [.. _faults[path]];

    /// <summary>How many faults stand at this place or below it.</summary>
    public int FaultsUnder(string path) => faults.Count(fault => fault.Path == path
        || (fault.Path.StartsWith(path, StringComparison.Ordinal) && fault.Path[path.Length] is '.' or '['));

    /// <summary>Writes a value and saves; null takes it out.</summary>
    public Task PutAsync(string path, JsonNode? value) => ChangeAsync(tree => tree.Put(path, value));

    /// <summary>Changes the draft and saves it.</summary>
    public Task ChangeAsync(Action<JsonPathEditor> change)
    {
        change(_tree);
        return save(_tree.ToString());
    }
}
