using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Hub.Cases;
using Hall.Hub.Tokens;
using Hall.Storage.Cases;
using Hall.Web.Http;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hall.Web.Surfaces.Phone;

/// <summary>
/// Where a citizen follows a complaint, or what is done about a bad review, by its number and a proof that cannot be guessed, and
/// says whether it is settled. Plain HTML, no circuit.
/// </summary>
public static class ComplaintEndpoints
{
    /// <summary>Maps the page and its form.</summary>
    public static void MapComplaints(this IEndpointRouteBuilder app)
    {
        var complaints = app.MapGroup("/c/{hall}/{number}/{proof}").ExcludeFromDescription().AllowAnonymous();
        complaints.MapGet("", ShowAsync);
        complaints.MapPost("", ConfirmAsync).DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(
        string hall, string number, string proof, HttpContext context, ComplaintLinks links, CaseService desk, IHallDirectory halls)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (halls.Find(new HallId(hall)) is not { } found)
        {
            return Gone(context);
        }

        if (KioskOf(links, found, number, proof) is { } kiosk)
        {
            return Form(context, found, kiosk);
        }

        if (!links.IsProof(found.Id, number, proof))
        {
            return Gone(context);
        }

        return await desk.FindComplaintAsync(found.Id, number) is { } complaint
            ? Page<ComplaintFollowPage>(context, found, nameof(ComplaintFollowPage.Complaint), complaint,
                (nameof(ComplaintFollowPage.Now), found.Now),
                (nameof(ComplaintFollowPage.Ticket), context.Request.Query["ticket"].ToString()))
            : await desk.FindCaseAsync(found.Id, number) is { } review
                ? Page<ReviewFollowPage>(context, found, nameof(ReviewFollowPage.Case), review)
            : Gone(context);
    }

    private static async Task<IResult> ConfirmAsync(
        string hall, string number, string proof, HttpContext context, ComplaintLinks links, CaseService desk, IHallDirectory halls)
    {
        if (!PhoneActions.IsSameOrigin(context.Request))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (halls.Find(new HallId(hall)) is not { } found)
        {
            return Gone(context);
        }

        var kiosk = KioskOf(links, found, number, proof);
        if (kiosk is null && !links.IsProof(found.Id, number, proof))
        {
            return Gone(context);
        }

        var address = kiosk is null ? links.For(found.Id, number) : context.Request.Path.Value!;
        if (!context.Request.HasFormContentType)
        {
            return SeeOther.To($"{address}?error=malformed");
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (PhoneActions.IsTooLong(form))
        {
            return SeeOther.To($"{address}?error=malformed");
        }

        var (settled, text) = (form["settled"] == "true", form["text"].ToString());
        var (now, rules, days) = (found.Now, desk.Rules, desk.DaysOf(found.Snapshot.Plan));
        FeedbackLevel? again = Enum.TryParse<FeedbackLevel>(form["level"], out var level) && Enum.IsDefined(level) ? level : null;
        try
        {
            if (kiosk is not null)
            {
                return await RegisterAsync(context, found, kiosk.Value, form, desk, links);
            }

            var refused = await desk.FindComplaintAsync(found.Id, number) is not null
                ? await desk.StepAsync(found.Id, number, (Complaint one) => one.Confirm(null, settled, text, now, rules, days))
                : await desk.StepAsync(found.Id, number, (ReviewCase one) => one.Confirm(null, settled, text, now, rules, days), again);
            return SeeOther.To(refused is null ? address : $"{address}?error={refused.Code}");
        }
        catch (JournalUnavailableException) when (kiosk is not null)
        {
            // No redirect here: it would lose what was typed.
            return Form(context, found, kiosk.Value, form, RejectionCode.JournalUnavailable);
        }
        catch (JournalUnavailableException)
        {
            return SeeOther.To($"{address}?error={RejectionCode.JournalUnavailable}");
        }
    }

    private static async Task<IResult> RegisterAsync(HttpContext context, IHall hall, KioskId kiosk, IFormCollection form, CaseService desk,
        ComplaintLinks links)
    {
        var (contact, sound) = Contact.Read(form["name"], form["telephone"]);
        var answer = PhoneActions.IsTooLong(form) ? new Rejection(PhoneActions.TooLong, "")
            : sound ? await desk.RegisterAsync(hall, form["title"].ToString(), form["content"].ToString(), ComplaintChannel.Kiosk, null,
                contact, null)
            : new Rejection(RejectionCode.Malformed, "");
        return answer.After is { } complaint
            ? SeeOther.To(links.For(hall.Id, complaint.Number))
            : Form(context, hall, kiosk, form, answer.Rejection!.Code);
    }

    private static RazorComponentResult<ComplaintFormPage> Form(HttpContext context, IHall hall, KioskId kiosk,
        IFormCollection? unkept = null, string? why = null)
    {
        context.Response.StatusCode = why is null ? StatusCodes.Status200OK : UnsavedForm.StatusOf(why);
        return Page<ComplaintFormPage>(
            context, hall, nameof(ComplaintFormPage.Kiosk), kiosk.Value, (nameof(ComplaintFormPage.Typed), unkept),
            (nameof(ComplaintFormPage.Why), why));
    }

    private static KioskId? KioskOf(ComplaintLinks links, IHall hall, string number, string proof) =>
        links.KioskOf(hall.Id, number, proof, hall.Snapshot.Plan.DayOf(hall.Now));

    private static RazorComponentResult<T> Page<T>(HttpContext context, IHall hall, string name, object about,
        params (string Name, object? Value)[] more)
        where T : Microsoft.AspNetCore.Components.IComponent =>
            new(new Dictionary<string, object?>(more.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)))
    {
        ["Words"] = Words.For(SurfaceSettings.Of(context).Language),
        ["Theme"] = SurfaceSettings.Of(context).Theme,
        ["Plan"] = hall.Snapshot.Plan,
        ["Refused"] = context.Request.Query.ContainsKey("error") || context.Response.StatusCode != StatusCodes.Status200OK,
        [name] = about,
    });

    private static RazorComponentResult<PhonePage> Gone(HttpContext context) =>
        PhoneEndpoints.Absent(context, StatusCodes.Status404NotFound, "nothing");
}
