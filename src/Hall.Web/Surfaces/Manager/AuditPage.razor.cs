using Hall.Hub.Audit;
using Hall.Hub.Ratings;
using Hall.Storage.Audit;
using Hall.Storage.People;
using Hall.Storage.Ratings;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using MudBlazor;

namespace Hall.Web.Surfaces.Manager;

/// <summary>Who did what: the newest rows of the audit, whether its chain holds, and the way to take it along.</summary>
public sealed partial class AuditPage
{
    /// <summary>How many rows stand on a page of the table.</summary>
    public const int RowsPerPage = 50;

    private DataTable<AuditEntry>? _grid;
    private string _kind = "";
    private string _text = "";
    private ReportSpan? _span;
    private string? _checked;
    private bool _broken;

    /// <summary>First day, <c>yyyy-MM-dd</c>; null for all days.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>Last day.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    [Inject]
    private PeopleStore Store { get; set; } = default!;

    [Inject]
    private AuditTrail Trail { get; set; } = default!;

    [Inject]
    private AuditHeads Heads { get; set; } = default!;

    private IEnumerable<Choice<string>> Kinds =>
        AuditKind.All.Select(kind => new Choice<string>(kind, Words.Of(WordGroup.AuditKind, kind))).Prepend(new("", Words[Word.AuditAll]));

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        var span = From is null && To is null || Snapshot is null ? null : ReportSpan.Read(From, To, Snapshot.Plan.DayOf(Now)).Span;
        if (span != _span)
        {
            _span = span;
            await LookAsync(_kind, _text);
        }
    }

    private string At(ReportSpan? span) =>
        $"/{Hall}/manager/audit" + (span is null ? "" : $"?from={DayText.Of(span.From)}&to={DayText.Of(span.To)}");

    private async Task LookAsync(string kind, string text)
    {
        (_kind, _text) = (kind, text.Trim());
        if (_grid is not null)
        {
            _grid.NavigateTo(Page.First);
            await _grid.ReloadServerData();
        }
    }

    // The table asks for one page at a time: a trail of years has a million rows.
    private Task<GridData<AuditEntry>> ReadAsync(GridState<AuditEntry> state, CancellationToken stop) => Store.ReadAsync(async context =>
    {
        var (since, until) = _span is null ? (DateTimeOffset.MinValue, DateTimeOffset.MaxValue)
            : (Snapshot!.Plan.BeginOf(_span.From), Snapshot.Plan.EndOf(_span.To));
        var found = context.Audit.AsNoTracking().Where(row => (_kind == "" || row.Kind == _kind) && row.At >= since && row.At <= until
            && (_text == "" || row.Actor.Contains(_text) || row.Subject.Contains(_text) || row.Detail.Contains(_text)));
        return new GridData<AuditEntry>
        {
            TotalItems = await found.CountAsync(CancellationToken.None),
            Items = await Sorted(found, state.SortDefinitions.FirstOrDefault()).Skip(state.Page * state.PageSize).Take(state.PageSize)
                .ToListAsync(CancellationToken.None),
        };
    });

    // The newest first, unless a column was asked for; rows that are alike in it stay in their order.
    private static IQueryable<AuditEntry> Sorted(IQueryable<AuditEntry> rows, SortDefinition<AuditEntry>? by) =>
        (by?.SortBy, by?.Descending) switch
    {
        (nameof(AuditEntry.Sequence), false) => rows.OrderBy(row => row.Sequence),
        (nameof(AuditEntry.Actor), false) => rows.OrderBy(row => row.Actor).ThenByDescending(row => row.Sequence),
        (nameof(AuditEntry.Actor), true) => rows.OrderByDescending(row => row.Actor).ThenByDescending(row => row.Sequence),
        (nameof(AuditEntry.Kind), false) => rows.OrderBy(row => row.Kind).ThenByDescending(row => row.Sequence),
        (nameof(AuditEntry.Kind), true) => rows.OrderByDescending(row => row.Kind).ThenByDescending(row => row.Sequence),
        (nameof(AuditEntry.Subject), false) => rows.OrderBy(row => row.Subject).ThenByDescending(row => row.Sequence),
        (nameof(AuditEntry.Subject), true) => rows.OrderByDescending(row => row.Subject).ThenByDescending(row => row.Sequence),
        _ => rows.OrderByDescending(row => row.Sequence),
    };

    private async Task CheckAsync()
    {
        var (row,
            day) = await Store.ReadAsync(async context => (await Trail.FirstFaultAsync(context), await Heads.FirstFaultAsync(context)));
        _broken = row is not null || day is not null;
        _checked = row is { } sequence
            ? Words[Word.AuditBroken, sequence]
            : day is { } missing ? Words[Word.AuditCut, missing.ToString("yyyy-MM-dd", Words.Culture)] : Words[Word.AuditWhole];
    }
}
