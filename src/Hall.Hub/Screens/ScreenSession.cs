using System.Security.Claims;
using System.Text.Encodings.Web;
using Hall.Storage.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Hall.Hub.Screens;

/// <summary>Reads the cookie of an enrolled screen.</summary>
public sealed class ScreenSession(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    ScreenRegister screens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme and of the cookie.</summary>
    public const string SchemeName = "hall-screen";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(3_650);

    /// <summary>Gives a screen its cookie.</summary>
    public static void Give(HttpContext context, string secret) => context.Response.Cookies.Append(SchemeName, secret, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        MaxAge = Kept,
        Path = "/",
    });

    /// <summary>The principal of a screen.</summary>
    public static ClaimsIdentity IdentityOf(Screen screen) =>
        new([new(ClaimTypes.NameIdentifier, screen.Id), new(ClaimTypes.Name, screen.Name), new("hall-place", screen.Path)],
        SchemeName);

    /// <summary>The screen that a principal is, as it is now; null when it is none or was shut out.</summary>
    public static Screen? Of(ScreenRegister screens, ClaimsPrincipal principal) =>
        principal.Identities.FirstOrDefault(identity =>
            identity.AuthenticationType == SchemeName)?.FindFirst(ClaimTypes.NameIdentifier) is { } id
            ? screens.Find(id.Value)
            : null;

    /// <summary>Whether a principal is the screen that is enrolled for this very page.</summary>
    public static bool IsOf(ScreenRegister screens, ClaimsPrincipal principal, string path) =>
        Of(screens, principal) is { } screen && string.Equals(screen.Path, path, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Whoever has another secret is nobody, and no failure: a failure is a line in the log, and anybody can send a cookie.
        return Task.FromResult(Request.Cookies[SchemeName] is { Length: > 0 } secret && screens.FindBySecret(secret) is { } screen
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(IdentityOf(screen)), SchemeName))
            : AuthenticateResult.NoResult());
    }
}
