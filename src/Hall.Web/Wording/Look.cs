namespace Hall.Web.Wording;

/// <summary>How a reader wants pages to look; kept in cookies of the browser, so that it holds on every page and without a
/// script.</summary>
/// <param name="Theme"><c>light</c>, <c>dark</c>, or null to follow the browser.</param>
/// <param name="Type"><c>large</c>, or null.</param>
/// <param name="Contrast"><c>high</c>, or null.</param>
public sealed record Look(string? Theme = null, string? Type = null, string? Contrast = null)
{
    /// <summary>Reads the cookies; a theme in the address wins for this one page.</summary>
    public static Look Of(HttpContext context) => new(
        context.Request.Query["theme"].ToString() is "dark" or "light"
            ? context.Request.Query["theme"].ToString()
            : Chosen(context, "theme"),
        Chosen(context, "type"), Chosen(context, "contrast"));

    private static string? Chosen(HttpContext context, string name)
    {
        var kept = context.Request.Cookies[CookieOf(name)];
        return HelpPages.Looks.First(look => look.Name == name).Values.Skip(1).Contains(kept) ? kept : null;
    }

    /// <summary>The name of the cookie that keeps a choice.</summary>
    public static string CookieOf(string name) => $"hall-{name}";
}
