using System.Security.Cryptography;

namespace Hall.Web.Security;

/// <summary>Headers that every answer carries. Scripts run only from this hub with the nonce of the answer; never inline, never by eval.</summary>
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
        headers.ContentSecurityPolicy = PolicyWith(nonce);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        return next(context);
    });

    // MudBlazor places its popovers by inline styles; scripts have no such need.
    private static string PolicyWith(string nonce) =>
        $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self' ws: wss:; media-src 'self' blob:; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";
}
