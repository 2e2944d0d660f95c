using Hall.Hub.Ratings;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Hall.Web.Surfaces.Staff;

/// <summary>The days that a page is about: picked in a calendar, or one of those that people ask for again and again. They stand in the
/// address, so that a page can be kept and sent on.</summary>
public sealed partial class DaySpanField
{
    /// <summary>The words.</summary>
    [Parameter, EditorRequired]
    public Words Words { get; set; } = default!;

    /// <summary>The hall's day; none after it can be chosen.</summary>
    [Parameter, EditorRequired]
    public DateOnly Today { get; set; }

    /// <summary>The days shown; null for all.</summary>
    [Parameter]
    public ReportSpan? Span { get; set; }

    /// <summary>Address of the page about other days; about all for null.</summary>
    [Parameter, EditorRequired]
    public Func<ReportSpan?, string> AddressOf { get; set; } = default!;

    /// <summary>Whether the page can be about all days.</summary>
    [Parameter]
    public bool AllDays { get; set; }

    /// <summary>Days that this page offers beside those that every page does.</summary>
    [Parameter]
    public IReadOnlyList<DayPreset> More { get; set; } = [];

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private IEnumerable<DayPreset> Presets => DayPreset.Of(Today).Concat(More);

    // On the first of a month, today is the month.
    private DayPreset? Shown => Presets.FirstOrDefault(preset => preset.Span == Span);

    // Two months stand side by side, and what is to come cannot be chosen.
    private DateTime FirstMonth
    {
        get
        {
            var (from, last) = (Span?.From ?? Today, new DateOnly(Today.Year, Today.Month, 1).AddMonths(-1));
            return (from < last ? new DateOnly(from.Year, from.Month, 1) : last).ToDateTime(TimeOnly.MinValue);
        }
    }

    private DateRange? Range => Span is { } span ? new(span.From.ToDateTime(TimeOnly.MinValue), span.To.ToDateTime(TimeOnly.MinValue)) : null;

    private static string Looks(bool isShown) => isShown ? "day-preset is-shown" : "day-preset";

    private void Choose(DateRange? range)
    {
        if (range is { Start: { } from, End: { } to })
        {
            var chosen = new ReportSpan(DateOnly.FromDateTime(from), DateOnly.FromDateTime(to));
            if (chosen != Span)
            {
                Navigation.NavigateTo(AddressOf(chosen));
            }
        }
    }
}
