using System.Net;
using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Sessions;

/// <summary>A session that nobody touches is locked; the password opens it again, with all that stood there.</summary>
public sealed class SessionIdleTests : IAsyncLifetime
{
    private const string People = "/demo-small/manager/people";
    private const string Overview = "/demo-small/manager";
    private readonly FakeTimeProvider _clock = new(HallOnDisk.Morning);
    private PeopleHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await PeopleHub.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(_clock));

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Session_NobodyTouchesIt_ShowsWhatOnlyWatchesAndGoesOnWithThePassword()
    {
        var manager = await _hub.SignedInAsync(Role.DutyManager);
        _clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(manager, People));

        _clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(manager, People));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(manager, Overview));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(manager, "/demo-small/manager/satisfaction/rows.csv"));
        Assert.Equal(HttpStatusCode.Locked, await PostAsync(manager, "/sessions/active"));

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(manager, "/sessions/resume", ("secret", "not the password")));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(manager, People));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(manager, "/sessions/resume", ("secret", PeopleHub.Password)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(manager, People));
        Assert.Single(_hub.Get<SessionRegister>().Of(_hub.Get<PeopleRegister>().FindStaff(Role.DutyManager)!.Id));
    }

    [Fact]
    public async Task Session_ItsWindowIsOpen_IsNotLockedUntilItIsClosed()
    {
        var teller = await _hub.SignedInAsync(Role.Teller);
        await DoAsync(new OpenCounter(new("1"), new StaffNumber(Role.Teller)));
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(teller, "/sessions/active"));

        await DoAsync(new CloseCounter(new("1")));
        _clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(HttpStatusCode.Locked, await PostAsync(teller, "/sessions/active"));
    }

    [Fact]
    public async Task Resume_StrangersGuessedAtTheAccountMeanwhile_DoesNotShutItsOwnMachineOut()
    {
        var manager = await _hub.SignedInAsync(Role.DutyManager);
        var stranger = _hub.Visit();
        for (var i = 0; i < 2 * SignInGuard.FreeOfAnAccount; i++)
        {
            (await stranger.SignInAsync(Role.DutyManager, "not the password")).Dispose();
        }

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(manager, "/sessions/resume", ("secret", PeopleHub.Password)));
    }

    [Fact]
    public async Task Resume_SessionThatHasEnded_StaysEnded()
    {
        var manager = await _hub.SignedInAsync(Role.DutyManager);
        var thief = _hub.Visit();
        thief.Steal(StaffSession.Scheme, manager.Cookie(StaffSession.Scheme)!);
        (await manager.FillInAsync("/sign-in", "/sign-out")).Dispose();

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(thief, "/sessions/active"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(thief, "/sessions/resume", ("secret", PeopleHub.Password)));
    }

    [Theory]
    [InlineData("/tongling/manager", true)]
    [InlineData("/tongling/manager/live", true)]
    [InlineData("/tongling/kiosk/1", true)]
    [InlineData("/tongling/board/all/plain", true)]
    [InlineData("/tongling/manager/people", false)]
    [InlineData("/tongling/manager/audit/export", false)]
    [InlineData("/tongling/counter/1", false)]
    [InlineData("/kiosk/manager/people", false)]
    public void OnlyWatches_AnAddress_IsSoOrNot(string path, bool watches) => Assert.Equal(watches, SessionIdle.OnlyWatches(path));

    private async Task DoAsync(HallCommand command)
    {
        Assert.Null((await _hub.Hall.ExecuteAsync(command, null, TestContext.Current.CancellationToken)).Rejection);
        await Eventually.HoldsAsync(() => _hub.Hall.Snapshot.Version > 0, () => _clock.Advance(TimeSpan.FromMilliseconds(200)));
        var version = _hub.Hall.Snapshot.Version;
        await Eventually.HoldsAsync(() => _hub.Hall.Snapshot.Version >= version, () => _clock.Advance(TimeSpan.FromMilliseconds(200)));
    }

    private static async Task<HttpStatusCode> StatusAsync(Visitor visitor, string path)
    {
        using var answer = await visitor.GetAsync(path);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> PostAsync(Visitor visitor, string path, params (string Name, string Value)[] fields)
    {
        using var answer = await visitor.PostAsync(path, fields);
        return answer.StatusCode;
    }
}
