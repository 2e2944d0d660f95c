using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Tickets;
using Hall.Hub.Accounts;
using Hall.Hub.Cases;
using Hall.Hub.Identity;
using Hall.Storage.Cases;
using Hall.Web.Identity;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Manager.Cases;

/// <summary>All cases by state and time left, and the complaints.</summary>
public sealed partial class CasesPage
{
    private const int DaysShown = 30;

    private static readonly (string Name, ReviewStage[] Stages)[] Lanes =
    [
        ("new", [ReviewStage.Opened]),
        ("hear", [ReviewStage.Assigned, ReviewStage.Heard, ReviewStage.AsideProposed]),
        ("mend", [ReviewStage.Mending]),
        ("call", [ReviewStage.Mended, ReviewStage.CalledBack]),
        ("check", [ReviewStage.Confirmed, ReviewStage.Checked]),
        ("over", [ReviewStage.Closed, ReviewStage.SetAside]),
    ];

    private IReadOnlyList<ReviewCase> _cases = [];
    private IReadOnlyList<Complaint> _complaints = [];
    private CaseFigures _figures = CaseFigures.Of([], [], DateTimeOffset.MinValue);
    private ComplaintChannel _channel = ComplaintChannel.Desk;
    private string _title = "";
    private string _content = "";
    private string _about = "";
    private string _name = "";
    private string _telephone = "";
    private string? _said;
    private bool _refused;

    [Inject]
    private CaseService Desk { get; set; } = default!;

    [Inject]
    private PeopleRegister People { get; set; } = default!;

    private int Missed => Standings.Count(standing => standing == CaseStanding.Missed);

    private int Near => Standings.Count(standing => standing == CaseStanding.Near);

    private IEnumerable<CaseStanding> Standings =>
        _cases.Where(one => !one.IsOver).Select(one => one.StandingAt(Now))
            .Concat(_complaints.Where(one => !one.IsOver).Select(one => one.StandingAt(Now)));

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        await LoadAsync();
    }

    /// <inheritdoc />
    protected override void OnTick() => Begin(LoadAsync);

    private async Task LoadAsync()
    {
        if (Engine is null)
        {
            return;
        }

        var since = Now.AddDays(-DaysShown);
        var cases = await Desk.CasesAsync(Engine.Id, since);
        var complaints = await Desk.ComplaintsAsync(Engine.Id, since);

        // Nobody is shown what was said of themselves.
        (_cases,
            _complaints) = ([.. cases.Where(one => one.About.Teller.Value != Actor)],
                [.. complaints.Where(one => Actor.Length == 0 || !one.Concerns(new(Actor)))]);
        _figures = CaseFigures.Of([.. cases], [.. complaints], Now);
        StateHasChanged();
    }

    private async Task RegisterAsync()
    {
        if (!May(Permission.CasesHandle))
        {
            return;
        }

        var (contact, sound) = Contact.Read(_name, _telephone);
        var about = _about.Trim().Length == 0 ? null : await Engine!.AskAsync(new TicketByNumber(_about.Trim().ToUpperInvariant()));
        if (!sound || (_about.Trim().Length > 0 && about is null))
        {
            (_said, _refused) = (Words[sound ? Word.ManagerTicketsNone : Word.CareContactOdd], true);
            return;
        }

        CaseAnswer<Complaint> answer;
        try
        {
            answer =
                await Desk.RegisterAsync(Engine!, _title, _content, _channel, about is null ? null : LegOf(about.Ticket), contact,
                    new(Actor), about?.Ticket.Id);
        }
        catch (JournalUnavailableException)
        {
            (_said, _refused) = (Words[Word.RejectionJournalUnavailable], true);
            return;
        }

        _refused = answer.Rejection is not null;
        _said = answer.Rejection is { } rejection
            ? Words.Of(WordGroup.CareRule, rejection.Code)
            : Words[answer.After!.Steps[^1].Kind == "added" ? Word.CareAddedTo : Word.CareRegisteredAs, answer.After.Number];
        if (!_refused)
        {
            (_title, _content, _about, _name, _telephone) = ("", "", "", "", "");
            await LoadAsync();
        }
    }

    /// <summary>The last leg of a ticket that was served; null when none was.</summary>
    internal static ServedLeg? LegOf(Ticket ticket) => ticket.Legs.LastOrDefault(leg => leg.Served) is { } leg
        ? new(ticket.Id, ticket.Number, leg.Number, leg.Counter, leg.Teller,
            ticket.Periods.LastOrDefault(period => period.Leg == leg.Number && period.Kind == PeriodKind.Service)?.Service
                ?? ticket.Service)
        : null;

    private IEnumerable<ReviewCase> Of(ReviewStage[] stages) =>
        _cases.Where(one => stages.Contains(one.Stage)).OrderBy(one => one.Due?.At ?? DateTimeOffset.MaxValue);

    private string NameOf(string staff) => People.FindStaff(staff)?.Name ?? staff;

    private string Left(CaseStanding standing, DateTimeOffset? due) => CaseText.Left(Words, standing, due, Now);

    private string Percent(Share share) => share.Percent is { } percent ? percent.ToString("0.0", Words.Culture) + "%" : "–";

    private string Of(Share share) => Words[Word.RatingOf, share.Numerator, share.Denominator];
}
