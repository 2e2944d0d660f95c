using System.Text.Encodings.Web;
using Hall.Hub.Hosting;
using Hall.Hub.Keys;
using Hall.Storage.Alerts;
using Hall.Storage.Hosting;
using Hall.Storage.Keys;
using Hall.Web.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Hall.Web.Identity;

/// <summary>Reads <c>Authorization: Bearer KEY</c>. It speaks for programs only; the surfaces do not go through it.</summary>
internal sealed class KeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    KeyRing ring)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = RequestKey.Scheme;

    private const string Prefix = "Bearer ";

    /// <inheritdoc />
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        if (ring.Find(header[Prefix.Length..].Trim()) is not { } holder)
        {
            return Task.FromResult(AuthenticateResult.Fail("The key is not valid."));
        }

        RequestKey.Keep(Context, holder.Key);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(holder.Principal, SchemeName)));
    }

    /// <inheritdoc />
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.WriteAsync(Context, ApiCode.NoKey);
    }

    /// <inheritdoc />
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problems.WriteAsync(Context, ApiCode.WrongRole);
}

/// <summary>Puts keys into a hub.</summary>
public static class KeyRegistration
{
    /// <summary>Adds the keys of the data folder and a policy per set of roles.</summary>
    public static IServiceCollection AddHallKeys(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
            new KeyStore(provider.GetRequiredService<HubOptions>().DataFolder, provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<RowGuard>()));
        services.AddSingleton<KeyRing>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
        services.AddAuthorization();
        return services;
    }

    /// <summary>Lets only keys of these roles in.</summary>
    public static TBuilder RequireKey<TBuilder>(this TBuilder builder, params string[] roles) where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(policy =>
            policy.AddAuthenticationSchemes(KeyAuthentication.SchemeName).RequireAuthenticatedUser().RequireRole(roles));
}
