using Bunit;
using Hall.Web.Surfaces.Teller;

namespace Hall.Web.Tests.Surfaces.Teller;

/// <summary>A console behind which nobody is known: a circuit that outlived its session, or one that never had any.</summary>
public sealed class NobodyAtTheConsoleTests : SurfaceTest
{
    [Fact]
    public async Task Press_NobodyBehindThePage_DoesNothingAndLeadsToTheSignIn()
    {
        var before = Hall.Commands.Count;
        var page = Render<CounterPage>(parameters => parameters.Add(p => p.Hall, "demo-small").Add(p => p.Counter, "1"));

        await page.InvokeAsync(() => page.Instance.PressAsync("space"));

        Assert.Equal(before, Hall.Commands.Count);
        Assert.StartsWith("/sign-in", page.Find(".notice a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".signin"));
    }
}
