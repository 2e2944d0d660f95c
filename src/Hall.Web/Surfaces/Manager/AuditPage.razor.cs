using Hall.Hub.Audit;
using Hall.Storage.Audit;
using Hall.Storage.People;
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

    private MudDataGrid<AuditEntry>? _grid;
    private string _kind = "";
    private string _text = "";
    private string? _checked;
    private bool _broken;

    [Inject]
    private PeopleStore Store { get; set; } = default!;

    [Inject]
    private AuditTrail Trail { get; set; } = default!;

    [Inject]
    private AuditHeads Heads { get; set; } = default!;

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
        var found = context.Audit.AsNoTracking().Where(row => (_kind == "" || row.Kind == _kind)
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
