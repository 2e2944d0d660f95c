using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Cases;
using Hall.Hub.Identity;
using Hall.Storage.Cases;
using Hall.Web.Identity;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Hall.Web.Surfaces.Manager.Cases;

/// <summary>A page about one case or one complaint: who may see it, who may be named for it, and how a step is taken.</summary>
public abstract class CaseWorkPage : StaffPage
{
    /// <summary>Number of the case or the complaint.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    /// <summary>Where steps are taken.</summary>
    [Inject]
    protected CaseService Work { get; set; } = default!;

    [Inject]
    private PeopleRegister People { get; set; } = default!;

    /// <summary>The board of cases, under which it lies, and its number.</summary>
    protected IReadOnlyList<BreadcrumbItem> Above =>
        [new(Words[Word.ManagerCases], $"/{Hall}/manager/cases"), new(Number, null, disabled: true)];

    /// <summary>Whoever looks.</summary>
    protected StaffNumber Me => new(Actor);

    /// <summary>Looks at how the citizen can be reached.</summary>
    [Inject]
    protected ContactAccess Looks { get; set; } = default!;

    /// <summary>How the citizen can be reached, once whoever calls has asked for it.</summary>
    protected Contact? Contact { get; private set; }

    /// <summary>Whether it was asked for and nothing is there any more.</summary>
    protected bool Gone { get; private set; }

    /// <summary>Why the last step was not taken; null when it was.</summary>
    protected string? Refused { get; private set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        if (Engine is not null)
        {
            await LoadAsync();
            Cover();
        }
    }

    /// <summary>Whether whoever looks calls the citizen.</summary>
    protected abstract bool Calls { get; }

    // What was shown goes away with the turn of whoever called: the case may be another's by now.
    private void Cover() => (Contact, Gone) = Calls ? (Contact, Gone) : (null, false);

    /// <inheritdoc />
    protected override void OnTick() => Begin(ReloadAsync);

    private async Task ReloadAsync()
    {
        if (Engine is not null)
        {
            await LoadAsync();
            Cover();
            StateHasChanged();
        }
    }

    /// <summary>Reads it again.</summary>
    protected abstract Task LoadAsync();

    /// <summary>Asks how the citizen can be reached; the look stands in the audit.</summary>
    protected abstract Task<Contact?> LookAsync();

    /// <summary>Shows how the citizen can be reached to whoever calls.</summary>
    protected async Task ShowContactAsync()
    {
        try
        {
            Contact = Calls ? await LookAsync() : null;
            (Gone, Refused) = (Contact is null, null);
        }
        catch (JournalUnavailableException)
        {
            Refused = Unkept;
        }
    }

    /// <summary>Who may be named: whoever handles cases, but for the one it is about.</summary>
    protected IReadOnlyList<RegisteredPerson> Handlers(StaffNumber? about) => [.. People.All
        .Where(person =>
            !person.Disabled && person.Staff != about?.Value
                && person.Roles.Any(role => Role.PermissionsOf(role).Contains(Permission.CasesHandle)))];

    /// <summary>Name of a person; the staff number of one who is no longer known.</summary>
    protected string Name(string staff) => People.FindStaff(staff)?.Name ?? staff;

    /// <summary>Takes a step and reads again.</summary>
    /// <returns>Whether it was taken.</returns>
    protected async Task<bool> TakenAsync(Func<CaseService, Task<Rejection?>> step)
    {
        try
        {
            var refused = Actor.Length == 0 || !May(Permission.CasesHandle) ? new Rejection(CaseRule.NotNamed, "") : await step(Work);
            Refused = refused is null ? null : Words.Find(WordGroup.CareRule, refused.Code) ?? refused.Message;
        }
        catch (JournalUnavailableException)
        {
            Refused = Unkept;
        }

        await LoadAsync();
        Cover();
        return Refused is null;
    }

    private string Unkept => Words[Word.RejectionJournalUnavailable];
}
