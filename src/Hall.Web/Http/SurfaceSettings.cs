using Hall.Web.Wording;

namespace Hall.Web.Http;

/// <summary>What a page's address and cookies say about how it is shown.</summary>
/// <param name="Language"><c>zh-CN</c> or <c>en</c>.</param>
/// <param name="Theme"><c>light</c>, <c>dark</c>, or null to follow the browser.</param>
/// <param name="BaseUrl">What links that leave the page begin with, such as the one in a QR code; ends without a slash.</param>
/// <param name="From">The address of the machine that asked.</param>
/// <param name="Browser">What its browser calls itself, at most 200 characters.</param>
/// <param name="Look">How the reader wants pages to look.</param>
public sealed record SurfaceSettings(string Language = Words.Chinese, string? Theme = null, string BaseUrl = "", string From = "",
    string Browser = "", Look? Look = null)
{
    private const string LanguageCookie = "hall-lang";
    private static readonly PathString[] Doors = ["/sign-in", "/setup", "/screen", "/password", "/pin", "/refused"];

    /// <summary>Reads them from a request; a language asked for in the address is remembered in a cookie.</summary>
    public static SurfaceSettings Of(HttpContext context)
    {
        var asked = context.Request.Query["lang"].ToString();
        if (asked.Length > 0 && !context.Response.HasStarted)
        {
            context.Response.Cookies.Append(LanguageCookie, Words.Known(asked), new CookieOptions
            {
                SameSite = SameSiteMode.Strict,
                HttpOnly = true,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365),
            });
        }

        var language = Words.Known(asked.Length > 0 ? asked : context.Request.Cookies[LanguageCookie] ?? OfBrowser(context));
        var look = Look.Of(context);
        return new(language, look.Theme, $"{context.Request.Scheme}://{context.Request.Host}", AddressOf(context),
            Shortened(context.Request.Headers.UserAgent.ToString()), look);
    }

    // A screen in the hall speaks the hall's language first, whatever its browser was set to; the doors speak the visitor's.
    private static string? OfBrowser(HttpContext context)
    {
        var path = context.Request.Path;
        return !path.HasValue || path == "/" || Doors.Any(door => path.StartsWithSegments(door))
            ? context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
                .Select(language => language.Value.ToString())
                .FirstOrDefault(language => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase)
                    || language.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            : null;
    }

    /// <summary>The address of the machine that asks, after what a proxy says.</summary>
    public static string AddressOf(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : "";

    private static string Shortened(string agent) => agent.Length > 200 ? agent[..200] : agent;

    /// <summary>Whether the reader chose the language, now or before.</summary>
    public static bool IsChosen(HttpContext context) =>
        context.Request.Query.ContainsKey("lang") || context.Request.Cookies.ContainsKey(LanguageCookie);
}
