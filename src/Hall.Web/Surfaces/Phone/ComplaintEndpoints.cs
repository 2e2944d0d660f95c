using Hall.Core.Cases;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Web.Care;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hall.Web.Surfaces.Phone;

/// <summary>Where a citizen follows a complaint, by its number and a proof that cannot be guessed. Plain HTML, no circuit.</summary>
public static class ComplaintEndpoints
{
    private const int LargestForm = 16 * 1024;

    /// <summary>Maps the page and its form.</summary>
    public static void MapComplaints(this IEndpointRouteBuilder app)
    {
        var complaints = app.MapGroup("/c/{hall}/{number}/{proof}").ExcludeFromDescription().AllowAnonymous();
        complaints.MapGet("", ShowAsync);
        complaints.MapPost("", ConfirmAsync).DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(
        string hall, string number, string proof, HttpContext context, ComplaintLinks links, CareDesk desk, IHallDirectory halls)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return halls.Find(new HallId(hall)) is { } found && links.IsProof(found.Id, number, proof) && await desk.FindComplaintAsync(found.Id, number) is { } complaint
            ? new RazorComponentResult<ComplaintFollowPage>(new Dictionary<string, object?>
            {
                [nameof(ComplaintFollowPage.Words)] = Words.For(SurfaceSettings.Of(context).Language),
                [nameof(ComplaintFollowPage.Plan)] = found.Snapshot.Plan,
                [nameof(ComplaintFollowPage.Complaint)] = complaint,
                [nameof(ComplaintFollowPage.Refused)] = context.Request.Query.ContainsKey("error"),
            })
            : Results.NotFound();
    }

    private static async Task<IResult> ConfirmAsync(
        string hall, string number, string proof, HttpContext context, ComplaintLinks links, CareDesk desk, IHallDirectory halls)
    {
        if (!PhoneActions.IsSameOrigin(context.Request))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (halls.Find(new HallId(hall)) is not { } found || !links.IsProof(found.Id, number, proof))
        {
            return Results.NotFound();
        }

        var address = links.For(found.Id, number);
        if (!context.Request.HasFormContentType || context.Request.ContentLength > LargestForm)
        {
            return Results.Redirect($"{address}?error=malformed");
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var settled = form["settled"] == "true";
        var refused = await desk.StepAsync(found.Id, number, (Complaint one) =>
            one.Confirm(null, settled, form["text"].ToString(), found.Now, desk.Rules, desk.DaysOf(found.Snapshot.Plan)));
        return Results.Redirect(refused is null ? address : $"{address}?error={refused.Code}");
    }
}
