using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Storage.Audit;
using Hall.Storage.People;
using Hall.Web.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Tests.People;

public sealed class AccountTests : IAsyncLifetime
{
    private static readonly byte[] Png =
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private PeopleHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await PeopleHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Hire_NumberTwice_IsRefusedAndTheFirstStays()
    {
        var outcome = await _hub.Office.HireAsync("test", new AccountDraft { Staff = Role.Teller, Name = "Another" });
        Assert.Equal(["staffTaken"], outcome.Faults);
        Assert.Equal("Name of teller", _hub.Get<PeopleRegister>().FindStaff(Role.Teller)!.Name);
    }

    [Fact]
    public async Task Disable_LastAdministrator_IsRefused()
    {
        Assert.Equal(["lastAdministrator"], (await _hub.Office.DisableAsync("test", Role.Administrator)).Faults);
        Assert.Equal(["lastAdministrator"],
            (await _hub.Office.ChangeAsync("test",
                new AccountDraft { Staff = Role.Administrator, Name = "A", Roles = [Role.Auditor] })).Faults);
    }

    [Fact]
    public async Task Photo_FiftyMegabytesOrNoImage_IsRefusedAndTheOldOneStays()
    {
        Assert.True((await _hub.Office.SetPhotoAsync("test", Role.Teller, Png)).Succeeded);
        Assert.Equal(["photoSize"], (await _hub.Office.SetPhotoAsync("test", Role.Teller, new byte[50 * 1024 * 1024])).Faults);
        Assert.Equal(["photoKind"], (await _hub.Office.SetPhotoAsync("test", Role.Teller, "<svg onload=alert(1)>"u8.ToArray())).Faults);
        Assert.Equal(Png,
            await _hub.Get<PeopleStore>()
                .ReadAsync(context => context.Users.Where(row => row.UserName == Role.Teller).Select(row => row.Photo).SingleAsync()));
    }

    [Theory]
    [InlineData("欧阳娜娜", true)]
    [InlineData("ئاتىكەم ئابلىز", true)]
    [InlineData("བཀྲ་ཤིས", true)]
    [InlineData("José Ñandú O'Brien", true)]
    [InlineData("", false)]
    [InlineData("two\nlines", false)]
    public void Draft_NameOfAnyScript_IsTakenWhenItIsAName(string name, bool good) =>
        Assert.Equal(good, !new AccountDraft { Staff = "1", Name = name }.Faults().Any());

    [Theory]
    [InlineData("王")]
    [InlineData("Ä")]
    [InlineData("བཀྲ")]
    [InlineData("👩‍👩‍👧")]
    public void Draft_NameOf200Letters_IsRefusedWhateverTheScript(string letter) =>
        Assert.Equal(["name"], new AccountDraft { Staff = "1", Name = string.Concat(Enumerable.Repeat(letter, 200)) }.Faults());

    [Theory]
    [InlineData("short", "short")]
    [InlineData("1234567890", "bad")]
    [InlineData("aaaaaaaaaaaa", "bad")]
    [InlineData("Password123", "bad")]
    [InlineData("my1007word is", "own")]
    [InlineData("correct horse", null)]
    [InlineData("天地玄黄宇宙洪荒日月", null)]
    public void Password_ByLengthAndListOfBadOnes_IsJudged(string password, string? fault) =>
        Assert.Equal(fault is null ? [] : [fault], PasswordRules.FaultsIn(password, "1007", "张三"));

    [Fact]
    public void Table_EveryPermission_BelongsToSomeRoleAndTheAuditorOnlyReads()
    {
        Assert.Equal(Permission.All.Order(), Role.All.SelectMany(Role.PermissionsOf).Distinct().Order());
        Assert.All(Role.PermissionsOf(Role.Auditor), permission => Assert.Matches(@"\.(read|watch)$", permission));
    }

    [Fact]
    public async Task Changes_OfAccounts_StandInTheAuditAndTheChainHolds()
    {
        await _hub.Office.DisableAsync(Role.Administrator, Role.Teller);
        var rows = await _hub.Get<PeopleStore>().ReadAsync(context => context.Audit.OrderBy(row => row.Sequence).ToListAsync());

        // The hub itself may have noted meanwhile that the roll of tellers was published anew.
        Assert.Contains((AuditKind.AccountDisabled, Role.Administrator, Role.Teller),
            rows.Select(row => (row.Kind, row.Actor, row.Subject)));
        Assert.Null(await _hub.Get<PeopleStore>().ReadAsync(context => _hub.Get<AuditTrail>().FirstFaultAsync(context)));
    }
}
