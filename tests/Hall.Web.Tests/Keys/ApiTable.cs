using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace Hall.Web.Tests.Keys;

/// <summary>Which roles of keys every address of the API is for, by <c>METHOD PATH</c>.</summary>
internal static class ApiTable
{
    /// <summary>The hall's address.</summary>
    public const string H = "/api/v1/halls/{hall}";
    private const string Staff = "counter integration manager";
    private const string Office = "integration manager";
    private const string Desk = "integration kiosk manager";
    private const string Screen = "board integration manager";

    // Who may call what: an endpoint that is missing here, or guarded otherwise, fails the test.
    public static IReadOnlyDictionary<string, string> Expected { get; } = new Dictionary<string, string>
    {
        ["GET /api/v1/halls"] = "board counter integration kiosk manager",
        [$"GET {H}"] = Screen,
        [$"GET {H}/events"] = Screen,
        [$"GET {H}/services"] = Desk,
        [$"GET {H}/tickets"] = Desk,
        [$"GET {H}/tickets/{{ticketId}}"] = Desk,
        [$"GET {H}/tickets/{{ticketId}}/calls"] = Office,
        [$"GET {H}/dispatch"] = Office,
        [$"GET {H}/forecasts/quality"] = Office,
        [$"POST {H}/dispatch"] = "manager",
        [$"POST {H}/tickets"] = Desk,
        [$"POST {H}/tickets/{{ticketId}}/abandon"] = Office,
        [$"POST {H}/tickets/{{ticketId}}/postpone"] = Office,
        [$"POST {H}/tickets/{{ticketId}}/add-service"] = Office,
        [$"POST {H}/tickets/{{ticketId}}/priority"] = Office,
        [$"POST {H}/tickets/{{ticketId}}/rejoin"] = Office,
        [$"POST {H}/tickets/{{ticketId}}/reprint"] = Office,
        [$"POST {H}/visits/{{ticketId}}/feedback"] = Office,
        [$"GET {H}/counters/{{counter}}/queue"] = Staff,
        [$"POST {H}/counters/{{counter}}/open"] = Staff,
        [$"POST {H}/counters/{{counter}}/pause"] = Staff,
        [$"POST {H}/counters/{{counter}}/resume"] = Staff,
        [$"POST {H}/counters/{{counter}}/close"] = Staff,
        [$"POST {H}/counters/{{counter}}/call-next"] = Staff,
        [$"POST {H}/counters/{{counter}}/call"] = Staff,
        [$"POST {H}/counters/{{counter}}/recall"] = Staff,
        [$"POST {H}/counters/{{counter}}/start"] = Staff,
        [$"POST {H}/counters/{{counter}}/complete"] = Staff,
        [$"POST {H}/counters/{{counter}}/check-holder"] = Staff,
        [$"POST {H}/counters/{{counter}}/no-show"] = Staff,
        [$"POST {H}/counters/{{counter}}/hold"] = Staff,
        [$"POST {H}/counters/{{counter}}/undo"] = Staff,
        [$"POST {H}/counters/{{counter}}/note"] = Staff,
        [$"POST {H}/counters/{{counter}}/return"] = Staff,
        [$"POST {H}/counters/{{counter}}/transfer"] = Staff,
    };

    public static string NameOf(RouteEndpoint endpoint) =>
        $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {endpoint.RoutePattern.RawText!.TrimEnd('/')}";

    public static string RolesOf(RouteEndpoint endpoint) => string.Join(' ', endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>()
        .SelectMany(policy => policy.Requirements.OfType<RolesAuthorizationRequirement>()).SelectMany(roles => roles.AllowedRoles)
        .Order(StringComparer.Ordinal));

    /// <summary>An address that exists, of a row of the table.</summary>
    public static string At(string name, string hall = "demo-small", string counter = "1") => name.Split(' ')[1]
        .Replace("{hall}", hall, StringComparison.Ordinal).Replace("{ticketId}", "1", StringComparison.Ordinal)
        .Replace("{counter}", counter, StringComparison.Ordinal);
}
