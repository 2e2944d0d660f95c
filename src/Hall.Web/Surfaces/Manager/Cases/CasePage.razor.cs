using Hall.Core.Cases;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Hub.Accounts;
using Hall.Hub.Ratings;
using Hall.Storage.Cases;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Hall.Web.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Surfaces.Manager.Cases;

/// <summary>One bad review: what was said, what was done, and what can be done next.</summary>
public sealed partial class CasePage
{
    private ReviewCase? _case;
    private TicketView? _visit;
    private TicketRow? _row;
    private IReadOnlyList<PeriodRow> _periods = [];
    private PartHistory _parts = new(default, []);

    [Inject]
    private RatingReports Reports { get; set; } = default!;

    [Inject]
    private IDbContextFactory<HallDbContext> Journal { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        var found = await Work.FindCaseAsync(Engine!.Id, Number);
        _case = found?.About.Teller == Me ? null : found;
        _parts = await Reports.HistoryAsync(Engine.Id);
        if (_case is { } one && _visit is null && _row is null)
        {
            await LoadVisitAsync(one);
        }
    }

    // The hall knows a visit while it is fresh, and why each call was made; later the reporting rows have its stretches.
    private async Task LoadVisitAsync(ReviewCase one)
    {
        _visit = await Engine!.AskAsync(new TicketById(one.About.Ticket));
        if (_visit is null)
        {
            await using var context = await Journal.CreateDbContextAsync();
            var (hall, ticket) = (Engine.Id.Value, one.About.Ticket.Value);
            _row = await context.Tickets.AsNoTracking().FirstOrDefaultAsync(row => row.Hall == hall && row.Ticket == ticket);
            _periods = await context.Periods.AsNoTracking().Where(row => row.Hall == hall && row.Ticket == ticket)
                .OrderBy(row => row.From).ToListAsync();
        }
    }

    private string TellersCases(ReviewCase one) => RowQueryText.Write($"/{Hall}/manager/satisfaction/rows",
        new(new(one.RatedOn.AddDays(-90), one.RatedOn), RowSet.Bad, Teller: one.About.Teller.Value));

    /// <inheritdoc />
    protected override bool Calls =>
        May(Permission.CasesHandle) && _case is { Named: true } one && one.IsCalledBy(Me, May(Permission.CasesSupervise));

    /// <inheritdoc />
    protected override Task<Contact?> LookAsync() => Looks.AtCaseAsync(Engine!.Id, Number, Me, May(Permission.CasesSupervise));

    /// <summary>What this person may do next; the rules are asked again when it is done.</summary>
    private string[] Verbs(ReviewCase one)
    {
        var (mine, supervisor) = (one.Reviewer == Me, May(Permission.CasesSupervise));
        if (!May(Permission.CasesHandle))
        {
            return [];
        }

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

    private Task<bool> AssignAsync(StaffNumber reviewer) => StepAsync(one => one.Assign(Me, reviewer, Now));

    private Task<bool> TakeAsync(string verb, string text)
    {
        var (now, rules, days) = (Now, Work.Rules, Work.DaysOf(Snapshot!.Plan));
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

    private Task<bool> StepAsync(Func<ReviewCase, CaseAnswer<ReviewCase>> step) =>
        TakenAsync(desk => desk.StepAsync(Engine!.Id, Number, step));

    private string Said(ReviewCase one) =>
        string.Join(" · ", one.Reasons.Select(code => ReasonCatalogue.Find(code)?.Names.In(Language) ?? code)
        .Concat(one.Comment is { } comment ? [comment] : []));

    // As it was called when it was rated, whatever a publication made of it since.
    private string ServiceName(ReviewCase one) => _parts.NameOf(TallyScope.Service, one.About.Service.Value, one.OpenedAt, Language);
}
