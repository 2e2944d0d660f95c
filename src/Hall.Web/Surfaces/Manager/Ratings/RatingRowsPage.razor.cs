using System.Globalization;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Hub.Accounts;
using Hall.Hub.Ratings;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Hall.Web.Identity;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.WebUtilities;
using MudBlazor;

namespace Hall.Web.Surfaces.Manager.Ratings;

/// <summary>The rows behind a figure. Whoever also serves at a counter is not shown their own: no teller learns a single rating.</summary>
public sealed partial class RatingRowsPage
{
    private const int PageSize = 100;
    private const int MostSummed = 2_000;

    // Of one part over years all rows have to be looked through, which takes a second.
    private const int DaysSummed = 400;
    private RowQuery? _query;
    private string? _fault;
    private IReadOnlyList<RatedLeg>? _rows;
    private string _wanted = "";
    private bool _turns;
    private IReadOnlyList<(string By, IEnumerable<string> Keys)> _groups = [];
    private IReadOnlyList<CaseFact>? _care;
    private IReadOnlyList<UnmatchedPress>? _strays;
    private PartHistory _parts = new(default, []);
    private bool _opens;
    private long _count;
    private string? _me;

    /// <summary>Which page, from 0.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? PageAsked { get; set; }

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public Task<AuthenticationState>? Who { get; set; }

    [Inject]
    private RatingRowsReader Reader { get; set; } = default!;

    [Inject]
    private CaseReports Care { get; set; } = default!;

    [Inject]
    private UnmatchedPresses Strays { get; set; } = default!;

    [Inject]
    private RatingReports Reports { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc />
    protected override TimeSpan? TickEvery => null;

    private bool IsFilterable => _care is null && _strays is null && _rows is { Count: > 1 };

    private List<BreadcrumbItem> Above =>
    [
        new(Words[Word.ManagerSatisfaction], _query is { } query
            ? $"/{Hall}/manager/satisfaction?from={DayText.Of(query.Span.From)}&to={DayText.Of(query.Span.To)}"
            : $"/{Hall}/manager/satisfaction"),
        new(_query is { } shown ? Words.Of(WordGroup.RatingSet, shown.Set) : Words[Word.RatingRows], null, disabled: true),
    ];

    private int Page => Math.Clamp(PageAsked ?? 0, 0, 1_000_000);

    private string RowsPage => $"/{Hall}/manager/satisfaction/rows";

    private string Query => new Uri(Navigation.Uri).Query;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Engine is null)
        {
            return;
        }

        if (_turns)
        {
            // Another page of the same rows, which the table has turned itself already.
            _turns = false;
            return;
        }

        (_query, _fault) = RowQueryText.Read(QueryHelpers.ParseQuery(Query), Snapshot!.Plan.DayOf(Now));
        if (_query is { } query)
        {
            await LoadAsync(Engine, query);
        }
    }

    private async Task LoadAsync(IHall hall, RowQuery query)
    {
        _me = Who is null ? null : (await Who).User.Staff();
        _opens = Who is not null && (await Who).User.May(Permission.CasesRead);
        _parts = await Reports.HistoryAsync(hall.Id);
        if (await Care.RowsAsync(hall.Id, Snapshot!.Plan, query, Now, _me) is { } beside)
        {
            (_care, _strays, _rows, _count) = (beside, null, null, beside.Count);
            _groups = GroupsOf([.. beside.Where(fact => IsCounted(fact, query.Set))]);
            return;
        }

        if (await Strays.ReadAsync(hall.Id, Snapshot.Plan, query) is { } strays)
        {
            (_care, _strays, _rows, _count) = (null, strays, null, strays.Count);
            _groups = strays.Count < 2
                ? []
                : [("counter", strays.Select(press => press.Counter)), ("hour", strays.Select(press => HourOf(press.At)))];
            return;
        }

        var count = await Reports.CountAsync(hall.Id, query) ?? await Reader.CountAsync(hall.Id, query);
        var isLong = count > MostSummed || (count > PageSize && query.Span.Days > DaysSummed);
        var rows = isLong ? null : await Reader.ReadAsync(hall.Id, query, 0, MostSummed, _me);
        (_care, _strays, _rows, _count) = (null, null, rows, count);
        _groups = rows is null || query.Set is RowSet.Served or RowSet.Unrated or RowSet.Defaults ? [] : GroupsOf(rows);
    }

    // Of very many rows one page at a time is read, the newest first.
    private async Task<GridData<RatedLeg>> ReadAsync(GridState<RatedLeg> state, CancellationToken stop) => new()
    {
        TotalItems = (int)_count,
        Items = await Reader.ReadAsync(Engine!.Id, _query!, state.Page * state.PageSize, state.PageSize, _me, stop),
    };

    private IReadOnlyList<RatedLeg> Wanted(IReadOnlyList<RatedLeg> rows) => _wanted.Trim() is not { Length: > 0 } wanted ? rows
        : [.. rows.Where(row => $"{row.Number} {Name(TallyScope.Service, row.Service, row.At)} {row.Counter} {row.Teller} "
            .Contains(wanted, StringComparison.CurrentCultureIgnoreCase)
            || Name(TallyScope.Teller, row.Teller, row.At).Contains(wanted, StringComparison.CurrentCultureIgnoreCase)
            || Said(row).Contains(wanted, StringComparison.CurrentCultureIgnoreCase))];

    private void Turn(int page)
    {
        if (page != Page)
        {
            _turns = true;
            Navigation.NavigateTo(At(page), replace: true);
        }
    }

    private string At(int page)
    {
        var query = QueryHelpers.ParseQuery(Query).Where(pair => pair.Key != "page");
        return QueryHelpers.AddQueryString(RowsPage,
            page == 0 ? query : query.Append(new("page", page.ToString(CultureInfo.InvariantCulture))));
    }

    private string File(string format) => $"/{Hall}/manager/satisfaction/rows.{format}{Query}";

    private IEnumerable<string> Parts(RowQuery query)
    {
        string?[] parts =
        [
            query.Zone, query.WithoutVisit ? Words[Word.RatingPartNone] : null,
            query.Service is { } service ? Name(TallyScope.Service, service) : null,
            query.Counter is { } counter ? Words[Word.CounterTitle, counter] : null,
            query.Teller is { } teller ? Name(TallyScope.Teller, teller) : null,
            query.Weekday is { } day ? Words.Culture.DateTimeFormat.GetDayName(day) : null,
            query.Hour is { } hour ? Invariant($"{hour:00}:00") : null, query.Level is { } level ? Words.Of(WordGroup.PadLevel, level)
                : null,
        ];
        return parts.OfType<string>();
    }

    private string Said(RatedLeg row)
    {
        var reasons = row.Reasons.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(code => ReasonCatalogue.Find(code)?.Names.In(Language) ?? code);
        return string.Join(" · ", row.Comment is null ? reasons : reasons.Append(row.Comment));
    }

    private string NameOf(string by, string key) => by switch
    {
        "reason" => ReasonCatalogue.Find(key)?.Names.In(Language) ?? key,
        "hour" => $"{key}:00",
        _ when key.Length == 0 => Words[Word.RatingPartNone],
        _ when PartNames.ScopeOf(by) is { } scope => Name(scope, key),
        _ => key,
    };

    private List<(string By, IEnumerable<string> Keys)> GroupsOf(IReadOnlyList<RatedLeg> rows) => rows.Count < 2 ? [] :
    [
        ("reason", rows.SelectMany(row => row.Reasons.Split(' ', StringSplitOptions.RemoveEmptyEntries))),
        ("service", rows.Select(row => row.Service)), ("counter", rows.Select(row => row.Counter)),
        ("teller", rows.Select(row => row.Teller)), ("hour", rows.Select(row => HourOf(row.At))),
    ];

    private static List<(string By, IEnumerable<string> Keys)> GroupsOf(IReadOnlyList<CaseFact> facts) => facts.Count < 2 ? [] :
        [("service", facts.Select(fact => fact.Service)), ("counter", facts.Select(fact => fact.Counter)),
            ("teller", facts.Select(fact => fact.Teller))];

    // Where something is missing explains a share; where all is well does not.
    private bool IsCounted(CaseFact fact, RowSet set) => set switch
    {
        RowSet.MendDue => fact.MendedInTime(Now) == false,
        RowSet.NamedBad => fact.CalledBackAt is null,
        _ => true,
    };

    private string HourOf(DateTimeOffset at) => Snapshot!.Plan.Local(at).ToString("HH", CultureInfo.InvariantCulture);

    // A part is called as it was at the end of the days, a row as it was on its own.
    private string Name(TallyScope scope, string key) => Name(scope, key, Snapshot!.Plan.EndOf(_query!.Span.To));

    private string Name(TallyScope scope, string key, DateTimeOffset at) => _parts.NameOf(scope, key, at, Language);
}
