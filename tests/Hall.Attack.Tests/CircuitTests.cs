using System.Net.WebSockets;
using Hall.Browser.Tests.Hosting;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Hub.Screens;
using Hall.Storage.Hosting;
using Hall.Storage.People;
using Hall.Web.CommandLine;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Security;
using Hall.Web.Wording;

namespace Hall.Attack.Tests;

/// <summary>What a page's circuit can be made to do by who sends its messages late, for another page, or as somebody else.</summary>
public sealed class CircuitTests(AttackedHub hub)
{
    private const string Overview = "/demo-small/manager";
    private static readonly string[] NotForYou = [Words.For(Words.English)["entrance.over"], Words.For(Words.Chinese)["entrance.over"]];

    private static readonly string[] Connecting =
        [Words.For(Words.English)["screen.connecting"], Words.For(Words.Chinese)["screen.connecting"]];

    public static TheoryData<string> People => [.. Role.All];

    [Theory]
    [InlineData("leaver-1", "signs out in another tab")]
    [InlineData("leaver-2", "changes the password elsewhere")]
    [InlineData("leaver-3", "ends all other sessions")]
    [InlineData("leaver-4", "is given a new password at the console")]
    public async Task Circuit_HeldBackUntilTheSessionEnded_PaintsNothingAndOpenOnesAreCut(string staff, string how)
    {
        var insider = await hub.SignInAsync(staff);
        var elsewhere = await hub.SignInAsync(staff);
        var page = await insider.ReadAsync(Overview);
        await using var open = await ConnectAsync(insider);
        await open.BeginAsync(page, Overview);
        Assert.True(await open.HearsAsync(Circuit.Painted), $"A circuit of somebody who may does not begin: {open.Heard}");
        await using var held = await ConnectAsync(insider);

        await EndAsync(staff, how, insider, elsewhere);

        await held.BeginAsync(page, Overview);
        await held.EndsAsync();
        Assert.DoesNotContain(Circuit.Painted, held.Heard, StringComparison.Ordinal);
        await open.EndsAsync();
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(insider));
        hub.HasNoFaults();
    }

    [Theory]
    [MemberData(nameof(People))]
    public async Task Circuit_ToldTheAddressOfEveryPage_ShowsThoseOfTheRoleOnly(string role)
    {
        var visitor = await hub.SignedInAsync(role);
        var pages = hub.Addresses.Where(address =>
            address.Pattern.StartsWith("/{hall}/", StringComparison.Ordinal) && address.Methods is [] or ["GET", "POST"] or ["POST", "GET"])
            .Select(address => (address.Pattern, Guard: AddressTable.Expected[address.Pattern])).ToList();
        Assert.True(pages.Count > 20, string.Join('\n', pages));
        var (own, wrong) = (await visitor.ReadAsync("/"), new List<string>());
        foreach (var (pattern, guard) in pages)
        {
            var path = AddressTable.At(pattern);
            var may = Role.PermissionsOf(role).Contains(guard == AddressTable.Screen ? Permission.SurfaceShow : guard);
            await using var circuit = await ConnectAsync(visitor);
            await circuit.BeginAsync(own, path);
            Assert.True(await circuit.HearsAsync(Circuit.Painted), $"{role} at {path}: {circuit.Heard}");
            if (may ? NotForYou.Any(said => circuit.Heard.Contains(said, StringComparison.Ordinal)) : !await circuit.HearsAsync(NotForYou))
            {
                wrong.Add(path);
            }
        }

        Assert.Equal([], wrong);
        hub.HasNoFaults();
    }

    [Fact]
    public async Task Circuit_OfAScreenToldTheAddressOfAnotherPage_ShowsItNot()
    {
        const string Place = "/demo-small/window/2";
        var (screen, machine) = ($"{ScreenSession.SchemeName}={hub.Screens[Place]}", AttackedHub.FreshAddress());
        var page = await hub.ScreenAt(Place, machine).ReadAsync(Place);
        foreach (var path in new[]
        {
            "/demo-small/window/1", "/demo-other/window/1", "/demo-small/kiosk/1", "/demo-small/counter/1", Overview,
            "/demo-small/manager/people", "/",
        })
        {
            await using var circuit = await Circuit.ConnectAsync(hub, screen, from: machine);
            await circuit.BeginAsync(page, path);

            // A second page of a screen shows nothing while its first one was heard of just now.
            Assert.True(await circuit.HearsAsync([.. NotForYou, .. Connecting]), $"{path}: {circuit.Heard}");
        }
    }

    [Fact]
    public async Task Circuit_OfAScreenAtItsOwnPlace_IsPaintedForItsOwnMachineOnly()
    {
        const string Place = "/demo-small/pad/2";
        var (screen, machine) = ($"{ScreenSession.SchemeName}={hub.Screens[Place]}", AttackedHub.FreshAddress());
        var page = await hub.ScreenAt(Place, machine).ReadAsync(Place);
        await using var circuit = await Circuit.ConnectAsync(hub, screen, from: machine);
        await circuit.BeginAsync(page, Place);
        Assert.True(await circuit.HearsAsync(Circuit.Painted), circuit.Heard);

        await Wait.UntilAsync(() => IsRefused().GetAwaiter().GetResult(), "a copy of the cookie is refused at another machine");

        async Task<bool> IsRefused()
        {
            try
            {
                await using var copy = await Circuit.ConnectAsync(hub, screen);
                return false;
            }
            catch (WebSocketException)
            {
                return true;
            }
        }
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("hall-staff=x", null)]
    [InlineData("hall-screen=x", null)]
    [InlineData("own", "http://evil.example")]
    [InlineData("own", "null")]
    [InlineData("own", "http://127.0.0.1:1")]
    public async Task Connect_NobodyOrFromAForeignPage_IsRefused(string? cookie, string? origin)
    {
        var own = cookie == "own" ? CookieOf(await hub.SignedInAsync(Role.Administrator)) : cookie;

        await Assert.ThrowsAsync<WebSocketException>(() => Circuit.ConnectAsync(hub, own, origin));
    }

    [Fact]
    public async Task Circuit_WithComponentsThatTheHubNeverSent_PaintsNothing()
    {
        var clerk = await hub.SignedInAsync(Role.Clerk);
        var page = await clerk.ReadAsync("/");
        var forged = page.Replace("\"descriptor\":\"CfDJ8", "\"descriptor\":\"CfDJ9", StringComparison.Ordinal);
        Assert.NotEqual(page, forged);
        await using var circuit = await ConnectAsync(clerk);

        await circuit.BeginAsync(forged, "/");

        await circuit.HearsAsync("JS.Error");
        Assert.DoesNotContain(Circuit.Painted, circuit.Heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reconnect_ToACircuitThatIsNotOnesOwn_GetsNothing()
    {
        await using var circuit = await ConnectAsync(await hub.SignedInAsync(Role.Clerk));

        await circuit.ReconnectAsync($"CfDJ8{new string('A', 120)}");

        await Wait.UntilAsync(() => circuit.IsOver || circuit.Heard.Length > 3, "the hub answers");
        Assert.DoesNotContain(Circuit.Painted, circuit.Heard, StringComparison.Ordinal);
    }

    private Task<Circuit> ConnectAsync(Visitor visitor) => Circuit.ConnectAsync(hub, CookieOf(visitor));

    private static string CookieOf(Visitor visitor) => $"{StaffSession.Scheme}={visitor.Cookie(StaffSession.Scheme)}";

    private async Task EndAsync(string staff, string how, Visitor insider, Visitor elsewhere)
    {
        const string Fresh = "another good sentence";
        switch (how)
        {
            case "signs out in another tab":
                (await insider.FillInAsync("/sign-in", "/sign-out")).Dispose();
                break;
            case "changes the password elsewhere":
                (await elsewhere.FillInAsync("/password", "/password", ("old", PeopleHub.Password), ("fresh", Fresh), ("again", Fresh)))
                    .Dispose();
                break;
            case "ends all other sessions":
                (await elsewhere.FillInAsync("/sessions", "/sessions", ("session", "others"))).Dispose();
                break;
            default:
                Assert.Equal(0, await HallCommandLine.RunAsync(["account", "reset", staff, "--data", hub.Process.DataFolder]));
                break;
        }
    }
}
