using Bunit;
using Hall.Hub.Ratings;
using Hall.Storage.Ratings;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Hall.Web.Tests.Surfaces.Staff;

/// <summary>Days are chosen by one press or in a calendar, and stand in the address.</summary>
public sealed class DaySpanFieldTests : BunitContext
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    public DaySpanFieldTests()
    {
        Services.AddStaffPages();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Theory]
    [InlineData("今天", "2026-03-01", "2026-03-01")]
    [InlineData("近 7 天", "2026-02-23", "2026-03-01")]
    [InlineData("上月", "2026-02-01", "2026-02-28")]
    [InlineData("本月", "2026-03-01", "2026-03-01")]
    [InlineData("近 30 天", "2026-01-31", "2026-03-01")]
    [InlineData("今年", "2026-01-01", "2026-03-01")]
    [InlineData("全部", "all", "all")]
    public void Preset_OnTheFirstOfAMonth_LeadsToItsDays(string name, string from, string to)
    {
        var link = Field(null).FindAll("nav a").Single(link => link.TextContent.Trim() == name);

        Assert.Equal($"/days?{from}-{to}", link.GetAttribute("href"));
    }

    [Fact]
    public void Preset_WhoseDaysAreShown_IsTheCurrentOne()
    {
        var current = Assert.Single(Field(new(new(2026, 2, 1), new(2026, 2, 28))).FindAll("[aria-current=true]"));

        Assert.Equal("上月", current.TextContent.Trim());
    }

    [Fact]
    public async Task Range_ChosenInTheCalendar_BecomesTheAddress()
    {
        var field = Field(null);
        var picker = field.FindComponent<MudDateRangePicker>();
        await field.InvokeAsync(() => picker.Instance.DateRangeChanged.InvokeAsync(new(new(2026, 1, 5), new(2026, 1, 9))));

        Assert.EndsWith("/days?2026-01-05-2026-01-09", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    private IRenderedComponent<DaySpanField> Field(ReportSpan? span) => Render<DaySpanField>(field => field
        .Add(shown => shown.Words, Words.For(Words.Chinese)).Add(shown => shown.Today, Today).Add(shown => shown.Span, span)
        .Add(shown => shown.AllDays, true)
        .Add(shown => shown.AddressOf,
            chosen => chosen is null ? "/days?all-all" : $"/days?{DayText.Of(chosen.From)}-{DayText.Of(chosen.To)}"));
}
