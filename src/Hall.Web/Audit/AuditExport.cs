using System.Globalization;
using System.Text;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Storage.Audit;
using Hall.Storage.People;
using Hall.Storage.Texts;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Audit;

/// <summary>The whole audit as a table that spreadsheets open, row by row, with its hashes.</summary>
public static class AuditExport
{
    private const int Page = 500;

    /// <summary>Maps the export.</summary>
    public static void MapAuditExport(this IEndpointRouteBuilder routes) => routes.MapGet("/{hall}/manager/audit/export", WriteAsync)
        .RequireAuthorization(Permission.AuditRead).ExcludeFromDescription();

    /// <summary>A field as RFC 4180 wants it, and so that no spreadsheet takes it for a formula.</summary>
    public static string Field(string text)
    {
        var harmless = text.Length > 0 && text[0] is ('=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠')
            ? $"'{text}"
            : text;
        return $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static async Task WriteAsync(string hall, HttpContext http, PeopleDbContext context, IHallDirectory halls, TextVault texts,
        TimeProvider time)
    {
        // The moment is the same; written in the hall's time its day is the one that people remember.
        var zone = halls.Find(new HallId(hall))?.Snapshot.Plan.TimeZone ?? TimeZoneInfo.Utc;
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture,
            $"attachment; filename=\"audit-{TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone):yyyyMMdd-HHmm}.csv\"");
        await http.Response.WriteAsync("\uFEFFsequence,at,actor,kind,subject,detail,source,hash\r\n", Encoding.UTF8, http.RequestAborted);
        var sent = 0L;
        while (await PageAsync(context, sent, http.RequestAborted) is { Count: > 0 } page)
        {
            await http.Response.WriteAsync(string.Concat(page.Select(Line)), Encoding.UTF8, http.RequestAborted);
            sent = page[^1].Sequence;
        }

        string Line(AuditEntry row)
        {
            var line = string.Join(',', row.Sequence.ToString(CultureInfo.InvariantCulture),
                TimeZoneInfo.ConvertTime(row.At, zone).ToString("O", CultureInfo.InvariantCulture), Field(row.Actor), Field(row.Kind),
                Field(row.Subject), Field(texts.Open(row.Detail)), Field(row.Source ?? ""), row.Hash);
            return $"{line}\r\n";
        }
    }

    // A page is read whole before any of it is sent: whoever takes it slowly must not keep the database's log from being emptied.
    private static Task<List<AuditEntry>> PageAsync(PeopleDbContext context, long after, CancellationToken cancel) =>
        context.Audit.AsNoTracking().Where(row => row.Sequence > after).OrderBy(row => row.Sequence).Take(Page).ToListAsync(cancel);
}
