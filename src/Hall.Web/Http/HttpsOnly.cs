using System.Globalization;
using Hall.Hub.Network;
using Microsoft.AspNetCore.Http.Extensions;

namespace Hall.Web.Http;

/// <summary>Marks an answer that lasts as long as somebody listens: it is not led elsewhere, and is counted apart.</summary>
public sealed class LastingAnswer
{
    /// <summary>The mark.</summary>
    public static readonly LastingAnswer Mark = new();
}

/// <summary>
/// Where the hub has a certificate, other machines are served by HTTPS only: whoever opens a page is led there, programs are told, because
/// they have sent their key in the clear already. This machine, health and figures stay as they are.
/// </summary>
public static class HttpsOnly
{
    private static readonly PathString[] Open = ["/health", "/metrics"];
    private static readonly PathString[] Programs = ["/api", "/hubs", "/_blazor"];
    private static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    // No sub-domains and no preloading: the hub knows nothing of its neighbours.
    private static readonly string Strict = string.Create(CultureInfo.InvariantCulture, $"max-age={(long)Kept.TotalSeconds}");

    /// <summary>Leads to HTTPS; call it before anything is answered.</summary>
    public static IApplicationBuilder UseHttpsOnly(this IApplicationBuilder app)
    {
        var secure = app.ApplicationServices.GetRequiredService<HttpsAddress>();
        return app.Use((context, next) =>
        {
            if (secure.Port is not { } port)
            {
                return next(context);
            }

            if (context.Request.IsHttps)
            {
                if (!Loopback.IsLocal(context))
                {
                    context.Response.Headers.StrictTransportSecurity = Strict;
                }

                return next(context);
            }

            return Loopback.IsFromHere(context) || Open.Any(path => context.Request.Path.StartsWithSegments(path))
                ? next(context)
                : LeadAsync(context, port);
        });
    }

    private static Task LeadAsync(HttpContext context, int port)
    {
        var request = context.Request;
        var isPage = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Host.HasValue
            && !Programs.Any(path => request.Path.StartsWithSegments(path))
            && context.GetEndpoint()?.Metadata.GetMetadata<LastingAnswer>() is null;
        if (!isPage)
        {
            return Problems.WriteAsync(context, ApiCode.HttpsRequired);
        }

        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        var host = port == 443 ? new HostString(request.Host.Host) : new HostString(request.Host.Host, port);
        context.Response.Headers.Location = UriHelper.BuildAbsolute(Uri.UriSchemeHttps, host, request.PathBase, request.Path,
            request.QueryString);
        return Task.CompletedTask;
    }
}
