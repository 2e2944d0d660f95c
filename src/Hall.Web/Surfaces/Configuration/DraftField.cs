using System.Globalization;
using System.Text.Json.Nodes;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Configuration;

/// <summary>One place of the draft, with its faults beside it.</summary>
public abstract class DraftField : ComponentBase
{
    /// <summary>The draft.</summary>
    [CascadingParameter]
    public DraftEditor Editor { get; set; } = default!;

    /// <summary>Where it stands, such as <c>services[3].minutes</c>.</summary>
    [Parameter, EditorRequired]
    public string Path { get; set; } = "";

    /// <summary>Its name: the key <c>draft.</c> and this among the words.</summary>
    [Parameter]
    public string Label { get; set; } = "";

    /// <summary>The words.</summary>
    protected Words Words => Editor.Words;

    /// <summary>An element's id that is made of the path.</summary>
    protected string Id => "f-" + string.Concat(Path.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-'));

    /// <summary>What stands there.</summary>
    protected string Value => Editor.Tree.Text(Path);

    /// <summary>Whether something is wrong with what stands there.</summary>
    protected bool IsWrong => Editor.FaultsAt(Path).Count > 0;

    /// <summary>What is wrong with it, in sentences; empty when nothing is.</summary>
    protected string Fault =>
        string.Join(' ', Editor.FaultsAt(Path).Select(fault => Editor.Places.Within(FaultSentences.In(fault.Message, Words))));

    /// <summary>Writes a text; empty takes it out.</summary>
    protected Task WriteAsync(string? text) =>
        Editor.PutAsync(Path, string.IsNullOrWhiteSpace(text) ? null : JsonValue.Create(text.Trim()));

    /// <summary>Writes a number; what is none is written as it was typed, so that its fault says so.</summary>
    protected Task WriteNumberAsync(string? typed) =>
        double.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
        ? Editor.PutAsync(Path,
            number == Math.Floor(number) && Math.Abs(number) < int.MaxValue ? JsonValue.Create((int)number) : JsonValue.Create(number))
        : WriteAsync(typed);
}
