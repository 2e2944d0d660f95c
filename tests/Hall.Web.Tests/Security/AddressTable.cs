using System.Text.RegularExpressions;
using Hall.Hub.Accounts;
using Hall.Storage.Keys;
using Hall.Web.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace Hall.Web.Tests.Security;

/// <summary>For whom every address beside the API is. The API's own table is <see cref="Keys.ApiTable"/>.</summary>
internal static partial class AddressTable
{
    internal const string Anybody = "anybody";
    internal const string Somebody = "somebody";
    internal const string Screen = "screen";

    // An address that is missing here, or guarded otherwise, fails the test: whoever adds one writes down for whom it is.
    public static IReadOnlyDictionary<string, string> Expected { get; } = new Dictionary<string, string>
    {
        ["/health/live"] = Anybody,
        ["/health/ready"] = Anybody,
        ["/metrics"] = Anybody, // Its own filter asks for loopback or a manager's key; ForwardedHeaderTests holds that.
        ["/openapi/{documentName}.json"] = Anybody, // Likewise.
        ["/api/{**rest}"] = Anybody,
        ["/t/{token}"] = Anybody,
        ["/t/{token}/events"] = Anybody,
        ["/t/{token}/{action}"] = Anybody,
        ["/c/{hall}/{number}/{proof}"] = Anybody,
        ["/phone.styles.css"] = Anybody, // Like every sheet; this one is put together of another.
        ["/look"] = Anybody, // Cookies about looks, nothing else.
        ["/sign-in"] = Anybody,
        ["/sign-in/openid"] = Anybody,
        ["/sign-out"] = Anybody,
        ["/screen"] = Anybody,
        ["/hand-over"] = Anybody,
        ["/refused"] = Anybody,
        ["/setup"] = $"{Anybody} {Permission.ConfigurationPublish}",
        ["/setup/{secret}"] = Anybody,
        ["/setup/sheet"] = Permission.ConfigurationPublish,
        ["/setup/template.xlsx"] = Permission.ConfigurationEdit,
        ["/password"] = Somebody,
        ["/pin"] = Somebody,
        ["/sessions"] = Somebody,
        ["/sessions/active"] = Anybody, // The cookie of a session that is locked signs nobody in; SessionIdleTests holds what it may.
        ["/sessions/resume"] = Anybody,
        ["/console/account/{act}"] = Anybody, // The hub's own computer, by a token from the data folder; SignInTests holds that.
        ["/console/erase"] = Anybody, // The same; ErasureTests holds that.
        ["/photo/{staff}"] = Somebody,
        ["/"] = PersonRequirement.Policy,
        ["/home"] = PersonRequirement.Policy,
        ["/{hall}/voice/{loudspeaker}/{sequence:long}.wav"] = Somebody,
        ["/{hall}/voice/pages/{page}"] = Somebody, // The page's name is 128 random bits that only the page and the hub know.
        ["/{hall}/voice/pages/{page}/sound"] = Somebody,
        ["/{hall}/desk"] = Permission.MatterDesk,
        ["/{hall}/manager/matters"] = Permission.MatterRead,
        ["/{hall}/manager/matters/{number}"] = Permission.MatterRead,
        ["/{hall}/manager/roster"] = Permission.RosterEdit,
        ["/{hall}/kiosk/{id}"] = Screen,
        ["/{hall}/kiosk/{id}/speech/{language}/{kind}/{key}"] = Screen,
        ["/{hall}/board/{board}"] = Screen,
        ["/{hall}/board/{board}/plain"] = Screen,
        ["/{hall}/board/{board}/picture"] = Screen,
        ["/{hall}/board/{board}/stream"] = Screen,
        ["/{hall}/board/{board}/month"] = Screen,
        ["/{hall}/window/{counter}"] = Screen,
        ["/{hall}/pad/{counter}"] = Screen,
        ["/{hall}/counter/{counter}"] = Permission.CounterServe,
        ["/{hall}/counter/{counter}/small"] = Permission.CounterServe,
        ["/{hall}/counter/{counter}/small/stream"] = Permission.CounterServe,
        ["/{hall}/counter/{counter}/small/{act}"] = Permission.CounterServe,
        ["/{hall}/counter/{counter}/told-once"] = Permission.CounterServe,
        ["/{hall}/my-figures"] = Permission.CounterServe,
        ["/{hall}/counters"] = Permission.CounterServe,
        ["/{hall}/manager/window-notes"] = Permission.HallSteer,
        ["/{hall}/manager/counter/{counter}"] = Permission.HallWatch,
        ["/{hall}/issue"] = Permission.TicketIssue,
        ["/{hall}/manager"] = Permission.HallWatch,
        ["/{hall}/manager/devices"] = Permission.HallWatch,
        ["/{hall}/manager/tickets"] = Permission.HallWatch,
        ["/{hall}/manager/audit"] = Permission.AuditRead,
        ["/{hall}/manager/audit/export"] = Permission.AuditRead,
        ["/{hall}/manager/balance"] = Permission.HallWatch,
        ["/{hall}/manager/people"] = Permission.PeopleRead,
        ["/{hall}/manager/cases"] = Permission.CasesRead,
        ["/{hall}/manager/cases/{number}"] = Permission.CasesRead,
        ["/{hall}/manager/complaints/{number}"] = Permission.CasesRead,
        ["/{hall}/manager/satisfaction"] = Permission.RatingsRead,
        ["/{hall}/manager/satisfaction/rows"] = Permission.RatingsRead,
        ["/{hall}/manager/satisfaction/rows.{format}"] = Permission.RatingsRead,
        ["/{hall}/manager/satisfaction/odd.{format}"] = Permission.OddRatingsRead,
        ["/{hall}/manager/satisfaction/table.{format}"] = Permission.RatingsRead,
        ["/{hall}/manager/satisfaction/exchange/{form}.{format}"] = Permission.RatingsRead,
        ["/{hall}/manager/screens"] = Permission.ScreensRead,
        ["/{hall}/manager/dispatch"] = Permission.HallWatch,
        ["/{hall}/manager/staffing"] = Permission.HallWatch,
        ["/{hall}/manager/past"] = Permission.HallWatch,
        ["/{hall}/manager/configuration"] = Permission.ConfigurationRead,
        ["/{hall}/manager/configuration.json"] = Permission.ConfigurationRead,
        ["/{hall}/manager/staffing.csv"] = Permission.HallWatch,
        ["/{hall}/manager/staffing.xlsx"] = Permission.HallWatch,
        ["/hubs/devices"] = $"key {KeyRole.Agent}",
        ["/hubs/devices/negotiate"] = $"key {KeyRole.Agent}",
        ["/_blazor"] = Somebody,
        ["/_blazor/negotiate"] = Somebody,
        ["/_blazor/disconnect"] = Somebody,
        ["/_blazor/initializers"] = Somebody,
        ["/_framework/opaque-redirect"] = Somebody,
        ["/{**path:file}"] = Somebody,
    };

    public static string PathOf(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText!.Trim('/')}";

    // What says nothing falls to the rule for what nobody thought of: somebody who is known.
    public static string GuardOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? Anybody
        : endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).OfType<string>().SingleOrDefault()
        ?? (endpoint.Metadata.GetMetadata<AuthorizationPolicy>()?.Requirements.OfType<RolesAuthorizationRequirement>().Single() is { } roles
            ? $"key {string.Join(' ', roles.AllowedRoles)}" : Somebody);

    public static string At(string pattern) => Place().Replace(pattern, place => place.Groups[1].Value switch
    {
        "hall" => "demo-small",
        "board" => "all",
        "format" => "csv",
        "**path" => "nothing.txt",
        _ => "1",
    });

    [GeneratedRegex(@"\{([A-Za-z*]+)[^}]*\}")]
    private static partial Regex Place();
}
