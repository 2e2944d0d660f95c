using System.Security.Claims;
using Bunit;
using Hall.Hub.Accounts;
using Hall.Hub.Hosting;
using Hall.Hub.Identity;
using Hall.Web.Surfaces;
using Hall.Web.Tests.People;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Surfaces;

/// <summary>A tour is shown once to a person in a role, stands in the page, and is left for good.</summary>
public sealed class TourTests
{
    [Fact]
    public async Task Tour_OfAnAccount_HasSixStepsAndIsShownOnce()
    {
        await using var hub = await PeopleHub.StartAsync();
        using (var first = Page(hub, Role.DutyManager))
        {
            var tour = first.Render<Tour>(with => with.Add(page => page.Words, Words.For("en")).Add(page => page.Role, Role.DutyManager));
            for (var step = 1; step < 6; step++)
            {
                Assert.StartsWith($"{step}/6", tour.Find("b").TextContent, StringComparison.Ordinal);
                tour.Find(".next").Click();
            }

            Assert.Empty(tour.FindAll(".next"));
            Assert.Empty(tour.FindAll("[autofocus], dialog, [role=dialog]"));
            tour.FindAll("button")[^1].Click();
            Assert.Empty(tour.FindAll("aside"));
        }

        using var again = Page(hub, Role.DutyManager);
        Assert.Empty(again.Render<Tour>(with => with.Add(page => page.Words, Words.For("en"))
            .Add(page => page.Role, Role.DutyManager)).FindAll("aside"));
        Assert.True(new TourRegister(new HubOptions { DataFolder = hub.Folder }).HasLeft(Role.DutyManager, Role.DutyManager));
    }

    [Fact]
    public async Task Tour_OfAnotherRole_IsNotShown()
    {
        await using var hub = await PeopleHub.StartAsync();
        using var page = Page(hub, Role.Auditor);
        Assert.Empty(page.Render<Tour>(with => with.Add(tour => tour.Words, Words.For("zh")).Add(tour => tour.Role, Role.Teller))
            .FindAll("aside"));
    }

    [Fact]
    public void Tour_OfEveryRole_HasSixSentencesInBothLanguages()
    {
        foreach (var language in new[] { "zh", "en" })
        {
            foreach (var role in Role.All)
            {
                Assert.All(Enumerable.Range(1, 6), step =>
                    Assert.NotNull(Words.For(language).Find(WordGroup.Tour, FormattableString.Invariant($"{role}.{step}"))));
            }
        }
    }

    private static BunitContext Page(PeopleHub hub, string role)
    {
        var page = new BunitContext();
        page.Services.AddSingleton(hub.Get<TourRegister>());
        page.Services.AddSingleton(hub.Get<PeopleRegister>());
        var who = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, role), new(ClaimTypes.Name, role),
            new(ClaimTypes.Role, role)], StaffSession.Scheme));
        page.Services.AddCascadingValue(_ => Task.FromResult(new AuthenticationState(who)));
        page.SetRendererInfo(new RendererInfo("Server", true));
        return page;
    }
}
