using System.Collections.Immutable;
using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Tickets;
using Hall.Hub.Accounts;
using Hall.Hub.Cases;
using Hall.Hub.Identity;
using Hall.Hub.Ratings;
using Hall.Storage.Cases;
using Hall.Storage.Ratings;
using Hall.Web.Identity;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Hall.Web.Surfaces.Manager.Cases;

/// <summary>All cases by state and time left, and the complaints.</summary>
public sealed partial class CasesPage
{
    private const int DaysShown = 30;

    /// <summary>The columns of the board, and the way of a case through them.</summary>
    internal static readonly (string Name, ReviewStage[] Stages)[] Lanes =
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
    private string? _refused;
    private ReportSpan _span = new(DateOnly.MinValue, DateOnly.MinValue);
    private bool _isRead;

    /// <summary>First day of those that are over; <c>yyyy-MM-dd</c>, the last thirty days when nothing is asked.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>Last day.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    /// <summary><c>mine</c> or <c>all</c>; whoever names nobody else begins with their own.</summary>
    [SupplyParameterFromQuery(Name = "whose")]
    public string? Whose { get; set; }

    private bool IsMine => Whose is { } asked ? asked == "mine"
        : May(Permission.CasesHandle) && !May(Permission.CasesSupervise) && _cases.Any(one => one.Reviewer?.Value == Actor);

    private IEnumerable<ReviewCase> Shown => IsMine ? _cases.Where(one => one.Reviewer?.Value == Actor) : _cases;

    private string Reasons(ReviewCase one) => string.Join(" · ", one.Reasons.Take(2)
        .Select(code => ReasonCatalogue.Find(code)?.Names.In(Language) ?? code).Concat(one.Comment is { Length: > 0 } said ? [said] : []));

    private string Whos(string whose) => $"{At(_span)}&whose={whose}";

    [Inject]
    private CaseService Work { get; set; } = default!;

    [Inject]
    private PeopleRegister People { get; set; } = default!;

    [Inject]
    private ISnackbar Edge { get; set; } = default!;

    private IEnumerable<Choice<ComplaintChannel>> Channels =>
        new[] { ComplaintChannel.Desk, ComplaintChannel.Telephone, ComplaintChannel.Letter }
            .Select(channel => new Choice<ComplaintChannel>(channel, Words.Of(WordGroup.CareChannel, channel)));

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

        // What is open stands here whenever it began; of what is over, that of the days which are asked for.
        var plan = Engine.Snapshot.Plan;
        var today = plan.DayOf(Now);
        _span = From is null && To is null ? new(today.AddDays(1 - DaysShown), today) : ReportSpan.Read(From, To, today).Span;
        var (since, until) = (plan.BeginOf(_span.From), plan.EndOf(_span.To));
        IReadOnlyList<ReviewCase> cases =
            [.. (await Work.CasesAsync(Engine.Id, since)).Where(one => !one.IsOver || IsBefore(one.Steps, until))];
        IReadOnlyList<Complaint> complaints =
            [.. (await Work.ComplaintsAsync(Engine.Id, since)).Where(one => !one.IsOver || IsBefore(one.Steps, until))];

        // Nobody is shown what was said of themselves.
        (_cases,
            _complaints) = ([.. cases.Where(one => one.About.Teller.Value != Actor)],
                [.. complaints.Where(one => Actor.Length == 0 || !one.Concerns(new(Actor)))]);
        (_figures, _isRead) = (CaseFigures.Of([.. cases], [.. complaints], Now), true);
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
            _refused = Words[sound ? Word.ManagerTicketsNone : Word.CareContactOdd];
            return;
        }

        CaseAnswer<Complaint> answer;
        try
        {
            answer =
                await Work.RegisterAsync(Engine!, _title, _content, _channel, about is null ? null : LegOf(about.Ticket), contact,
                    new(Actor), about?.Ticket.Id);
        }
        catch (JournalUnavailableException)
        {
            _refused = Words[Word.RejectionJournalUnavailable];
            return;
        }

        _refused = answer.Rejection is { } rejection ? Words.Of(WordGroup.CareRule, rejection.Code) : null;
        if (answer.After is { } registered && _refused is null)
        {
            Edge.SayDone(Words[registered.Steps[^1].Kind == "added" ? Word.CareAddedTo : Word.CareRegisteredAs, registered.Number]);
            (_title, _content, _about, _name, _telephone) = ("", "", "", "", "");
            await LoadAsync();
        }
    }

    private static bool IsBefore(ImmutableArray<CaseStep> steps, DateTimeOffset end) => steps.IsEmpty || steps[^1].At <= end;

    private string At(ReportSpan? span) => $"/{Hall}/manager/cases?from={DayText.Of(span!.From)}&to={DayText.Of(span.To)}";

    /// <summary>The last leg of a ticket that was served; null when none was.</summary>
    internal static ServedLeg? LegOf(Ticket ticket) => ticket.Legs.LastOrDefault(leg => leg.Served) is { } leg
        ? new(ticket.Id, ticket.Number, leg.Number, leg.Counter, leg.Teller,
            ticket.Periods.LastOrDefault(period => period.Leg == leg.Number && period.Kind == PeriodKind.Service)?.Service
                ?? ticket.Service)
        : null;

    private IEnumerable<ReviewCase> Of(ReviewStage[] stages) =>
        Shown.Where(one => stages.Contains(one.Stage)).OrderBy(one => one.Due?.At ?? DateTimeOffset.MaxValue);

    private string NameOf(string staff) => People.FindStaff(staff)?.Name ?? staff;

    private string Left(CaseStanding standing, DateTimeOffset? due) => CaseText.Left(Words, standing, due, Now);

    private string Percent(Share share) => share.Percent is { } percent ? percent.ToString("0.0", Words.Culture) + "%" : "–";

    private string Of(Share share) => Words[Word.RatingOf, share.Numerator, share.Denominator];
}
