using System.Security.Cryptography;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.StaticAssets;

namespace Hall.Web.Security;

/// <summary>
/// Headers that every answer carries. Scripts run only from this hub with the nonce of the answer, never inline, never by eval, and speak
/// to this hub only; styles come from this hub's sheets, but for pages of staff; nothing but fingerprinted assets is kept by anybody on the
/// way unless its address says so.
/// </summary>
public static class SecurityHeaders
{
    private const string NonceItem = "csp-nonce";
    private const int NonceLength = 16;

    /// <summary>Adds the headers before anything is written.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceLength));
        context.Items[NonceItem] = nonce;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PolicyWith(nonce, IsStaffPage(context), FramedBySelf.Is(context));
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        {
            // Unless whoever answers says otherwise, as sounds and photographs do. In these words, because the framework's own warn of
            // others.
            headers.CacheControl = "no-cache, no-store";
        }

        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        return next(context);
    });

    // The component library paints its theme and places its popovers by inline styles; scripts have no such need.
    private static string PolicyWith(string nonce, bool isStaffPage, bool isFramed) =>
        $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self'{(isStaffPage ? " 'unsafe-inline'" : "")}; img-src "
            + "'self' data:; "
        + "font-src 'self' data:; connect-src 'self'; media-src 'self' blob:; object-src 'none'; "
        + $"frame-ancestors {(isFramed ? "'self'" : "'none'")}; base-uri 'self'; form-action 'self'";

    private static bool IsStaffPage(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null && !HelpPages.IsPublic(context.Request.Path);
}
