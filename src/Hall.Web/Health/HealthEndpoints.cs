using Hall.Hub.Keys;
using Hall.Hub.Engine;
using Hall.Hub.Network;
using Hall.Storage.Alerts;
using Hall.Storage.Keys;
using Hall.Web.Http;
using Hall.Web.Identity;
using Microsoft.AspNetCore.Authentication;

namespace Hall.Web.Health;

/// <summary>How the hub is: for supervisors, dashboards and programmers.</summary>
public static class HealthEndpoints
{
    /// <summary>Adds the numbers and the API's description.</summary>
    public static IServiceCollection AddHallHealth(this IServiceCollection services) =>
        services.AddSingleton<HubMetrics>().AddOpenApi(ApiDescription.Describe);

    /// <summary>Maps <c>/health</c> for everybody, <c>/metrics</c> and <c>/openapi</c> for this machine and managers' keys.</summary>
    public static void MapHallHealth(this WebApplication app)
    {
        app.Services.GetRequiredService<HubMetrics>();
        app.MapGet("/health/live", () => Results.Text("live")).ExcludeFromDescription().AllowAnonymous();
        app.MapGet("/health/ready", (HallDirectory halls, HubAlerts alerts) =>
            halls.Engines.Any() && alerts.All.All(alert => alert.Kind != AlertKind.JournalUnavailable)
                ? Results.Text("ready")
                : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable)).ExcludeFromDescription().AllowAnonymous();
        app.MapGet("/metrics", (HubMetrics metrics) => Results.Text(metrics.Write(), "text/plain; version=0.0.4"))
            .ExcludeFromDescription().AllowAnonymous().AddEndpointFilter(LocalOrManager);
        app.MapOpenApi().AllowAnonymous().Add(Guarded);
    }

    private static async ValueTask<object?> LocalOrManager(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        if (await MayReadAsync(invocation.HttpContext))
        {
            return await next(invocation);
        }

        await RefuseAsync(invocation.HttpContext);
        return Results.Empty;
    }

    private static void Guarded(EndpointBuilder endpoint)
    {
        var inner = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = async context => await (await MayReadAsync(context) ? inner(context) : RefuseAsync(context));
    }

    private static async Task<bool> MayReadAsync(HttpContext context) =>
        Loopback.IsLocal(context)
        || (await context.AuthenticateAsync(KeyAuthentication.SchemeName)).Principal?.IsInRole(KeyRole.Manager) == true;

    private static Task RefuseAsync(HttpContext context) =>
        Problems.WriteAsync(context, RequestKey.Of(context) is null ? ApiCode.NoKey : ApiCode.WrongRole);
}
