using Hall.Web.Api;
using Hall.Web.Http;
using Hall.Web.Identity;

namespace Hall.Web.Composition;

/// <summary>Puts the HTTP API into a hub.</summary>
public static class ApiRegistration
{
    /// <summary>Adds keys and what the endpoints need.</summary>
    public static IServiceCollection AddHallApi(this IServiceCollection services) => services.AddHallKeys();

    /// <summary>Maps the API under <c>/api/v1</c>.</summary>
    public static WebApplication MapHallApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        var hall = api.MapGroup("/halls/{hall}");
        HallEndpoints.Map(api, hall);
        TicketEndpoints.Map(hall);
        CounterEndpoints.Map(hall);
        DispatchEndpoints.Map(hall);
        app.Map("/api/{**rest}", (RequestDelegate)(http => Problems.WriteAsync(http, ApiCode.UnknownAddress))).ExcludeFromDescription()
            .AllowAnonymous();
        return app;
    }
}
