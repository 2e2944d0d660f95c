using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Web.Http;
using Hall.Web.Security;
using Hall.Web.Surfaces.Phone;
using Microsoft.AspNetCore.Diagnostics;

namespace Hall.Web.Composition;

/// <summary>
/// The last net: whatever a page or an address runs into is said in words to a person and as a problem to a program, never as an
/// empty page. What it was stands in the log.
/// </summary>
public static class FaultAnswers
{
    /// <summary>Spreads the net; call it before everything that may fail.</summary>
    public static IApplicationBuilder UseFaultAnswers(this IApplicationBuilder app) => app.UseExceptionHandler(failed =>
    {
        // The headers of the answer that failed are gone with it.
        failed.UseSecurityHeaders();
        failed.Run(AnswerAsync);
    });

    private static Task AnswerAsync(HttpContext context)
    {
        var fault = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var path = context.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? context.Request.Path;
        if (path.StartsWith("/api/", StringComparison.Ordinal))
        {
            return Problems.WriteAsync(context, fault switch
            {
                JournalUnavailableException => RejectionCode.JournalUnavailable,
                BadHttpRequestException => RejectionCode.Malformed,
                _ => ApiCode.Internal,
            });
        }

        return fault is JournalUnavailableException
            ? PhoneEndpoints.Absent(context, StatusCodes.Status503ServiceUnavailable, "unkept").ExecuteAsync(context)
            : PhoneEndpoints.Absent(context, fault is BadHttpRequestException broken ? broken.StatusCode : StatusCodes.Status500InternalServerError, "fault").ExecuteAsync(context);
    }
}
