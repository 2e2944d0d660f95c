using Hall.Core.Configuration;
using Hall.Hub.Identity;
using Hall.Hub.Ratings;
using Hall.Storage.Audit;
using Hall.Storage.Data;
using Hall.Storage.People;
using Hall.Storage.Ratings;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using MudBlazor;

namespace Hall.Web.Surfaces.Manager;

/// <summary>
/// Rows of the audit, told in words: people by their names, windows and tickets as people call them, with a link to the visit. A row
/// itself stays as it was written.
/// </summary>
public sealed partial class AuditTable
{
    private DataTable<AuditEntry>? _grid;
    private Dictionary<long, (string Number, int Day)> _numbers = [];
    private string _kind = "";
    private string _who = "";
    private string _text = "";
    private ReportSpan? _shown;
    private int _total;

    /// <summary>The words.</summary>
    [Parameter, EditorRequired]
    public Words Words { get; set; } = default!;

    /// <summary>The hall's configuration.</summary>
    [Parameter, EditorRequired]
    public HallPlan Plan { get; set; } = default!;

    /// <summary>The hall's time.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    /// <summary>The heading.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>What stands beside it.</summary>
    [Parameter]
    public string Hint { get; set; } = "";

    /// <summary>The days; null for all.</summary>
    [Parameter]
    public ReportSpan? Span { get; set; }

    /// <summary>Address of the page about other days.</summary>
    [Parameter, EditorRequired]
    public Func<ReportSpan?, string> AddressOf { get; set; } = default!;

    /// <summary>The kinds of rows that whoever looks may see; null for all.</summary>
    [Parameter]
    public IReadOnlyList<string>? Kinds { get; set; }

    /// <summary>More to press.</summary>
    [Parameter]
    public RenderFragment? Tools { get; set; }

    /// <summary>What is said above the rows.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    private PeopleStore Store { get; set; } = default!;

    [Inject]
    private PeopleRegister Register { get; set; } = default!;

    [Inject]
    private IDbContextFactory<HallDbContext> Journal { get; set; } = default!;

    private IEnumerable<Choice<string>> KindChoices => (Kinds ?? AuditKind.All)
        .Select(kind => new Choice<string>(kind, Words.Of(WordGroup.AuditKind, kind))).Prepend(new("", Words[Word.AuditAll]));

    private IEnumerable<Choice<string>> People => Register.All
        .Select(person => new Choice<string>(person.Staff, $"{person.Name} · {person.Staff}"))
        .Append(new("hub", Words[Word.AuditActorHub])).Prepend(new("", Words[Word.AuditEverybody]));

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Span != _shown)
        {
            _shown = Span;
            await LookAsync(_kind, _who, _text);
        }
    }

    private async Task LookAsync(string kind, string who, string text)
    {
        (_kind, _who, _text) = (kind, who, text.Trim());
        if (_grid is not null)
        {
            _grid.NavigateTo(Page.First);
            await _grid.ReloadServerData();
        }
    }

    // The table asks for one page at a time: a trail of years has a million rows.
    private async Task<GridData<AuditEntry>> ReadAsync(GridState<AuditEntry> state, CancellationToken stop)
    {
        var data = await Store.ReadAsync(async context =>
        {
            var (since, until) = Span is null ? (DateTimeOffset.MinValue, DateTimeOffset.MaxValue)
                : (Plan.BeginOf(Span.From), Plan.EndOf(Span.To));
            var kinds = Kinds ?? AuditKind.All;
            var found = context.Audit.AsNoTracking().Where(row => (_kind == "" ? Kinds == null || kinds.Contains(row.Kind)
                : row.Kind == _kind)
                && row.At >= since && row.At <= until && (_who == "" || row.Actor == _who)
                && (_text == "" || row.Actor.Contains(_text) || row.Subject.Contains(_text) || row.Detail.Contains(_text)));
            return new GridData<AuditEntry>
            {
                TotalItems = await found.CountAsync(CancellationToken.None),
                Items = await Sorted(found, state.SortDefinitions.FirstOrDefault()).Skip(state.Page * state.PageSize).Take(state.PageSize)
                    .ToListAsync(CancellationToken.None),
            };
        });
        _total = data.TotalItems;
        _numbers = await NumbersAsync([.. data.Items.Select(row => AuditDetails.TicketOf(row.Kind, row.Subject,
            Open(row))).OfType<long>()]);
        return data;
    }

    private async Task<Dictionary<long, (string Number, int Day)>> NumbersAsync(List<long> tickets)
    {
        if (tickets.Count == 0)
        {
            return [];
        }

        await using var context = await Journal.CreateDbContextAsync();
        var hall = Plan.Configuration.Hall.Value;
        return (await context.Tickets.AsNoTracking().Where(row => row.Hall == hall && tickets.Contains(row.Ticket))
            .Select(row => new { row.Ticket, row.Number, row.BusinessDay }).ToListAsync())
            .ToDictionary(row => row.Ticket, row => (row.Number, row.BusinessDay));
    }

    // The latest first, unless a column was asked for. What is copied from the journal comes a second later than what is written at once.
    private static IQueryable<AuditEntry> Sorted(IQueryable<AuditEntry> rows, SortDefinition<AuditEntry>? by) =>
        (by?.SortBy, by?.Descending) switch
    {
        (nameof(AuditEntry.Sequence), false) => rows.OrderBy(row => row.At).ThenBy(row => row.Sequence),
        (nameof(AuditEntry.Actor), false) => rows.OrderBy(row => row.Actor).ThenByDescending(row => row.Sequence),
        (nameof(AuditEntry.Actor), true) => rows.OrderByDescending(row => row.Actor).ThenByDescending(row => row.Sequence),
        (nameof(AuditEntry.Kind), false) => rows.OrderBy(row => row.Kind).ThenByDescending(row => row.Sequence),
        (nameof(AuditEntry.Kind), true) => rows.OrderByDescending(row => row.Kind).ThenByDescending(row => row.Sequence),
        (nameof(AuditEntry.Subject), false) => rows.OrderBy(row => row.Subject).ThenByDescending(row => row.Sequence),
        (nameof(AuditEntry.Subject), true) => rows.OrderByDescending(row => row.Subject).ThenByDescending(row => row.Sequence),
        _ => rows.OrderByDescending(row => row.At).ThenByDescending(row => row.Sequence),
    };

    private string Open(AuditEntry row) => Store.Texts.Open(row.Detail);

    private string ActorOf(string actor) => AuditDetails.Actor(actor, Words, staff => Register.FindStaff(staff)?.Name);

    private (string Text, string? Href) SubjectOf(AuditEntry row)
    {
        var (text, isTicket) = AuditDetails.Subject(row.Kind, row.Subject, Plan, Words, staff => Register.FindStaff(staff)?.Name);
        return row.Kind == AuditKind.CaseStep && AuditDetails.CasePageOf(row.Subject) is { } page
            ? (text, $"/{Plan.Configuration.Hall}/manager/{page}/{Uri.EscapeDataString(row.Subject)}")
            : isTicket && AuditDetails.TicketOf(row.Kind, row.Subject, "") is { } ticket && LinkOf(ticket) is { } link ? link
            : (text, null);
    }

    private (string Text, (string Text, string Href)? Ticket) DetailOf(AuditEntry row)
    {
        var detail = Open(row);
        var ticket = AuditDetails.TicketInDetail(row.Kind, detail);
        return (AuditDetails.In(row.Kind, detail, Plan, Words), ticket is { } id ? LinkOf(id) : null);
    }

    private (string Text, string Href)? LinkOf(long ticket) => _numbers.TryGetValue(ticket, out var known)
        ? (known.Number, $"/{Plan.Configuration.Hall}/manager/tickets?number={known.Number}"
            + $"&day={DayText.Of(DateOnly.FromDayNumber(known.Day))}")
        : null;
}
