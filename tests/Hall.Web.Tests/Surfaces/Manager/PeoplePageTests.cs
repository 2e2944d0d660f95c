using Bunit;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Web.Surfaces.Manager;
using Microsoft.AspNetCore.Components.Forms;

namespace Hall.Web.Tests.Surfaces.Manager;

/// <summary>Accounts, as who may change them and who may only read sees them.</summary>
public sealed class PeoplePageTests : HubPages
{
    [Fact]
    public void Photo_FiftyMegabytesOrNoImage_IsRefusedOnThePageAndNothingIsStored()
    {
        var page = Chosen(Role.Administrator);
        Upload(page, new byte[50 * 1024 * 1024]);
        Assert.NotEmpty(page.Page.Find(".refused").TextContent);
        Upload(page, "<svg onload=alert(1)>"u8.ToArray());
        page.Until(() => Assert.NotEmpty(page.Page.Find(".refused").TextContent));

        Assert.False(Hub.Get<PeopleRegister>().FindStaff(Role.Teller)!.HasPhoto);
    }

    [Fact]
    public void Page_AnAuditor_SeesAccountsAndMayChangeNone()
    {
        var page = Chosen(Role.Auditor);

        Assert.All(page.Page.FindAll("input[type=checkbox]"), box => Assert.True(box.HasAttribute("disabled")));
        Assert.All(page.Page.FindAll(".fields input:not([type=checkbox])"), field => Assert.True(field.HasAttribute("readonly")));
        Assert.Empty(page.Page.FindAll(".side footer, .new-person"));
    }

    [Fact]
    public void Role_TakenAwayWhileItsOwnerEdits_TheNextChangeIsRefused()
    {
        var page = Chosen(Role.Administrator);
        Becomes<PeoplePage>(page, Role.Administrator, Role.Auditor);

        Assert.Empty(page.Page.FindAll(".side footer"));
        Assert.False(Hub.Get<PeopleRegister>().FindStaff(Role.Teller)!.Disabled);
    }

    [Fact]
    public void Page_NobodyChosen_SaysWhatEachRoleDoesAndHowManyHaveIt()
    {
        var page = Open<PeoplePage>(Role.Administrator);

        Assert.Equal(Role.All.Count,
            page.Page.FindAll(".role-guide dd")
                .Count(does => does.TextContent.Length > 5 && !does.TextContent.Contains('.', StringComparison.Ordinal)));
        Assert.All(page.Page.FindAll(".role-guide em"), count => Assert.Equal("1 人", count.TextContent));
    }

    [Fact]
    public async Task Table_OfManyAccounts_IsTurnedSortedAndFiltered()
    {
        for (var i = 0; i < PeoplePage.RowsPerPage; i++)
        {
            await Hub.Office.HireAsync("test", new AccountDraft { Staff = $"7{i:D3}", Name = $"Zoe {i:D3}", Roles = [Role.Clerk] });
        }

        var page = Open<PeoplePage>(Role.Administrator);
        page.Until(() => Assert.Equal(PeoplePage.RowsPerPage, Names(page).Count));
        page.Do(() => page.Page.Find("button[aria-label='Next page']").Click());
        page.Until(() => Assert.InRange(Names(page).Count, 1, PeoplePage.RowsPerPage - 1));

        page.Do(() => page.Page.Find("#find-person").Input("Zoe 01"));
        page.Until(() => Assert.Equal(10, Names(page).Count));
        page.Do(() => page.Page.FindAll("thead .sortable-column-header")[0].Click());
        page.Do(() => page.Page.FindAll("thead .sortable-column-header")[0].Click());
        page.Until(() => Assert.EndsWith("Zoe 019", Names(page)[0], StringComparison.Ordinal));

        page.Choose("find-role", Role.Teller);
        page.Until(() => Assert.Empty(Names(page)));
    }

    private static List<string> Names(Opened page) => [.. page.Page.FindAll("button.who").Select(who => who.TextContent.Trim())];

    private Opened Chosen(string role)
    {
        var page = Open<PeoplePage>(role);
        page.Do(() =>
            page.Page.FindAll("button.who").Single(button => button.TextContent.Contains("Name of teller", StringComparison.Ordinal))
                .Click());
        page.Until(() => page.Page.Find("#person-staff"));
        return page;
    }

    private static void Upload(Opened page, byte[] bytes) =>
        page.Page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(bytes, "photo.jpg"));
}
