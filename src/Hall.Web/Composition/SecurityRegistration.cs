using Hall.Hub.Hosting;
using Hall.Hub.Kiosks;
using Hall.Hub.Tokens;
using Hall.Storage.Hosting;
using Hall.Web.Http;
using Hall.Web.Identity;
using Hall.Web.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Hall.Web.Composition;

/// <summary>Puts the hub's guards in place.</summary>
public static class SecurityRegistration
{
    /// <summary>Adds limits, the reading of proxy headers and the warning about plain HTTP.</summary>
    public static IServiceCollection AddHallSecurity(this IServiceCollection services) => services
        .Configure<ForwardedHeadersOptions>(options =>
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto)
        .Configure<KestrelServerOptions>(server =>
            (server.AddServerHeader, server.Limits.MaxRequestBodySize) = (false, BodyGuard.ServerBound))
        .Configure<FormOptions>(forms => forms.MemoryBufferThreshold = BodyBounds.Largest)
        .AddSingleton(provider => new UploadFolder(provider.GetRequiredService<HubOptions>()))
        .AddHostedService<DataFolderOrder>()
        .AddSingleton<HttpsAddress>()
        .AddSingleton<KioskPace>()
        .AddHostedService(provider => provider.GetRequiredService<KioskPace>())
        .AddHallRateLimits()
        .AddHallProtection()
        .AddHostedService<PlainHttpWarning>();

    /// <summary>Guards every address; call it before anything is mapped. A proxy's word counts only when it comes from this
    /// machine.</summary>
    public static WebApplication UseHallSecurity(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseFaultAnswers();
        app.UseSecurityHeaders();
        app.UseHttpsOnly();
        app.UseCookiePolicy(new() { Secure = CookieSecurePolicy.SameAsRequest, MinimumSameSitePolicy = SameSiteMode.Unspecified });
        app.UseSameOrigin();
        app.UseBodyGuard();
        app.UseAuthentication();
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/hubs"),
            api => api.Use(Identify));
        app.UseIdentification();
        app.Use(NoteWhoAsks);
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseFileExports();
        return app;
    }

    // Whoever only watches the hub opens no page and prints no ticket.
    private static Task NoteWhoAsks(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/health") && !context.Request.Path.StartsWithSegments("/metrics"))
        {
            context.RequestServices.GetRequiredService<PublicAddress>().Note(context);
        }

        return next(context);
    }

    // There is no default scheme, because surfaces do not sign in by key; the limits must know the key before the policies ask for it.
    private static async Task Identify(HttpContext context, RequestDelegate next)
    {
        await Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.AuthenticateAsync(context,
            KeyAuthentication.SchemeName);
        await next(context);
    }
}
