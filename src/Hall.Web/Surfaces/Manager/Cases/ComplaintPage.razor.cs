using Hall.Core.Cases;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Storage.Cases;
using Hall.Web.Identity;

namespace Hall.Web.Surfaces.Manager.Cases;

/// <summary>One complaint: what was said, what was found, and the answer.</summary>
public sealed partial class ComplaintPage
{
    private const int ExtensionDays = 7;
    private Complaint? _complaint;
    private DateOnly _until;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        var found = await Work.FindComplaintAsync(Engine!.Id, Number);
        _complaint = found is null || found.Concerns(Me) ? null : found;
        if (_until == default)
        {
            _until = DateOnly.FromDateTime(Snapshot!.Plan.Local(_complaint?.Due?.At ?? Now).Date).AddDays(ExtensionDays);
        }
    }

    /// <inheritdoc />
    protected override bool Calls =>
        May(Permission.CasesHandle) && _complaint is { Named: true } one && one.IsCalledBy(Me, May(Permission.CasesSupervise));

    /// <inheritdoc />
    protected override Task<Contact?> LookAsync() => Looks.AtComplaintAsync(Engine!.Id, Number, Me, May(Permission.CasesSupervise));

    private string[] Verbs(Complaint one) => !May(Permission.CasesHandle) ? [] : one.Stage switch
    {
        ComplaintStage.Assigned when one.Investigator == Me => one.StandingAt(Now) == CaseStanding.Missed
            ? ["investigate", "answer", "propose-abuse"] : ["investigate", "extend", "answer", "propose-abuse"],
        ComplaintStage.Registered or ComplaintStage.Assigned => ["propose-abuse"],
        ComplaintStage.AsideProposed when May(Permission.CasesSupervise) && one.Aside?.By != Me => ["agree-aside", "refuse-aside"],
        ComplaintStage.Answered when one.Investigator == Me => ["not-settled"],
        ComplaintStage.Answered when May(Permission.CasesSupervise) => ["settled", "not-settled"],
        _ => [],
    };

    private Task<bool> AssignAsync(StaffNumber investigator) => StepAsync(one => one.Assign(Me, investigator, Now));

    private Task<bool> TakeAsync(string verb, string text)
    {
        var (now, rules, days) = (Now, Work.Rules, Work.DaysOf(Snapshot!.Plan));
        var midnight = _until.ToDateTime(TimeOnly.MinValue);
        var until = new DateTimeOffset(midnight, Snapshot.Plan.TimeZone.GetUtcOffset(midnight)).ToUniversalTime();
        return StepAsync(one => verb switch
        {
            "investigate" => one.Investigate(Me, text, now),
            "extend" => one.Extend(Me, until, text, now),
            "answer" => one.Reply(Me, text, now),
            "propose-abuse" => one.ProposeAside(Me, Posts(), text, now),
            "agree-aside" or "refuse-aside" => one.DecideAside(Me, Posts(Permission.CasesSupervise), verb == "agree-aside", text, now),
            "settled" => one.Confirm(Me, true, text, now, rules, days),
            _ => one.Confirm(Me, false, text, now, rules, days),
        });
    }

    private Task<bool> StepAsync(Func<Complaint, CaseAnswer<Complaint>> step) =>
        TakenAsync(desk => desk.StepAsync(Engine!.Id, Number, step));
}
