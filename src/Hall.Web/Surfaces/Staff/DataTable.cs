using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using MudBlazor;

namespace Hall.Web.Surfaces.Staff;

/// <summary>
/// A table as every page of staff has it: the library's grid, sorted by one column at a time, turned page by page where it is longer than
/// one, and a card for each row where the screen is narrow.
/// </summary>
/// <typeparam name="T">What a row is.</typeparam>
[CascadingTypeParameter(nameof(T))]
public class DataTable<T> : MudDataGrid<T>
{
    /// <summary>How many rows stand on a page unless the table says otherwise.</summary>
    public const int UsualRows = 25;

    private bool _isAttached;

    /// <summary>A table with the looks of all.</summary>
    public DataTable()
    {
        (Elevation, Dense, Hover, SortMode, Breakpoint) = (0, true, true, SortMode.Single, Breakpoint.Sm);
        (Filterable, ShowColumnOptions) = (false, false);
        Class = "staff-table";
    }

    /// <summary>What the table is called, for those who cannot see what stands above it.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <inheritdoc />
    public override Task SetParametersAsync(ParameterView parameters)
    {
        // The library tells a change of this one at once, which it cannot before it is attached.
        if (!_isAttached && !parameters.TryGetValue<int>(nameof(RowsPerPage), out _))
        {
            RowsPerPage = UsualRows;
        }

        _isAttached = true;
        return base.SetParametersAsync(parameters);
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        PagerContent ??= Pager;
        TableAttributes = Name is null ? TableAttributes : new() { ["aria-label"] = Name };
        base.OnParametersSet();
    }

    // A table that fits its page has nothing to turn.
    private void Pager(RenderTreeBuilder builder)
    {
        if (ServerData is null && Items?.Count() <= RowsPerPage)
        {
            return;
        }

        builder.OpenComponent<MudDataGridPager<T>>(0);
        builder.AddComponentParameter(1, nameof(MudDataGridPager<>.PageSizeSelector), false);
        builder.CloseComponent();
    }
}
