using Hall.Core.Cases;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Web.Care;
using Hall.Web.People;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Manager.Care;

/// <summary>One bad review: what was said, what was done, and what can be done next.</summary>
public sealed partial class CasePage
{
    private ReviewCase? _case;
    private Contact? _contact;
    private string _person = "";
    private string _text = "";
    private string? _refused;

    /// <summary>The case's number.</summary>
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

        var found = await Desk.FindCaseAsync(Engine.Id, Number);
        _case = found?.About.Teller == Me ? null : found;

        // Only those who call back see how: the one who is named for it, and who supervises.
        _contact = _case is { } one && (one.Reviewer == Me || May(Permission.CasesSupervise))
            ? await Desk.ContactAsync(Engine.Id, CareDesk.SubjectOf(one.About.Ticket.Value, one.About.Leg))
            : null;
    }

    private IEnumerable<RegisteredPerson> Handlers(string rated) => People.All
        .Where(person => !person.Disabled && person.Staff != rated && person.Roles.Any(role => Role.PermissionsOf(role).Contains(Permission.CasesHandle)));

    /// <summary>What this person may do next; the rules are asked again when it is done.</summary>
    private IEnumerable<string> Verbs(ReviewCase one)
    {
        var (mine, supervisor) = (one.Reviewer == Me, May(Permission.CasesSupervise));
        return one.Stage switch
        {
            ReviewStage.Assigned when mine => ["hear"],
            ReviewStage.Heard when mine => ["mend-now", "ledger", "explain", "propose-aside"],
            ReviewStage.AsideProposed when supervisor && !mine => ["agree-aside", "refuse-aside"],
            ReviewStage.Mending when mine => ["mend"],
            ReviewStage.Mended when mine => ["call-back"],
            ReviewStage.CalledBack => ["settled", "not-settled"],
            ReviewStage.Confirmed when supervisor && !mine => ["call-again"],
            ReviewStage.Checked when supervisor => ["close"],
            _ => [],
        };
    }

    private Task AssignAsync() => StepAsync(one => one.Assign(Me, new(_person), Now));

    private Task TakeAsync(string verb)
    {
        var (now, rules, days, text) = (Now, Desk.Rules, Desk.DaysOf(Snapshot!.Plan), _text);
        return StepAsync(one => verb switch
        {
            "hear" => one.Hear(Me, text, now, rules, days),
            "mend-now" => one.Classify(Me, ReviewClass.MendNow, text, now, rules, days),
            "ledger" => one.Classify(Me, ReviewClass.Ledger, text, now, rules, days),
            "explain" => one.Classify(Me, ReviewClass.Explain, text, now, rules, days),
            "propose-aside" => one.ProposeAside(Me, text, now),
            "agree-aside" => one.DecideAside(Me, true, text, now),
            "refuse-aside" => one.DecideAside(Me, false, text, now),
            "mend" => one.Mend(Me, text, now, rules, days),
            "call-back" => one.CallBack(Me, text, now),
            "settled" => one.Confirm(Me, true, text, now, rules, days),
            "not-settled" => one.Confirm(Me, false, text, now, rules, days),
            "call-again" => one.CallBackAgain(Me, text, now),
            _ => one.Close(Me, now),
        });
    }

    private async Task StepAsync(Func<ReviewCase, CaseAnswer<ReviewCase>> step)
    {
        var refused = Actor.Length == 0
            ? new Rejection(CaseRule.NotNamed, "")
            : await Desk.StepAsync(Engine!.Id, Number, step);
        _refused = refused is null ? null : Words.Find($"care.rule.{refused.Code}") ?? refused.Message;
        if (refused is null)
        {
            (_text, _person) = ("", "");
        }

        await LoadAsync();
    }

    private string Name(string staff) => People.FindStaff(staff)?.Name ?? staff;

    private string ServiceName(ReviewCase one) =>
        Snapshot!.Plan.Services.TryGetValue(one.About.Service, out var service) ? service.Names.In(Language) : one.About.Service.Value;
}
