using Bunit;
using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Web.Surfaces.Teller;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;

namespace Hall.Web.Tests.Surfaces.Teller;

/// <summary>Sitting down at a window.</summary>
public sealed partial class CounterPageTests
{
    [Fact]
    public async Task SignIn_EmptyStaffNumber_SaysWhatIsMissing()
    {
        var page = Render<CounterPage>(parameters => parameters.Add(p => p.Hall, "tongling").Add(p => p.Counter, "1"));

        await PressAsync(page, "space");

        Assert.Contains("请先输入工号", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);
        Assert.Empty(_hall.Commands.OfType<OpenCounter>());
    }

    [Fact]
    public void SignIn_BeforeThePageListens_TakesNoInput()
    {
        SetRendererInfo(new RendererInfo("Static", false));

        var page = Render<CounterPage>(parameters => parameters.Add(p => p.Hall, "tongling").Add(p => p.Counter, "1"));

        Assert.True(page.Find("#teller").HasAttribute("disabled"));
        Assert.All(page.FindAll("button"), button => Assert.True(button.HasAttribute("disabled")));
    }
}
