using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Storage.People;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Tests.People;

public sealed class HeldPostsTests
{
    [Fact]
    public async Task Start_HoldersOfPostsThatExclude_AreNamedInOneRowAndNotAgain()
    {
        await using var hub = await PeopleHub.StartAsync();
        var store = hub.Get<PeopleStore>();
        foreach (var staff in new[] { Role.Teller, Role.Auditor })
        {
            await store.ChangeAsync(async change =>
            {
                (await change.Context.Users.SingleAsync(row => row.UserName == staff)).Roles = $"{Role.Teller} {Role.Auditor}";
                return true;
            });
        }

        await hub.RestartAsync();
        await hub.RestartAsync();

        Assert.Equal(["auditor, teller"], await hub.Get<PeopleStore>().ReadAsync(context => context.Audit
            .Where(row => row.Kind == "posts-together").Select(row => row.Detail).ToListAsync()));
        Assert.Equal([Role.Teller, Role.Auditor], hub.Get<PeopleRegister>().FindStaff(Role.Auditor)!.Roles);
    }
}
