using System.Net;
using System.Text.RegularExpressions;
using Hall.Web.Tests.People;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Tests.Surfaces;

public sealed partial class HelpTests
{
    [Fact]
    public void Of_EveryPageOfTheHub_HasHelpInBothLanguages()
    {
        foreach (var page in typeof(Words).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), false).Cast<RouteAttribute>()))
        {
            var path = Place().Replace(page.Template, "x");
            var key = $"help.page.{HelpPages.Of(path)}";
            Assert.True(HelpPages.IsPublic(path)
                || (key != "help.page.other" && Words.For("en").Find(key) is not null && Words.For("zh-CN").Find(key) is not null),
                page.Template);
        }
    }

    [Fact]
    public void Labels_OfTheEditor_AreDefined()
    {
        var defined = Words.For("zh-CN").Keys;
        var missing =
            Directory.EnumerateFiles(Repository.Path("src", "Hall.Web", "Surfaces", "Configuration"), "Section*.razor")
            .Append(Repository.Path("src", "Hall.Web", "Surfaces", "Configuration", "ServiceFields.razor"))
            .SelectMany(file => Label().Matches(File.ReadAllText(file)).Select(label => $"draft.{label.Groups[1].Value}"))
            .Where(key => !defined.Contains(key));

        Assert.Empty(missing);
    }

    [Fact]
    public async Task Look_ChosenOnce_HoldsOnEveryPageAndLeadsNowhereElse()
    {
        await using var hub = await PeopleHub.StartAsync();
        var visitor = await hub.SignedInAsync("administrator");
        using (var chosen = await visitor.GetAsync("/look?theme=dark&type=large&contrast=high&returnUrl=//evil.example"))
        {
            Assert.Equal((HttpStatusCode.SeeOther, "/"), (chosen.StatusCode, chosen.Headers.Location!.ToString()));
        }

        foreach (var path in new[] { "/sign-in", "/demo-small/manager", "/demo-small/manager/configuration" })
        {
            var page = await visitor.ReadAsync(path);
            Assert.Contains("data-theme=\"dark\" data-type=\"large\" data-contrast=\"high\"", page, StringComparison.Ordinal);
            Assert.Contains("page-tools", page, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Place();

    [GeneratedRegex("Label=\"([A-Za-z]+)\"")]
    private static partial Regex Label();
}
