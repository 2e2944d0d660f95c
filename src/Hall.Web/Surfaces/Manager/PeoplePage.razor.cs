using System.Globalization;
using Hall.Core.Privacy;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Storage.People;
using Hall.Web.Http;
using Hall.Web.Identity;
using Hall.Web.Security;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using MudBlazor;

namespace Hall.Web.Surfaces.Manager;

/// <summary>Who works here: accounts, their roles, cards and photographs.</summary>
public sealed partial class PeoplePage
{
    /// <summary>How many accounts stand on a page of the table.</summary>
    public const int RowsPerPage = 25;

    private AccountDraft? _draft;
    private bool _new;
    private string _search = "";
    private string _role = "";
    private IReadOnlyList<string> _faults = [];
    private string? _first;

    [Inject]
    private PeopleRegister People { get; set; } = default!;

    [Inject]
    private PeopleStore Store { get; set; } = default!;

    [Inject]
    private AccountService Office { get; set; } = default!;

    [Inject]
    private UploadFolder Uploads { get; set; } = default!;

    [Inject]
    private ISnackbar Edge { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    private bool Disabled => _draft is { } draft && People.FindStaff(draft.Staff)?.Disabled == true;

    private List<RegisteredPerson> Found =>
    [
        .. People.All.Where(IsSearched).OrderBy(person => person.Disabled).ThenBy(person => person.Staff, StringComparer.Ordinal),
    ];

    // Posts that check each other, in one hand: from before that was refused, or allowed for a small office.
    private string Excluding => Words.List(
        People.All.Where(person => !person.Disabled && Role.Excludes(person.Roles)).Select(person => $"{person.Name} ({person.Staff})"));

    private bool IsSearched(RegisteredPerson person) =>
        (_role.Length == 0 || person.Roles.Contains(_role))
        && (_search.Length == 0 || person.Name.Contains(_search, StringComparison.CurrentCultureIgnoreCase)
            || person.Staff.Contains(_search, StringComparison.OrdinalIgnoreCase)
            || person.Roles.Any(role => Words.Of(WordGroup.Role, role).Contains(_search, StringComparison.CurrentCultureIgnoreCase)));

    private string RolesOf(RegisteredPerson person) => string.Join(' ', person.Roles.Select(role => Words.Of(WordGroup.Role, role)));

    private string StateOf(RegisteredPerson person) =>
        Words[person.Disabled ? Word.PeopleOff : person.MustChangePassword ? Word.PeopleFirst : Word.PeopleOn];

    private string LooksOf(RegisteredPerson person, int row) =>
        $"{(person.Staff == _draft?.Staff ? "chosen" : "")} {(person.Disabled ? "off" : "")}";

    private static string Initial(string name) => name.Length == 0 ? "" : StringInfo.GetNextTextElement(name);

    /// <summary>Accounts whose cards differ only in how they are written: their readers cannot tell them apart.</summary>
    private IReadOnlyList<string> _alike = [];

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        await CompareAsync();
    }

    private async Task CompareAsync() => _alike = May(Permission.PeopleManage)
        ? [.. (await Store.ReadAsync(context =>
            context.Users.Where(row => row.Card != null).Select(row => new { row.UserName, row.Card }).ToListAsync()))
            .GroupBy(row => CanonicalNumber.Of(row.Card!)).Where(same => same.Count() > 1)
            .Select(same =>
                Words.List(
                    same.Select(row => People.FindStaff(row.UserName!) is { } person ? $"{person.Name} ({person.Staff})" : row.UserName!)))]
        : [];

    private void New()
    {
        Clear();
        (_draft, _new) = (new() { Roles = [Role.Teller] }, true);
    }

    private async Task ChooseAsync(RegisteredPerson person)
    {
        Clear();
        var row = await Store.ReadAsync(context => context.Users.SingleOrDefaultAsync(row => row.Id == person.Id));
        (_draft,
            _new) = (row is null
                ? null
                : new() { Staff = row.UserName!, Name = row.Name, Roles = row.RoleList, Skills = row.Skills, Card = row.Card ?? "" },
                false);
    }

    private void Toggle(string role, bool on) =>
        _draft = _draft! with { Roles = on ? [.. _draft.Roles, role] : [.. _draft.Roles.Where(other => other != role)] };

    private Task SaveAsync() => DoAsync(
        () => _new ? Office.HireAsync(Actor, _draft!) : Office.ChangeAsync(Actor, _draft!), Words[Word.PeopleSaved],
        () => (_new, _draft) = (false, _draft! with { Pin = "" }));

    private Task ResetAsync() => DoAsync(() => Office.ResetPasswordAsync(Actor, _draft!.Staff), "");

    private async Task SwitchAsync()
    {
        if (Disabled)
        {
            await DoAsync(() => Office.EnableAsync(Actor, _draft!.Staff), Words[Word.PeopleEnabled]);
        }
        else if (await Dialogs.AskAsync(new(Words, $"{_draft!.Name} ({_draft.Staff})", Words[Word.PeopleDisableSure],
            Words[Word.PeopleDisable], IsGrave: true)))
        {
            await DoAsync(() => Office.DisableAsync(Actor, _draft!.Staff), Words[Word.PeopleDisabled]);
        }
    }

    private async Task PhotoAsync(InputFileChangeEventArgs chosen)
    {
        if (await Uploads.ReceiveAsync(chosen.File, BodyBounds.Photo) is { } photo)
        {
            await DoAsync(() => Office.SetPhotoAsync(Actor, _draft!.Staff, photo), Words[Word.PeopleSaved]);
            return;
        }

        Clear();
        _faults = ["photoSize"];
    }

    // The permission is asked for again: it may have been taken away since the page was opened.
    private async Task DoAsync(Func<Task<AccountOutcome>> act, string said, Action? then = null)
    {
        Clear();
        var outcome = May(Permission.PeopleManage) ? await act() : AccountOutcome.Refused("permission");
        (_faults, _first) = (outcome.Faults, outcome.FirstPassword);
        if (outcome.Succeeded)
        {
            if (said.Length > 0)
            {
                Edge.SayDone(said);
            }

            then?.Invoke();
            await CompareAsync();
        }
    }

    private void Clear() => (_faults, _first) = ([], null);
}
