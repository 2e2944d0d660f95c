using Hall.Core.Cases;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Hub.Identity;
using Hall.Storage.Cases;
using Hall.Storage.People;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Hall.Web.Surfaces.Manager.Cases;

/// <summary>The file of a case or a complaint: how it stands, what was done, who is named, and what can be done next.</summary>
public sealed partial class CaseFile
{
    // Steps that hand it on, put it off or give it back stand back behind the one that goes on with it.
    private static readonly string[] Gentle = ["propose-aside", "propose-abuse", "refuse-aside", "not-settled", "extend"];

    // What sets a citizen's word aside is asked for once more.
    private static readonly string[] Dismissing = ["agree-aside"];
    private string? _person;
    private string _text = "";

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    /// <summary>The words.</summary>
    [Parameter, EditorRequired]
    public Words Words { get; set; } = default!;

    /// <summary>The hall, for its time.</summary>
    [Parameter, EditorRequired]
    public HallPlan Plan { get; set; } = default!;

    /// <summary>The hall's time, UTC.</summary>
    [Parameter]
    public DateTimeOffset Now { get; set; }

    /// <summary>Where it stands, in words.</summary>
    [Parameter]
    public string Stage { get; set; } = "";

    /// <summary>The column of the board where it stands; empty where it has no such way.</summary>
    [Parameter]
    public string Lane { get; set; } = "";

    /// <summary>How it stands towards its deadline.</summary>
    [Parameter]
    public CaseStanding Standing { get; set; }

    /// <summary>The deadline, UTC; null when nothing is due.</summary>
    [Parameter]
    public DateTimeOffset? Due { get; set; }

    /// <summary>Whether nothing is due because the citizen has to say whether it is settled.</summary>
    [Parameter]
    public bool Waiting { get; set; }

    /// <summary>What the person named for it is called.</summary>
    [Parameter]
    public string PersonLabel { get; set; } = "";

    /// <summary>Who is named; null until then.</summary>
    [Parameter]
    public StaffNumber? Person { get; set; }

    /// <summary>Whether the citizen left how to be reached.</summary>
    [Parameter]
    public bool Named { get; set; }

    /// <summary>How; null until whoever calls asked for it.</summary>
    [Parameter]
    public Contact? Contact { get; set; }

    /// <summary>Whether whoever looks calls the citizen and may ask.</summary>
    [Parameter]
    public bool Calls { get; set; }

    /// <summary>Whether it was asked for and erased before.</summary>
    [Parameter]
    public bool Gone { get; set; }

    /// <summary>Asks how; the look stands in the audit.</summary>
    [Parameter, EditorRequired]
    public Func<Task> ShowContact { get; set; } = default!;

    /// <summary>All steps, in order.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<CaseStep> Steps { get; set; } = [];

    /// <summary>A person's name.</summary>
    [Parameter, EditorRequired]
    public Func<string, string> NameOf { get; set; } = default!;

    /// <summary>Who may be named by whoever looks; nobody when that is not theirs to do.</summary>
    [Parameter]
    public IReadOnlyList<RegisteredPerson> Handlers { get; set; } = [];

    /// <summary>What whoever looks may do next.</summary>
    [Parameter]
    public IReadOnlyList<string> Verbs { get; set; } = [];

    /// <summary>Why the last step was not taken.</summary>
    [Parameter]
    public string? Refused { get; set; }

    /// <summary>Names a person; answers whether it was done.</summary>
    [Parameter, EditorRequired]
    public Func<StaffNumber, Task<bool>> Assign { get; set; } = default!;

    /// <summary>Takes a step by its verb and its text; answers whether it was done.</summary>
    [Parameter, EditorRequired]
    public Func<string, string, Task<bool>> Take { get; set; } = default!;

    /// <summary>What it is about.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>More fields that a step needs.</summary>
    [Parameter]
    public RenderFragment? Extra { get; set; }

    private async Task AssignAsync()
    {
        if (await Assign(new(_person!)))
        {
            _person = null;
        }
    }

    private async Task TakeAsync(string verb)
    {
        if (Dismissing.Contains(verb) && !await Dialogs.AskAsync(
            new(Words, Words.Of(WordGroup.CareDo, verb), Words.Of(WordGroup.CareSure, verb), Words.Of(WordGroup.CareDo, verb),
                IsGrave: true)))
        {
            return;
        }

        if (await Take(verb, _text))
        {
            _text = "";
        }
    }
}
