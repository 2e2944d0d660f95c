using Hall.Core.Engine;
using Hall.Core.Snapshots;
using Hall.Hub.Ratings;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using MudBlazor;

namespace Hall.Web.Surfaces.Manager;

/// <summary>Every ticket of some days, and the story of one.</summary>
public sealed partial class TicketsPage
{
    private const int RowsPerPage = 25;
    private DataTable<TicketRow>? _grid;
    private Dictionary<long, TimeSpan> _waits = [];
    private IReadOnlyList<PeriodRow> _periods = [];
    private TicketRow? _past;
    private TicketView? _found;
    private ReportSpan? _shown;
    private string? _asked;
    private string _number = "";
    private bool _missing;

    /// <summary>First day, <c>yyyy-MM-dd</c>; today when nothing is asked.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>Last day.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    /// <summary>A number whose story is shown.</summary>
    [SupplyParameterFromQuery(Name = "number")]
    public string? NumberAsked { get; set; }

    /// <summary>The day of that number; today when it is not said.</summary>
    [SupplyParameterFromQuery(Name = "day")]
    public string? DayAsked { get; set; }

    [Inject]
    private IDbContextFactory<HallDbContext> Journal { get; set; } = default!;

    private DateOnly Today => Snapshot!.Plan.DayOf(Now);

    private ReportSpan Days => (From ?? DayAsked) is null && To is null ? new(Today, Today)
        : ReportSpan.Read(From ?? DayAsked, To ?? DayAsked, Today).Span;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Engine is null)
        {
            return;
        }

        if (_shown != Days)
        {
            _shown = Days;
            if (_grid is not null)
            {
                _grid.NavigateTo(Page.First);
                await _grid.ReloadServerData();
            }
        }

        if (NumberAsked is { Length: > 0 } number && _asked != $"{number} {DayAsked}")
        {
            _asked = $"{number} {DayAsked}";
            await FindAsync(number);
        }
    }

    private string At(ReportSpan? span) => $"/{Hall}/manager/tickets?from={DayText.Of(span!.From)}&to={DayText.Of(span.To)}";

    // One of today is asked of the hall, which knows why each call was made; an older one stands in the reporting rows.
    private async Task FindAsync(string number)
    {
        (_past, _periods, _missing) = (null, [], false);
        _number = number.Trim().ToUpperInvariant();
        _found = _number.Length == 0 || !Contains(Today) ? null : await Engine!.AskAsync(new TicketByNumber(_number));
        if (_found is null && _number.Length > 0)
        {
            await using var context = await Journal.CreateDbContextAsync();
            var (hall, first, last) = (Hall, Days.From.DayNumber, Days.To.DayNumber);
            var row = await context.Tickets.AsNoTracking()
                .Where(row => row.Hall == hall && row.Number == _number && row.BusinessDay >= first && row.BusinessDay <= last)
                .OrderByDescending(row => row.BusinessDay).FirstOrDefaultAsync();
            _missing = row is null;
            await ShowAsync(row);
        }
    }

    private bool Contains(DateOnly day) => Days.From <= day && day <= Days.To;

    private async Task ShowAsync(TicketRow? row)
    {
        if (row is null)
        {
            return;
        }

        (_number, _found, _missing) = (row.Number, await Engine!.AskAsync(new TicketById(new(row.Ticket))), false);
        if (_found is not null)
        {
            return;
        }

        await using var context = await Journal.CreateDbContextAsync();
        var (hall, ticket) = (row.Hall, row.Ticket);
        _periods = await context.Periods.AsNoTracking().Where(period => period.Hall == hall && period.Ticket == ticket)
            .OrderBy(period => period.From).ToListAsync();
        _past = row;
    }

    private async Task<GridData<TicketRow>> ReadAsync(GridState<TicketRow> state, CancellationToken stop)
    {
        await using var context = await Journal.CreateDbContextAsync(CancellationToken.None);
        var (hall, first, last) = (Hall, Days.From.DayNumber, Days.To.DayNumber);
        var found = context.Tickets.AsNoTracking().Where(row => row.Hall == hall && row.BusinessDay >= first && row.BusinessDay <= last);
        var items = await Sorted(found, state.SortDefinitions.FirstOrDefault()).Skip(state.Page * state.PageSize).Take(state.PageSize)
            .ToListAsync(CancellationToken.None);
        var ids = items.ConvertAll(row => row.Ticket);
        var waits = await context.Periods.AsNoTracking()
            .Where(period => period.Hall == hall && ids.Contains(period.Ticket) && period.Kind == "wait")
                .ToListAsync(CancellationToken.None);
        _waits = waits.GroupBy(period => period.Ticket).ToDictionary(ticket => ticket.Key,
            ticket => ticket.Aggregate(TimeSpan.Zero, (sum, period) => sum + ((period.To ?? Now) - period.From)));
        return new() { TotalItems = await found.CountAsync(CancellationToken.None), Items = items };
    }

    private static IQueryable<TicketRow> Sorted(IQueryable<TicketRow> rows, SortDefinition<TicketRow>? by) => (by?.SortBy,
        by?.Descending) switch
    {
        (nameof(TicketRow.Number), false) => rows.OrderBy(row => row.Number).ThenByDescending(row => row.Ticket),
        (nameof(TicketRow.Number), true) => rows.OrderByDescending(row => row.Number).ThenByDescending(row => row.Ticket),
        (nameof(TicketRow.Services), false) => rows.OrderBy(row => row.Services).ThenByDescending(row => row.Ticket),
        (nameof(TicketRow.Services), true) => rows.OrderByDescending(row => row.Services).ThenByDescending(row => row.Ticket),
        (nameof(TicketRow.Counter), false) => rows.OrderBy(row => row.Counter).ThenByDescending(row => row.Ticket),
        (nameof(TicketRow.Counter), true) => rows.OrderByDescending(row => row.Counter).ThenByDescending(row => row.Ticket),
        (nameof(TicketRow.State), false) => rows.OrderBy(row => row.State).ThenByDescending(row => row.Ticket),
        (nameof(TicketRow.State), true) => rows.OrderByDescending(row => row.State).ThenByDescending(row => row.Ticket),
        (nameof(TicketRow.IssuedAt), false) => rows.OrderBy(row => row.Ticket),
        _ => rows.OrderByDescending(row => row.Ticket),
    };

    private string Local(DateTimeOffset at) => Days.Days == 1 ? HallTime.Clock(Snapshot!.Plan, at)
        : Snapshot!.Plan.Local(at).ToString("yyyy-MM-dd HH:mm", Words.Culture);

    private string ServiceOf(TicketRow row) => row.Services.Split(' ') is [var first, .. var more]
        ? Snapshot!.Plan.NameOf(new(first), Language) + (more.Length > 0 ? $" +{more.Length}" : "") : "";
}
