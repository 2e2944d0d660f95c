using System.Security.Claims;
using Hall.Hub.Accounts;
using Hall.Storage.People;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Hall.Hub.Identity;

/// <summary>
/// The cookie of a person's session: it names the person, the stamp it was made under and the session at the hub. Session and roles are
/// looked up at each request.
/// </summary>
public static class StaffSession
{
    /// <summary>Name of the scheme and of the cookie.</summary>
    public const string Scheme = "hall-staff";

    /// <summary>Claim with the person's stamp at sign-in.</summary>
    public const string StampClaim = "hall-stamp";

    /// <summary>Claim that says how the person signed in: <c>password</c>, <c>card</c>, <c>old-pin</c> or <c>openid</c>.</summary>
    public const string HowClaim = "hall-how";

    /// <summary>Claim with the identifier of the session at the hub.</summary>
    public const string SessionClaim = "hall-session";

    /// <summary>Item of a request whose cookie is of a session that is over or locked: the session's identifier.</summary>
    public const string EndedItem = "hall-ended-session";

    /// <summary>Claim with the person's name.</summary>
    public const string NameClaim = "hall-name";

    /// <summary>The principal of a person as they are now.</summary>
    /// <param name="person">The person.</param>
    /// <param name="how">How they signed in.</param>
    /// <param name="session">The session's identifier.</param>
    public static ClaimsPrincipal PrincipalOf(RegisteredPerson person, string how, string session)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, person.Id), new(ClaimTypes.Name, person.Staff), new(NameClaim, person.Name),
            new(StampClaim, person.Stamp), new(HowClaim, how), new(SessionClaim, session),
        ];

        // A card and a PIN of a few digits open a counter and nothing else; a forced change of password comes before everything.
        var roles = (person.MustChangePassword && how == SignInWay.Password) || how == SignInWay.OldPin ? []
            : how == SignInWay.Card ? person.Roles.Where(role => role == Role.Teller) : person.Roles;
        claims.AddRange(roles.Select(role => new Claim(ClaimTypes.Role, role)));
        return new(new ClaimsIdentity(claims, Scheme));
    }

    /// <summary>The session of the same person with the roles of now; null when it is over.</summary>
    public static ClaimsPrincipal? Renewed(PeopleRegister register, ClaimsPrincipal principal) =>
        register.Of(principal) is { } person
            ? PrincipalOf(person, principal.FindFirstValue(HowClaim) ?? "", principal.FindFirstValue(SessionClaim) ?? "")
            : null;

    /// <summary>How the cookie behaves.</summary>
    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Scheme;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

        // The session at the hub decides when it is over; the cookie only has to live as long.
        options.ExpireTimeSpan = SessionRegister.Longest;
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = context =>
        {
            var register = context.HttpContext.RequestServices.GetRequiredService<PeopleRegister>();
            var idle = context.HttpContext.RequestServices.GetRequiredService<SessionIdle>();
            if (context.Principal is { } principal && Renewed(register, principal) is { } renewed
                && MayGoOn(context.HttpContext, idle, principal))
            {
                context.HttpContext.RequestServices.GetRequiredService<SessionRegister>().Note(principal.FindFirstValue(SessionClaim)!);
                context.ReplacePrincipal(renewed);
            }
            else
            {
                // Whoever holds the cookie of a session that has ended may be told why.
                context.HttpContext.Items[EndedItem] = context.Principal?.FindFirstValue(SessionClaim);
                context.RejectPrincipal();
            }

            return Task.CompletedTask;
        };
    }

    // A locked session shows what only watches and asks for nothing else; a page that is opened is a touch.
    private static bool MayGoOn(HttpContext context, SessionIdle idle, ClaimsPrincipal principal)
    {
        var path = context.Request.Path.Value ?? "/";
        if (idle.IsLocked(principal))
        {
            return HttpMethods.IsGet(context.Request.Method)
                ? SessionIdle.OnlyWatches(path) || context.Request.Path.StartsWithSegments("/_blazor")
                    || context.Request.Path.StartsWithSegments("/photo")
                : context.Request.Path.StartsWithSegments("/_blazor");
        }

        if (context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            idle.Touch(principal.FindFirstValue(SessionClaim)!);
        }

        return true;
    }
}

/// <summary>How somebody signed in.</summary>
public static class SignInWay
{
    /// <summary>Staff number and password.</summary>
    public const string Password = "password";

    /// <summary>Card number and PIN.</summary>
    public const string Card = "card";

    /// <summary>Card number and a PIN that is shorter than a PIN has to be; opens nothing but the page where it is replaced.</summary>
    public const string OldPin = "old-pin";

    /// <summary>At another identity provider.</summary>
    public const string OpenId = "openid";
}
