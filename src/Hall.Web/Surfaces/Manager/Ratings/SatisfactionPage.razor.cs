using System.Globalization;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Hub.Ratings;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Manager.Ratings;

/// <summary>
/// How well the hall serves, in figures that always show what they are made of. Every figure is a link to its rows, which is
/// why its charts are drawn here: those of the component library cannot carry a link a point, nor a gap where nobody rated.
/// </summary>
public sealed partial class SatisfactionPage
{
    private const string Turned = "turned";
    private ReportSpan _span = new(DateOnly.MinValue, DateOnly.MinValue);
    private string _by = "counter";
    private string? _fault;
    private SatisfactionView? _view;
    private PartHistory _history = new(default, []);
    private string? _sort;
    private bool _turned;
    private bool _sorts;
    private IReadOnlyList<FigurePart> _parts = [];
    private IReadOnlyList<Outlier> _standouts = [];

    /// <summary>First day.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>Last day.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    /// <summary>How the table tells them apart.</summary>
    [SupplyParameterFromQuery(Name = "by")]
    public string? By { get; set; }

    /// <summary>The column the table is ordered by, without <c>rating.</c>.</summary>
    [SupplyParameterFromQuery(Name = "sort")]
    public string? SortAsked { get; set; }

    /// <summary><c>turned</c> when what needs no attention comes first.</summary>
    [SupplyParameterFromQuery(Name = "order")]
    public string? OrderAsked { get; set; }

    /// <summary>Of one zone only.</summary>
    [SupplyParameterFromQuery(Name = "zone")]
    public string? ZoneAsked { get; set; }

    [Inject]
    private SatisfactionFigures Figures { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc />
    protected override TimeSpan? TickEvery => null;

    private string? Zone => string.IsNullOrEmpty(ZoneAsked) ? null : ZoneAsked;

    // The zones of today, then those that the hall once had: their figures stay.
    private IEnumerable<Choice<string>> ZoneChoices
    {
        get
        {
            var now = Snapshot!.Plan.Configuration.Zones
                .Select(zone => new Choice<string>(zone.Code.Value, $"{zone.Code.Value} {zone.Names.In(Language)}")).ToList();
            return now.Prepend(new("", Words[Word.RatingZoneAll]))
                .Concat(_history.KeysOf(TallyScope.Zone).Except(now.Select(zone => zone.Value)).Order(StringComparer.Ordinal)
                    .Select(code => new Choice<string>(code, $"{code} {_history.NameOf(TallyScope.Zone, code, Now, Language)}")));
        }
    }

    private DateOnly Today => Snapshot!.Plan.DayOf(Now);

    private IReadOnlyList<DayPreset> Years => [new("years", new(Today.AddYears(-3).AddDays(1), Today))];

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Engine is null)
        {
            return;
        }

        (_span, _fault) = ReportSpan.Read(From, To, Today);
        _by = By is { } by && PartNames.All.Contains(by) ? by : "counter";
        _sort = $"rating.{SortAsked}" is var asked && FigureSort.Columns.Any(column => column.Key == asked) ? asked : null;
        _turned = _sort is not null && OrderAsked == Turned;

        if (_sorts)
        {
            // Another order of the same rows asks for nothing that is not here.
            _sorts = false;
            return;
        }

        var view = await Figures.ViewAsync(Engine, _span, Zone);
        _history = await Figures.HistoryAsync(Engine);
        _parts = await PartsAsync(Engine, view);
        _standouts = await Figures.StandoutsAsync(Engine, view, Zone);
        _view = view;
    }

    private async Task<IReadOnlyList<FigurePart>> PartsAsync(IHall hall, SatisfactionView view)
    {
        if (PartNames.ScopeOf(_by) is { } scope)
        {
            var before = (view.IsComparable ? await Figures.PartsAsync(hall, _span.Before, scope, Zone) : [])
                .ToDictionary(part => part.Key, part => part.Counts);
            return
            [
                .. (await Figures.PartsAsync(hall, _span, scope, Zone))
                    .Select(part => new FigurePart(part.Key, NameOf(_by, part.Key), part.Counts, before.GetValueOrDefault(part.Key))),
            ];
        }

        if (_by == "hour")
        {
            var before = (view.IsComparable ? view.HoursBefore : []).ToDictionary(part => part.Key, part => part.Counts);
            return [
                .. view.HoursOfDay.Select(part =>
                    new FigurePart(part.Key, NameOf("hour", part.Key), part.Counts, before.GetValueOrDefault(part.Key)))];
        }

        var stretches = view.By(_by switch { "day" => Stretch.Day, "week" => Stretch.Week, _ => Stretch.Month });
        return
        [
            .. stretches.Select((part, i) => new FigurePart(
                Day(part.From), part.From == part.To ? Day(part.From) : $"{Day(part.From)} – {Day(part.To)}", part.Counts,
                i > 0 && SatisfactionView.MayCompare(view.DaysIn(part), view.DaysIn(stretches[i - 1])) ? stretches[i - 1].Counts : null,
                new(part.From, part.To))),
        ];
    }

    private bool IsRanked => PartNames.ScopeOf(_by) is not null;

    private string NameOf(PartChange part) => part.By switch
    {
        "service" => $"{part.Key} {NameOf(part.By, part.Key)}",
        "slot" => SlotName(part.Key),
        "counter" when part.Key.Length > 0 => Words[Word.CounterTitle, part.Key],
        _ => NameOf(part.By, part.Key),
    };

    private string SlotName(string key) => key.Split('-') is [var day, var hour] && Enum.TryParse<DayOfWeek>(day, out var weekday)
        ? Words[Word.RatingSlot, Words.Culture.DateTimeFormat.GetDayName(weekday), hour,
            ((int.Parse(hour, CultureInfo.InvariantCulture) + 1) % 24).ToString("00", CultureInfo.InvariantCulture)]
        : key;

    private string NameOf(string by, string key) => PartNames.ScopeOf(by) is not { } scope ? (by == "hour" ? $"{key}:00" : key)
        : key.Length == 0 ? Words[Word.RatingPartNone] : _history.NameOf(scope, key, Snapshot!.Plan.EndOf(_span.To), Language);

    private string Rows(RowSet set) => RowQueryText.Write(RowsPage, new(_span, set, Zone));

    private string LevelRows(StretchCounts part, FeedbackLevel level) =>
        RowQueryText.Write(RowsPage, new(new(part.From, part.To), RowSet.Valid, Zone, Level: level));

    private string HeatRows(DayOfWeek day, int hour) =>
        RowQueryText.Write(RowsPage, new(_span, RowSet.Served, Zone, Hour: hour, Weekday: day));

    private string PartRows(FigurePart part, RowSet set)
    {
        var query = new RowQuery(_span, set, Zone);
        return RowQueryText.Write(RowsPage,
            part.Span is { } stretch ? query with { Span = stretch } : RowQueryText.Narrowed(query, _by, part.Key));
    }

    private Func<StretchCounts, RowSet, string> TrendRows =>
        (part, set) => RowQueryText.Write(RowsPage, new(new(part.From, part.To), set, Zone));

    private string RowsPage => $"/{Hall}/manager/satisfaction/rows";

    private string At(ReportSpan span, string by, string? zone) =>
        $"/{Hall}/manager/satisfaction?from={Day(span.From)}&to={Day(span.To)}&by={by}"
            + (string.IsNullOrEmpty(zone) ? "" : $"&zone={Uri.EscapeDataString(zone)}");

    private void ChooseZone(string? zone) => Navigation.NavigateTo(At(_span, _by, zone));

    private void ChooseParts(int at)
    {
        if (PartNames.All[at] != _by)
        {
            // The next table is sorted as this one was.
            Navigation.NavigateTo($"{At(_span, PartNames.All[at], Zone)}{SortPart(_sort, _turned)}#parts");
        }
    }

    // The table has turned itself already; its address is what people keep and send on.
    private void KeepSort(string? column, bool turned)
    {
        _sorts = true;
        Navigation.NavigateTo(At(_span, _by, Zone) + SortPart(column, turned), replace: true);
    }

    private static string SortPart(string? column, bool turned) =>
        (column is null ? "" : $"&sort={column["rating.".Length..]}") + (turned ? $"&order={Turned}" : "");

    private string File(string format, string by) =>
        $"/{Hall}/manager/satisfaction/table.{format}?from={Day(_span.From)}&to={Day(_span.To)}&by={by}{ZonePart}";

    private string ZonePart => Zone is { } zone ? $"&zone={Uri.EscapeDataString(zone)}" : "";

    private string Exchange(string form, string format) =>
        $"/{Hall}/manager/satisfaction/exchange/{form}.{format}?from={Day(_span.From)}&to={Day(_span.To)}";

    private string Score(RatingCounts counts) =>
        ScoreWeights.Default.MeanOf(counts.Valid) is { } mean ? mean.ToString("0.0", Words.Culture) : "–";

    private string N(long number) => number.ToString("N0", Words.Culture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
