using Hall.Web.Http;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Help;

/// <summary>Keeps how a reader wants pages to look.</summary>
public static class LookEndpoints
{
    /// <summary>Maps <c>/look</c>: it sets cookies about looks only, so that a plain link may do it.</summary>
    public static void MapLook(this IEndpointRouteBuilder routes) => routes.MapGet("/look", Keep).AllowAnonymous().ExcludeFromDescription();

    private static SeeOther Keep(HttpContext context, string? returnUrl)
    {
        foreach (var (name, values) in HelpPages.Looks)
        {
            var asked = context.Request.Query[name].ToString();
            if (asked == values[0])
            {
                context.Response.Cookies.Delete(Look.CookieOf(name));
            }
            else if (values.Contains(asked))
            {
                context.Response.Cookies.Append(Look.CookieOf(name), asked, new CookieOptions
                {
                    SameSite = SameSiteMode.Strict,
                    HttpOnly = true,
                    Secure = context.Request.IsHttps,
                    MaxAge = TimeSpan.FromDays(365),
                });
            }
        }

        return SeeOther.To(EntranceForm.LocalOnly(returnUrl));
    }
}
