using System.Net;
using System.Text.RegularExpressions;
using Hall.Browser.Tests.Hosting;
using Hall.Hub.Accounts;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Security;

namespace Hall.Attack.Tests;

/// <summary>Forms that were not made by this hub for this session, or are sent by somebody else's page, change nothing.</summary>
public sealed partial class FormTests(AttackedHub hub)
{
    private static readonly (string? Origin, string? Site)[] Foreign =
    [
        ("http://evil.example", null), ("null", null), ("http://127.0.0.1:1", null), ("https://127.0.0.1.evil.example", null),
        ("nonsense", null),
        ("http://evil.example", "cross-site"), ("null", "cross-site"), (null, null), ("http://sub.localhost", "same-site"),
        ("own", "cross-site"),
    ];

    [Fact]
    public async Task Post_EveryFormFromAForeignPage_IsRefusedAndChangesNothing()
    {
        var administrator = await hub.SignInAsync(Role.Administrator);
        var own = $"http://{hub.Process.Address.Authority}";
        var (rows, found) = (Rows(), new List<string>());
        foreach (var address in FormsOf(hub).Where(address =>
            !address.IsApi && !address.Pattern.StartsWith("/api/", StringComparison.Ordinal)))
        {
            foreach (var (origin, site) in Foreign.Where(foreign => foreign.Origin is not null))
            {
                using var request = new HttpRequestMessage(HttpMethod.Post,
                    AddressTable.At(address.Pattern)) { Content = new FormUrlEncodedContent([new("a", "b")]) };
                request.Headers.TryAddWithoutValidation("Origin", origin == "own" ? own : origin);
                if (site is not null)
                {
                    request.Headers.Add("Sec-Fetch-Site", site);
                }

                using var answer = await administrator.Client.SendAsync(request, TestContext.Current.CancellationToken);
                if (answer.StatusCode != HttpStatusCode.Forbidden)
                {
                    found.Add($"{address.Pattern} from {origin} ({site}): {answer.StatusCode}");
                }
            }
        }

        Assert.Equal([], found);
        Assert.Equal(rows, Rows());
        using var still = await administrator.GetAsync("/demo-small/manager");
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("invented")]
    [InlineData("of another session")]
    public async Task Post_EveryFormWithoutItsOwnToken_ChangesNothing(string token)
    {
        var administrator = await hub.SignInAsync(Role.Administrator);
        var others = Token().Match(await (await hub.SignedInAsync(Role.DutyManager)).ReadAsync("/password")).Groups[1].Value;
        Assert.NotEmpty(others);
        (string, string)[] sent = token switch { "none" => [], "invented" => [("__RequestVerificationToken", new string('A', 120))], _ =>
            [("__RequestVerificationToken", others)] };
        var rows = Rows();
        foreach (var address in FormsOf(hub).Where(address => !address.IsApi))
        {
            using var answer = await administrator.PostAsync(AddressTable.At(address.Pattern),
                [.. sent, ("who", Role.Administrator), ("secret", PeopleHub.Password), ("session", "others"), ("old", PeopleHub.Password),
                    ("fresh", "a new good sentence"), ("again", "a new good sentence")]);
            Assert.True((int)answer.StatusCode < 500, $"{address.Pattern}: {answer.StatusCode}");
        }

        Assert.Equal(rows, Rows());
        using var still = await administrator.GetAsync("/demo-small/manager");
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        hub.HasNoFaults();
    }

    [Fact]
    public async Task Post_ACitizensFormFromAForeignPage_LeavesTheTicket()
    {
        var ticket = await Ticket.IssueAsync(hub);
        foreach (var (origin, site) in Foreign.Where(foreign => foreign is not { Origin: null, Site: null }))
        {
            foreach (var action in new[] { "leave", "later", "rate", "complain", "add", "contact" })
            {
                using var phone = hub.Program(null);
                using var request = new HttpRequestMessage(HttpMethod.Post,
                    $"{ticket.Path}/{action}") { Content = new FormUrlEncodedContent([new("places", "1"), new("title", "a"),
                    new("content", "b")]) };
                request.Headers.TryAddWithoutValidation("Origin", origin == "own" ? $"http://{hub.Process.Address.Authority}" : origin);
                request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site);
                using var answer = await phone.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{action} from {origin} ({site}): {answer.StatusCode}");
            }
        }

        Assert.Equal("waiting", await ticket.StateAsync(hub));
    }

    /// <summary>Every address that takes a form.</summary>
    internal static IEnumerable<ListedAddress> FormsOf(AttackedHub hub) =>
        hub.Addresses.Where(address => address.Methods.Count == 0 || address.Methods.Contains("POST"))
            .Where(address => !address.Pattern.StartsWith("/_blazor", StringComparison.Ordinal));

    private (long Audit, long Sessions, long Journal, long Complaints) Rows() =>
        (hub.Rows("people.db", "audit"), hub.Rows("people.db", "sessions"), hub.Rows("hall.db", "journal"),
            hub.Rows("care.db", "complaints"));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
