using Hall.Core.Cases;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Web.Care;
using Hall.Web.People;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Manager.Care;

/// <summary>One complaint: what was said, what was found, and the answer.</summary>
public sealed partial class ComplaintPage
{
    private Complaint? _complaint;
    private Contact? _contact;
    private string _person = "";
    private string _text = "";
    private DateTime _until;
    private string? _refused;

    /// <summary>The complaint's number.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    [Inject]
    private CareDesk Desk { get; set; } = default!;

    [Inject]
    private PeopleRegister People { get; set; } = default!;

    private StaffNumber Me => new(Actor);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        if (Engine is null)
        {
            return;
        }

        var found = await Desk.FindComplaintAsync(Engine.Id, Number);
        _complaint = found?.About?.Teller == Me ? null : found;
        _contact = _complaint is { } one && (one.Investigator == Me || May(Permission.CasesSupervise)) ? await Desk.ContactAsync(Engine.Id, Number) : null;
        if (_until == default && _complaint?.Due?.At is { } due)
        {
            _until = Snapshot!.Plan.Local(due).Date.AddDays(7);
        }
    }

    private IEnumerable<RegisteredPerson> Handlers(string? blamed) => People.All
        .Where(person => !person.Disabled && person.Staff != blamed && person.Roles.Any(role => Role.PermissionsOf(role).Contains(Permission.CasesHandle)));

    private Task AssignAsync() => StepAsync(one => one.Assign(Me, new(_person), Now));

    private Task TakeAsync(string verb)
    {
        var (now, rules, days, text) = (Now, Desk.Rules, Desk.DaysOf(Snapshot!.Plan), _text);
        var until = new DateTimeOffset(_until, Snapshot.Plan.TimeZone.GetUtcOffset(_until)).ToUniversalTime();
        return StepAsync(one => verb switch
        {
            "investigate" => one.Investigate(Me, text, now),
            "extend" => one.Extend(Me, until, text, now),
            "answer" => one.Reply(Me, text, now),
            "settled" => one.Confirm(Me, true, text, now, rules, days),
            _ => one.Confirm(Me, false, text, now, rules, days),
        });
    }

    private async Task StepAsync(Func<Complaint, CaseAnswer<Complaint>> step)
    {
        var refused = Actor.Length == 0 ? new Rejection(CaseRule.NotNamed, "") : await Desk.StepAsync(Engine!.Id, Number, step);
        _refused = refused is null ? null : Words.Find($"care.rule.{refused.Code}") ?? refused.Message;
        if (refused is null)
        {
            (_text, _person) = ("", "");
        }

        await LoadAsync();
    }

    private string Name(string staff) => People.FindStaff(staff)?.Name ?? staff;
}
