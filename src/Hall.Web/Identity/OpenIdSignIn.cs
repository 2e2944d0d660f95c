using Hall.Hub.Hosting;
using Hall.Web.Http;
using Hall.Hub.Identity;
using Hall.Storage.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Hall.Web.Identity;

/// <summary>
/// Signing in at an organisation's own identity provider, by the authorization code flow with PKCE. It only says who somebody
/// is: an account has to exist here that is bound to that identity, or may be (<see cref="OpenIdBindings"/>), and its roles are those of
/// this hub.
/// </summary>
public static class OpenIdSignIn
{
    /// <summary>Name of the scheme.</summary>
    public const string Scheme = "hall-openid";

    /// <summary>Adds it when a provider is set.</summary>
    public static AuthenticationBuilder AddOpenId(this AuthenticationBuilder builder, OpenIdOptions? provider) => provider is null ? builder
        : builder.AddOpenIdConnect(Scheme, options => Configure(options, provider));

    private static void Configure(OpenIdConnectOptions options, OpenIdOptions provider)
    {
        options.Authority = provider.Authority;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.SignInScheme = StaffSession.Scheme;
        options.CallbackPath = "/sign-in/openid/back";
        options.ResponseType = OpenIdConnectResponseType.Code;

        // By query and not by form, so that the cookies of the way back may be as strict as navigation allows.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.RequireHttpsMetadata = !(Uri.TryCreate(provider.Authority, UriKind.Absolute, out var authority) && authority.IsLoopback);
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }

        options.Events.OnTokenValidated = async context =>
        {
            var bindings = context.HttpContext.RequestServices.GetRequiredService<OpenIdBindings>();
            var (issuer, subject) = (context.SecurityToken.Issuer, context.SecurityToken.Subject);
            if (issuer is not { Length: > 0 } || subject is not { Length: > 0 }
                || await bindings.FindAsync(issuer, subject, context.Principal?.FindFirst(provider.StaffClaim)?.Value) is not { } person)
            {
                context.Fail("No account is bound to this identity, and none of this staff number may be bound.");
                return;
            }

            context.Principal = await context.HttpContext.RequestServices.GetRequiredService<SessionRegister>()
                .BeginAsync(person, SignInWay.OpenId, SurfaceSettings.AddressOf(context.HttpContext),
                    context.Request.Headers.UserAgent.ToString());
        };
        options.Events.OnRemoteFailure = context =>
        {
            context.Response.Redirect("/sign-in?failed=openid");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }
}
