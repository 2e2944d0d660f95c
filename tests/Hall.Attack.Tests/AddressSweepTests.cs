using System.Collections.Concurrent;
using System.Net;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Hub.Screens;
using Hall.Storage.Keys;
using Hall.Storage.People;
using Hall.Web.Identity;
using Hall.Web.Tests.Keys;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Security;

namespace Hall.Attack.Tests;

/// <summary>
/// Every address that the application lists, asked by everybody: pages and JSON, people, screens, programs, strangers and forgers.
/// </summary>
public sealed class AddressSweepTests(AttackedHub hub)
{
    private static readonly ParallelOptions Four = new() { MaxDegreeOfParallelism = 4 };

    [Fact]
    public void Addresses_EveryOneThatTheApplicationLists_HasARowThatSaysForWhomItIs()
    {
        Assert.True(hub.Addresses.Count > 90, string.Join('\n', hub.Addresses));
        Assert.Equal([], hub.Addresses.Where(address => !address.IsApi).Select(address => address.Pattern)
            .Except(AddressTable.Expected.Keys));
        Assert.Equal([], hub.Addresses.Where(address => address.IsApi)
            .SelectMany(address => address.Methods.Select(method => $"{method} {address.Pattern.TrimEnd('/')}"))
                .Except(ApiTable.Expected.Keys));
    }

    public static TheoryData<string> People => [.. Role.All];

    [Theory]
    [MemberData(nameof(People))]
    public async Task Get_EveryAddressAsAPerson_OpensWhatTheRoleMay(string role)
    {
        var visitor = await hub.SignedInAsync(role);

        await SweepAsync(role, visitor, guard => guard switch
        {
            AddressTable.Somebody or PersonRequirement.Policy => true,
            AddressTable.Screen => Role.PermissionsOf(role).Contains(Permission.SurfaceShow),
            _ => Role.PermissionsOf(role).Contains(guard),
        });
    }

    [Theory]
    [InlineData("/demo-small/kiosk/1")]
    [InlineData("/demo-small/board/all")]
    [InlineData("/demo-small/window/1")]
    [InlineData("/demo-small/pad/1")]
    [InlineData("/demo-other/kiosk/1")]
    public async Task Get_EveryAddressAsAScreen_OpensItsOwnPlaceOnly(string place) =>
        await SweepAsync($"screen {place}", hub.ScreenAt(place), (pattern, guard) => guard == AddressTable.Somebody
            || (guard == AddressTable.Screen && $"{AddressTable.At(pattern)}/".StartsWith($"{place}/", StringComparison.Ordinal)));

    [Theory]
    [InlineData("nobody from afar")]
    [InlineData("nobody at the hub's own computer")]
    [InlineData("a cookie with one letter changed")]
    [InlineData("a cookie that was cut")]
    [InlineData("a cookie of a person in place of a screen's")]
    [InlineData("a cookie of a screen in place of a person's")]
    [InlineData("a key of a manager")]
    [InlineData("a name in a header")]
    public async Task Get_EveryAddressAsNobody_OpensOnlyWhatIsForAnybody(string how)
    {
        var visitor = hub.Visit(how.Contains("own computer", StringComparison.Ordinal) ? "127.0.0.1" : null);
        var administrator = (await hub.SignedInAsync(Role.Administrator)).Cookie(StaffSession.Scheme)!;
        var middle = administrator.Length / 2;
        switch (how)
        {
            case "a cookie with one letter changed":
                visitor.Steal(StaffSession.Scheme,
                    $"{administrator[..middle]}{(administrator[middle] == 'A' ? 'B' : 'A')}{administrator[(middle + 1)..]}");
                break;
            case "a cookie that was cut": visitor.Steal(StaffSession.Scheme, administrator[..middle]); break;
            case "a cookie of a person in place of a screen's": visitor.Steal(ScreenSession.SchemeName, administrator); break;
            case "a cookie of a screen in place of a person's": visitor.Steal(StaffSession.Scheme,
                hub.Screens["/demo-small/kiosk/1"]); break;
            case "a key of a manager": visitor.Client.DefaultRequestHeaders.Authorization = new("Bearer", hub.Keys[KeyRole.Manager]); break;
            case "a name in a header":
                foreach (var header in new[] { "X-Remote-User", "X-Forwarded-User", "Remote-User", "X-Original-URL", "X-Rewrite-URL" })
                {
                    visitor.Client.DefaultRequestHeaders.TryAddWithoutValidation(header, header.EndsWith("URL", StringComparison.Ordinal)
                        ? "/health/live" : Role.Administrator);
                }

                break;
            default: break;
        }

        await SweepAsync(how, visitor, _ => false);
    }

    [Fact]
    public async Task Call_EveryAddressOfTheApiWithEveryKey_IsAnsweredToTheRolesOfTheTableOnly()
    {
        var callers = new List<(string Name, string? Key)>
        {
            ("no key", null), ("an empty key", ""), ("a wrong key", new string('A', 43)),
            ("a key with a letter more", $"{hub.Keys[KeyRole.Manager]}A"),
        };
        callers.AddRange(KeyRole.All.Select(role => (role, (string?)hub.Keys[role])));
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(callers.SelectMany(caller =>
            ApiTable.Expected.Select(row => (Caller: caller, Name: row.Key, Roles: row.Value))), Four, async (one, cancel) =>
        {
            using var program = hub.Program(one.Caller.Key);
            using var request = new HttpRequestMessage(new HttpMethod(one.Name.Split(' ')[0]), ApiTable.At(one.Name));
            using var answer = await program.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            var isKey = KeyRole.All.Contains(one.Caller.Name);
            var mayCall = one.Roles.Split(' ').Contains(one.Caller.Name);
            var right = !isKey ? answer.StatusCode == HttpStatusCode.Unauthorized
                : mayCall ? answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                : answer.StatusCode == HttpStatusCode.Forbidden;
            Note(wrong, right && (int)answer.StatusCode < 500, $"{one.Caller.Name} at {one.Name}: {answer.StatusCode}");
        });
        Nothing(wrong);
    }

    [Theory]
    [InlineData(KeyRole.Counter, "{counter}")]
    public async Task Call_EveryAddressOfAnotherCounterWithTheKeyOfOne_IsRefused(string role, string place)
    {
        using var program = hub.Program(hub.Keys[role]);
        foreach (var name in ApiTable.Expected.Keys.Where(name => name.Contains(place, StringComparison.Ordinal)))
        {
            using var request = new HttpRequestMessage(new HttpMethod(name.Split(' ')[0]), ApiTable.At(name, counter: "2"));
            using var answer = await program.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{name}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Call_TheApiWithTheCookiesOfPeopleAndScreens_IsRefused()
    {
        foreach (var visitor in new[] { await hub.SignedInAsync(Role.Administrator), await hub.SignedInAsync(Role.DutyManager),
            hub.ScreenAt("/demo-small/board/all") })
        {
            foreach (var name in ApiTable.Expected.Keys)
            {
                using var request = new HttpRequestMessage(new HttpMethod(name.Split(' ')[0]), ApiTable.At(name));
                request.Headers.Add("X-Forwarded-For", AttackedHub.FreshAddress());
                using var answer = await visitor.Client.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests,
                    $"{name}: {answer.StatusCode}");
            }
        }
    }

    private Task SweepAsync(string who, Visitor visitor, Func<string, bool> may) => SweepAsync(who, visitor, (_, guard) => may(guard));

    // What is for anybody only has to be answered; everything else opens exactly where the table says.
    private async Task SweepAsync(string who, Visitor visitor, Func<string, string, bool> may)
    {
        var wrong = new ConcurrentBag<string>();
        var asked = AddressTable.Expected.SelectMany(row =>
            new[] { "text/html", "application/json" }.Select(accept => (Pattern: row.Key, Guard: row.Value, Accept: accept)));
        await Parallel.ForEachAsync(asked, Four, async (one, cancel) =>
        {
            using var request = new HttpRequestMessage(MethodOf(one.Pattern), AddressTable.At(one.Pattern));
            request.Headers.Accept.ParseAdd(one.Accept);
            using var answer = await visitor.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            var isForAnybody = one.Guard.Contains(AddressTable.Anybody, StringComparison.Ordinal);
            var letIn = answer.StatusCode is not (HttpStatusCode.Found or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);
            var right = isForAnybody || letIn == may(one.Pattern, one.Guard);
            Note(wrong, right && (int)answer.StatusCode < 500, $"{who} at {one.Pattern} ({one.Accept}): {answer.StatusCode}");
        });
        Nothing(wrong);
    }

    // Asked as it may be asked: what is only posted to is not there for whoever reads, with or without a right.
    private HttpMethod MethodOf(string pattern) => hub.Addresses.Where(address => address.Pattern == pattern)
        .SelectMany(address => address.Methods).Distinct().ToList() is { Count: > 0 } methods && !methods.Contains("GET")
            ? new(methods[0]) : HttpMethod.Get;

    private static void Note(ConcurrentBag<string> wrong, bool right, string what)
    {
        if (!right)
        {
            wrong.Add(what);
        }
    }

    private void Nothing(ConcurrentBag<string> wrong)
    {
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order(StringComparer.Ordinal)));
        hub.HasNoFaults();
    }
}
