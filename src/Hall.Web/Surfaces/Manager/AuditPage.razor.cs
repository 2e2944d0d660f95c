using Hall.Hub.Audit;
using Hall.Storage.Audit;
using Hall.Storage.People;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Surfaces.Manager;

/// <summary>Who did what: the newest rows of the audit, whether its chain holds, and the way to take it along.</summary>
public sealed partial class AuditPage
{
    private const int Shown = 300;
    private IReadOnlyList<AuditEntry> _rows = [];
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

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LookAsync("", "");

    private async Task LookAsync(string kind, string text)
    {
        (_kind, _text) = (kind, text.Trim());
        _rows = await Store.ReadAsync(context => context.Audit
            .Where(row => (_kind == "" || row.Kind == _kind) && (_text == "" || row.Actor.Contains(_text) || row.Subject.Contains(_text) || row.Detail.Contains(_text)))
            .OrderByDescending(row => row.Sequence).Take(Shown).ToListAsync());
    }

    private async Task CheckAsync()
    {
        var (row, day) = await Store.ReadAsync(async context => (await Trail.FirstFaultAsync(context), await Heads.FirstFaultAsync(context)));
        _broken = row is not null || day is not null;
        _checked = row is { } sequence ? Words["audit.broken", sequence] : day is { } missing ? Words["audit.cut", missing.ToString("yyyy-MM-dd", Words.Culture)] : Words["audit.whole"];
    }
}
