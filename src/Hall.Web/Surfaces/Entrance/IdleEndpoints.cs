using System.Security.Claims;
using Hall.Core.Engine;
using Hall.Hub.Identity;
using Hall.Storage.People;
using Hall.Web.Identity;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace Hall.Web.Surfaces.Entrance;

/// <summary>What <c>hall-idle.js</c> asks: whether the session still takes acts, and, once it is locked, to go on with the
/// password.</summary>
public static class IdleEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapIdle(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/sessions").AllowAnonymous().ExcludeFromDescription();
        own.MapPost("/active", (HttpContext context, SessionIdle idle, PeopleRegister people) =>
        {
            if (TicketOf(context) is not { } who || people.Of(who) is null)
            {
                return Results.StatusCode(StatusCodes.Status401Unauthorized);
            }

            if (idle.IsLocked(who))
            {
                return Results.StatusCode(StatusCodes.Status423Locked);
            }

            idle.Touch(who.FindFirstValue(StaffSession.SessionClaim)!);
            return Results.NoContent();
        });
        own.MapPost("/resume", ResumeAsync);
    }

    private static async Task<IResult> ResumeAsync(HttpContext context, SessionIdle idle, PeopleRegister people, PeopleStore store,
        StaffSignIn door, MachineCookie machine)
    {
        if (TicketOf(context) is not { } who || people.Of(who) is not { } person || !context.Request.HasFormContentType)
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var name = person.Staff;
        if (who.FindFirstValue(StaffSession.HowClaim) is SignInWay.Card or SignInWay.OldPin)
        {
            name = store.Read(rows => rows.Users.Where(row => row.Id == person.Id).Select(row => row.Card).SingleOrDefault()) ?? name;
        }

        try
        {
            if ((await door.TryAsync(name, form["secret"].ToString(), machine.PlaceOf(context))).Person?.Id != person.Id)
            {
                return Results.StatusCode(StatusCodes.Status403Forbidden);
            }
        }
        catch (JournalUnavailableException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        idle.Touch(who.FindFirstValue(StaffSession.SessionClaim)!);
        return Results.NoContent();
    }

    // The cookie of a locked session signs nobody in; here it only says whose it is.
    private static ClaimsPrincipal? TicketOf(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(StaffSession.Scheme);
        return options.CookieManager.GetRequestCookie(context, StaffSession.Scheme) is { } cookie
            ? options.TicketDataFormat.Unprotect(cookie)?.Principal
            : null;
    }
}
