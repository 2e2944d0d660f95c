using Hall.Core.Commands;
using Hall.Web.Http;

namespace Hall.Web.Ratings;

/// <summary>The answer to the address of a report that cannot be given: a problem with its code, as every other refusal of the hub.</summary>
internal sealed class RefusedReport(string why) : IResult
{
    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext) => Problems.WriteAsync(httpContext, RejectionCode.Malformed, why);
}
