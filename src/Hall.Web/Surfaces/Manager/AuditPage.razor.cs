using Hall.Hub.Audit;
using Hall.Hub.Ratings;
using Hall.Storage.Audit;
using Hall.Storage.People;
using Hall.Storage.Ratings;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Manager;

/// <summary>Who did what: the newest rows of the audit, whether its chain holds, and the way to take it along.</summary>
public sealed partial class AuditPage
{
    /// <summary>How many rows stand on a page of the table.</summary>
    public const int RowsPerPage = 50;

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

    private ReportSpan? Span => From is null && To is null ? null : ReportSpan.Read(From, To, Snapshot!.Plan.DayOf(Now)).Span;

    private string At(ReportSpan? span) =>
        $"/{Hall}/manager/audit" + (span is null ? "" : $"?from={DayText.Of(span.From)}&to={DayText.Of(span.To)}");

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
