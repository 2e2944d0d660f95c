using System.Net;
using System.Net.WebSockets;
using System.Text;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Storage.Audit;
using Hall.Storage.Keys;
using Hall.Storage.People;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Sessions;

/// <summary>Who has gone is gone: in every tab, in every copy of a cookie, on every connection that stands open.</summary>
public sealed class SessionTests
{
    private const string Page = "/demo-small/manager";

    [Fact]
    public async Task SignOut_CookieCopiedBefore_OpensNothing()
    {
        await using var hub = await PeopleHub.StartAsync();
        var manager = await hub.SignedInAsync(Role.DutyManager);
        var thief = hub.Visit();
        thief.Steal(StaffSession.Scheme, manager.Cookie(StaffSession.Scheme)!);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(thief));

        using var out_ = await manager.FillInAsync("/sign-in", "/sign-out");

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(thief));
        Assert.Equal(["signed-in", "signed-out"], await KindsAsync(hub, Role.DutyManager));
    }

    [Fact]
    public async Task SignOut_OfOneMachine_LeavesThePersonsOtherSessions()
    {
        await using var hub = await PeopleHub.StartAsync();
        var (office, home) = (await hub.SignedInAsync(Role.DutyManager), await hub.SignedInAsync(Role.DutyManager));

        using var out_ = await office.FillInAsync("/sign-in", "/sign-out");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(home));
    }

    [Fact]
    public async Task SignOut_FileIsLocked_EndsItAllTheSame()
    {
        await using var hub = await PeopleHub.StartAsync(with: options => options with { StorePatienceSeconds = 1 });
        var manager = await hub.SignedInAsync(Role.DutyManager);
        var thief = hub.Visit();
        thief.Steal(StaffSession.Scheme, manager.Cookie(StaffSession.Scheme)!);
        await using (var other = new SqliteConnection($"Data Source={hub.Get<PeopleStore>().File};Pooling=False"))
        {
            other.Open();
            await using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN EXCLUSIVE";
            hold.ExecuteNonQuery();
            await hub.Get<SessionRegister>().EndAsync(SessionOf(hub, Role.DutyManager), Role.DutyManager, SessionEnd.SignedOut);
            Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(thief));
        }

        await Eventually.HoldsAsync(async () => (await KindsAsync(hub, Role.DutyManager)).Contains("signed-out"));
    }

    [Fact]
    public async Task Session_ShiftIsOver_EndsForCookieAndPages()
    {
        var clock = new FakeTimeProvider(HallOnDisk.Morning);
        await using var hub = await PeopleHub.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var manager = await hub.SignedInAsync(Role.DutyManager);
        clock.Advance(SessionRegister.Longest - TimeSpan.FromMinutes(1));
        Assert.NotNull(SessionOf(hub, Role.DutyManager));

        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(manager));
        await Eventually.HoldsAsync(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return (await KindsAsync(hub, Role.DutyManager)).Contains("session-ended");
        });
    }

    [Fact]
    public async Task Session_HubStartedAnew_GoesOn()
    {
        await using var hub = await PeopleHub.StartAsync();
        var manager = await hub.SignedInAsync(Role.DutyManager);
        var session = SessionOf(hub, Role.DutyManager);

        await hub.RestartAsync();

        Assert.NotNull(hub.Get<SessionRegister>().Find(session));
        var again = hub.Visit();
        again.Steal(StaffSession.Scheme, manager.Cookie(StaffSession.Scheme)!);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(again));
    }

    [Theory]
    [InlineData("signed out")]
    [InlineData("disabled")]
    [InlineData("password")]
    public async Task Circuit_ItsConnectionHeldBackUntilTheSessionEnded_IsCutAndBeginsNothing(string how)
    {
        await using var hub = await PeopleHub.StartAsync();
        var insider = await hub.SignedInAsync(Role.DutyManager);
        using var held = await ConnectAsync(hub, insider);

        switch (how)
        {
            case "signed out": (await insider.FillInAsync("/sign-in", "/sign-out")).Dispose(); break;
            case "disabled": await hub.Office.DisableAsync(Role.Administrator, Role.DutyManager); break;
            default: await hub.Office.ResetPasswordAsync(Role.Administrator, Role.DutyManager); break;
        }

        await EndsAsync(held);
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(hub, insider));
    }

    [Fact]
    public async Task Events_KeyTakenBackWhileSomebodyListens_TheStreamEnds()
    {
        await using var hub = await HubFixture.StartedAsync();
        using var client = hub.As(KeyRole.Integration);
        using var response = await client.GetAsync($"{HubFixture.HallPath}/events", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var keys = hub.App.Services.GetRequiredService<KeyStore>();

        keys.Revoke(keys.List()[^1].Name);

        var rest = reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => rest.IsCompleted);
        Assert.DoesNotContain("event: ticket-issued", await rest, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> StatusAsync(Visitor visitor)
    {
        using var answer = await visitor.GetAsync(Page);
        return answer.StatusCode;
    }

    private static string? SessionOf(PeopleHub hub, string staff) =>
        hub.Get<SessionRegister>().Of(hub.Get<PeopleRegister>().FindStaff(staff)!.Id).Select(session => session.Id).FirstOrDefault();

    private static Task<List<string>> KindsAsync(PeopleHub hub, string staff) => hub.Get<PeopleStore>().ReadAsync(context => context.Audit
        .Where(row => row.Subject == staff && new[] { AuditKind.SignedIn, AuditKind.SignedOut, AuditKind.SessionEnded }.Contains(row.Kind))
        .OrderBy(row => row.Sequence).Select(row => row.Kind).ToListAsync());

    // As a page's script would, without ever sending what begins the circuit.
    private static async Task<ClientWebSocket> ConnectAsync(PeopleHub hub, Visitor visitor)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", $"{StaffSession.Scheme}={visitor.Cookie(StaffSession.Scheme)}");
        await socket.ConnectAsync(new Uri($"ws://{hub.Address.Authority}/_blazor"), TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        return socket;
    }

    private static async Task EndsAsync(ClientWebSocket socket)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Eventually.Longest);
        var bytes = new byte[4096];
        try
        {
            while ((await socket.ReceiveAsync(bytes, patience.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            // Cut off, without a word.
        }
    }
}
