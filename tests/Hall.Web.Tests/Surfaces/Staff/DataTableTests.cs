using Bunit;
using Hall.Web.Surfaces.Staff;
using MudBlazor;

namespace Hall.Web.Tests.Surfaces.Staff;

/// <summary>The one table of all pages of staff.</summary>
public sealed class DataTableTests : BunitContext
{
    public DataTableTests()
    {
        Services.AddStaffPages();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Theory]
    [InlineData(DataTable<string>.UsualRows, 0)]
    [InlineData(DataTable<string>.UsualRows + 1, 1)]
    public void Pager_OnlyWhereThereIsMoreThanAPage(int rows, int pagers)
    {
        var table = Table(Enumerable.Range(1, rows).Select(row => $"{row:D3}"));

        Assert.Equal(pagers, table.FindComponents<MudDataGridPager<string>>().Count);
        Assert.Equal(DataTable<string>.UsualRows, table.FindAll("tbody tr").Count);
    }

    [Fact]
    public void Header_OfTheSortedColumn_IsToldFromThoseThatCouldBe()
    {
        var table = Table(["b", "c", "a"]);
        Assert.Empty(table.FindAll("th[aria-sort]"));

        table.Find("thead .sortable-column-header").Click();
        Assert.Equal(["a", "b", "c"], table.FindAll("tbody tr").Select(row => row.TextContent.Trim()));
        Assert.Equal("ascending", table.Find("th[aria-sort]").GetAttribute("aria-sort"));
        Assert.NotEmpty(table.FindAll(".sort-direction-icon.mud-direction-asc"));

        table.Find("thead .sortable-column-header").Click();
        Assert.Equal("descending", table.Find("th[aria-sort]").GetAttribute("aria-sort"));
    }

    private IRenderedComponent<DataTable<string>> Table(IEnumerable<string> rows) => Render<DataTable<string>>(table => table
        .Add(shown => shown.Items, [.. rows])
        .Add(shown => shown.Columns, builder =>
        {
            builder.OpenComponent<TemplateColumn<string>>(0);
            builder.AddComponentParameter(1, nameof(TemplateColumn<>.Title), "Row");
            builder.AddComponentParameter(4, nameof(TemplateColumn<>.Sortable), true);
            builder.AddComponentParameter(2, nameof(TemplateColumn<>.SortBy), (Func<string, object>)(row => row));
            builder.AddComponentParameter(3, nameof(TemplateColumn<>.CellTemplate),
                (Microsoft.AspNetCore.Components.RenderFragment<CellContext<string>>)(cell => text => text.AddContent(0, cell.Item)));
            builder.CloseComponent();
        }));
}
