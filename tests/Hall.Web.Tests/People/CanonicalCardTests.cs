using Bunit;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Storage.People;
using Hall.Web.Identity;
using Hall.Web.Surfaces.Manager;
using Hall.Web.Tests.Surfaces;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Tests.People;

/// <summary>The morning after the upgrade: every card that opened a counter still does, and those that cannot be told apart are
/// named.</summary>
public sealed class CanonicalCardTests : HubPages
{
    private const string Pin = "482915";

    [Fact]
    public async Task Migration_CardsOfAnOlderProgram_AllStillSignInAndThoseAlikeAreNamed()
    {
        foreach (var (staff, card) in new[] { ("2101", "ABC1"), ("2102", "XYZ2"), ("2103", "QRS3") })
        {
            Assert.True(
                (await Hub.Office.HireAsync("9000",
                    new AccountDraft { Staff = staff, Name = $"Name{staff}", Roles = [Role.Teller], Card = card, Pin = Pin })).Succeeded);
        }

        // As an older program kept them: as typed.
        Execute(
            "UPDATE people SET Card = 'xyZ2' WHERE UserName = '2102'; UPDATE people SET Card = 'abc1' WHERE UserName = '2103'; DELETE "
                + "FROM __EFMigrationsHistory WHERE MigrationId LIKE '%CanonicalCards'");
        Hub.Get<PeopleStore>().Prepare();

        var cards = await Hub.Get<PeopleStore>()
            .ReadAsync(context =>
                context.Users.Where(row => row.Card != null).OrderBy(row => row.UserName).Select(row => row.Card!).ToListAsync());
        Assert.Equal(["ABC1", "XYZ2", "abc1"], cards);
        foreach (var (typed, staff) in new[] { ("ABC1", "2101"), ("abc1", "2103"), ("xyZ2", "2102"), ("XYZ2", "2102") })
        {
            Assert.Equal((typed, staff), (typed, (await Hub.Get<StaffSignIn>().TryAsync(typed, Pin, PeopleHub.Here)).Person?.Staff));
        }

        var page = Open<PeoplePage>(Role.Administrator);
        page.Until(() =>
            Assert.Contains("Name2101 (2101)、Name2103 (2103)", page.Page.Find(".cards-alike").TextContent, StringComparison.Ordinal));

        // Whoever changes something else of such an account does not change its card unasked; with another card the two are told apart.
        var draft = new AccountDraft { Staff = "2103", Name = "Renamed", Roles = [Role.Teller], Card = "abc1" };
        Assert.True((await Hub.Office.ChangeAsync("9000", draft)).Succeeded);
        Assert.Equal("2103", (await Hub.Get<StaffSignIn>().TryAsync("abc1", Pin, PeopleHub.Here)).Person?.Staff);
        Assert.True((await Hub.Office.ChangeAsync("9000", draft with { Card = "new-9", Pin = Pin })).Succeeded);
        Assert.Empty(Open<PeoplePage>(Role.Administrator).Page.FindAll(".cards-alike"));
        Assert.Equal("2103", (await Hub.Get<StaffSignIn>().TryAsync("ＮＥＷ９", Pin, PeopleHub.Here)).Person?.Staff);
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Hub.Folder, "people.db")};Default Timeout=60");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
