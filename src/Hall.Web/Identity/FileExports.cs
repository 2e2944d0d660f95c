using System.Globalization;
using Hall.Storage.Audit;
using Hall.Storage.People;

namespace Hall.Web.Identity;

/// <summary>
/// Whatever a person takes away as a file stands in the audit: not endpoint by endpoint, but for every answer that a browser is told to
/// save. The row is written before the first byte leaves; a file that cannot be noted is not given.
/// </summary>
public static class FileExports
{
    // What was asked for, of the address's query: never a text to search for.
    private static readonly string[] Told = ["from", "to", "by", "day", "version"];

    /// <summary>Notes files; call it after the person is known.</summary>
    public static IApplicationBuilder UseFileExports(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments("/api") && context.User.Staff() is { } staff)
        {
            context.Response.OnStarting(() => NoteAsync(context, staff));
        }

        return next(context);
    });

    private static Task NoteAsync(HttpContext context, string staff)
    {
        var headers = context.Response.Headers;
        if (context.Response.StatusCode != StatusCodes.Status200OK
            || !headers.ContentDisposition.ToString().StartsWith("attachment", StringComparison.OrdinalIgnoreCase))
        {
            return Task.CompletedTask;
        }

        headers.CacheControl = "no-store";
        var query = string.Join(' ',
            Told.Where(context.Request.Query.ContainsKey)
                .Select(name => string.Create(CultureInfo.InvariantCulture, $"{name}={Short(context.Request.Query[name].ToString())}")));
        return context.RequestServices.GetRequiredService<PeopleStore>().ChangeAsync(async change =>
        {
            await change.NoteAsync(staff, AuditKind.FileExported, context.Request.Path.Value ?? "", query);
            return true;
        });
    }

    private static string Short(string text) => text.Length <= 20 ? text : text[..20];
}
