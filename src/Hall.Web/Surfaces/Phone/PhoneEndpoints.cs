using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Cases;
using Hall.Hub.Tokens;
using Hall.Storage.Cases;
using Hall.Web.Http;
using Hall.Web.Surfaces.Manager.Cases;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hall.Web.Surfaces.Phone;

/// <summary>The citizen's page behind the QR code. It needs no circuit: five hundred phones may be open at once.</summary>
public static class PhoneEndpoints
{
    private const string Complain = "complain";

    /// <summary>Maps the page, its stream and its forms.</summary>
    public static RouteGroupBuilder MapPhone(this IEndpointRouteBuilder app)
    {
        var phone = app.MapGroup("/t/{token}").ExcludeFromDescription().AllowAnonymous();
        phone.MapGet("", ShowAsync);
        phone.MapGet("/events", StreamAsync).WithMetadata(LastingAnswer.Mark);
        phone.MapGet("/{action}", (HttpContext context) => Absent(context, StatusCodes.Status404NotFound, "invalid"));
        phone.MapPost("/{action}", ActAsync).DisableAntiforgery();
        return phone;
    }

    private static async Task<RazorComponentResult<PhonePage>> ShowAsync(
        string token, HttpContext context, TicketTokens tokens, IHallDirectory halls, CaseService desk, ComplaintLinks links)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (Find(token, tokens, halls) is not var (hall, ticket))
        {
            return Absent(context, StatusCodes.Status404NotFound, "invalid");
        }

        try
        {
            return await PhoneVisit.FindAsync(hall, ticket, context.RequestAborted) is { } visit
                ? Page(context, token, visit, await PhoneReview.OfAsync(hall, visit, desk, links))
                : Absent(context, StatusCodes.Status410Gone, "expired");
        }
        catch (JournalUnavailableException)
        {
            return Absent(context, StatusCodes.Status503ServiceUnavailable, "busy");
        }
    }

    /// <summary>Says to a phone that asked too often, in its language, that it should ask again later.</summary>
    public static Task WriteBusyAsync(HttpContext context) =>
        Absent(context, StatusCodes.Status429TooManyRequests, "busy").ExecuteAsync(context);

    private static async Task StreamAsync(string token, HttpContext context, TicketTokens tokens, IHallDirectory halls, TimeProvider time)
    {
        if (Find(token, tokens, halls) is not var (hall, ticket))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (await PhoneVisit.FindAsync(hall, ticket, context.RequestAborted) is not { } visit)
        {
            context.Response.StatusCode = StatusCodes.Status410Gone;
            return;
        }

        await PhoneStream.WriteAsync(context, hall, ticket, Words.For(LanguageOf(context, visit)), time);
    }

    private static async Task<IResult> ActAsync(
        string token, string action, HttpContext context, TicketTokens tokens, IHallDirectory halls, CaseService desk, ComplaintLinks links)
    {
        if (!PhoneActions.IsSameOrigin(context.Request))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (Find(token, tokens, halls) is not var (hall, ticket))
        {
            return Absent(context, StatusCodes.Status404NotFound, "invalid");
        }

        if (!context.Request.HasFormContentType)
        {
            return Back(token, "error", RejectionCode.Malformed);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (contact, sound) = Contact.Read(form["name"], form["telephone"]);
        var odd = PhoneActions.IsTooLong(form) ? PhoneActions.TooLong : sound ? null : RejectionCode.Malformed;
        if (odd is not null && action != Complain)
        {
            return Back(token, "error", odd);
        }

        PhoneVisit? visit;
        try
        {
            visit = await PhoneVisit.FindAsync(hall, ticket, context.RequestAborted);
        }
        catch (JournalUnavailableException)
        {
            return Absent(context, StatusCodes.Status503ServiceUnavailable, "unkept");
        }

        if (visit is null)
        {
            return Absent(context, StatusCodes.Status410Gone, "expired");
        }

        if (odd is not null)
        {
            return await UnkeptAsync(token, context, hall, visit, desk, links, new(action, form, odd));
        }

        try
        {
            return await TakeAsync(token, action, form, contact, context, hall, visit, desk, links);
        }
        catch (JournalUnavailableException)
        {
            return await UnkeptAsync(token, context, hall, visit, desk, links, new(action, form, RejectionCode.JournalUnavailable));
        }
    }

    private static async Task<IResult> TakeAsync(
        string token, string action, IFormCollection form, Contact? contact, HttpContext context, IHall hall, PhoneVisit visit,
        CaseService desk, ComplaintLinks links)
    {
        if (action == Complain)
        {
            var answer = await desk.RegisterAsync(
                hall, form["title"].ToString(), form["content"].ToString(), ComplaintChannel.Phone, CasesPage.LegOf(visit.Ticket), contact,
                null, visit.Ticket.Id);
            return answer.After is { } complaint
                ? SeeOther.To($"{links.For(hall.Id, complaint.Number)}?ticket={Uri.EscapeDataString(token)}")
                : await UnkeptAsync(token, context, hall, visit, desk, links, new(action, form, answer.Rejection!.Code));
        }

        if (action == "contact")
        {
            return await PhoneReview.TakeAsync(hall, visit.Ticket, form, contact, desk)
                ? Back(token, "done", action)
                : Back(token, "error", RejectionCode.Malformed);
        }

        // What somebody looks for is never part of an address.
        if (action == "find")
        {
            return Page(context, token, visit, await PhoneReview.OfAsync(hall, visit, desk, links), sought: form["sought"].ToString());
        }

        if (PhoneActions.Read(action, form, visit.Ticket.Id) is not { } command)
        {
            return Back(token, "error", RejectionCode.Malformed);
        }

        var outcome = await hall.ExecuteAsync(command);
        if (contact is not null && outcome.RatedLeg is { } leg)
        {
            await desk.LeaveContactAsync(hall, visit.Ticket.Id, leg, contact);
        }

        return outcome.Rejection is not { } rejection ? Back(token, "done", action)
            : rejection.Code == RejectionCode.ReasonNeeded
                ? await UnkeptAsync(token, context, hall, visit, desk, links, new(action, form, rejection.Code))
            : Back(token, "error", rejection.Code);
    }

    // No redirect here: it would lose what was typed. The page is asked for anew, because a rating may be there without its contact.
    private static async Task<IResult> UnkeptAsync(
        string token, HttpContext context, IHall hall, PhoneVisit before, CaseService desk, ComplaintLinks links, UnsavedForm unkept)
    {
        var visit = before;
        try
        {
            visit = await PhoneVisit.FindAsync(hall, before.Ticket.Id, context.RequestAborted) ?? before;
        }
        catch (JournalUnavailableException)
        {
            // The page as it was before the form is still true: nothing has changed.
        }

        return Page(context, token, visit, await PhoneReview.OfAsync(hall, visit, desk, links), unkept);
    }

    // The answer to a form is a redirect, so that a reload asks for the page and does not send the form again.
    private static SeeOther Back(string token, string name, string value) =>
        SeeOther.To($"/t/{Uri.EscapeDataString(token)}?{name}={Uri.EscapeDataString(value)}");

    private static (IHall Hall, TicketId Ticket)? Find(string token, TicketTokens tokens, IHallDirectory halls) =>
        tokens.TryRead(token, out var id, out var ticket) && halls.Find(id) is { } hall ? (hall, ticket) : null;

    private static string LanguageOf(HttpContext context, PhoneVisit? visit)
    {
        var asked = SurfaceSettings.Of(context).Language;
        return visit is null || SurfaceSettings.IsChosen(context) ? asked : Words.Known(visit.Ticket.Language);
    }

    private static RazorComponentResult<PhonePage> Page(HttpContext context, string token, PhoneVisit visit,
        IReadOnlyList<PhoneReview> reviews, UnsavedForm? unkept = null, string? sought = null) => new(
        new Dictionary<string, object?>
        {
            [nameof(PhonePage.Token)] = token,
            [nameof(PhonePage.Visit)] = visit,
            [nameof(PhonePage.Reviews)] = reviews,
            [nameof(PhonePage.Words)] = Words.For(LanguageOf(context, visit)),
            [nameof(PhonePage.Theme)] = SurfaceSettings.Of(context).Theme,
            [nameof(PhonePage.Nonce)] = context.Items["csp-nonce"] as string,
            [nameof(PhonePage.Done)] = context.Request.Query["done"].ToString(),
            [nameof(PhonePage.Error)] = unkept?.Why ?? context.Request.Query["error"].ToString(),
            [nameof(PhonePage.Unkept)] = unkept,
            [nameof(PhonePage.Sought)] = sought,
        })
    { StatusCode = unkept?.Status ?? StatusCodes.Status200OK };

    /// <summary>A page that says why there is nothing to show.</summary>
    internal static RazorComponentResult<PhonePage> Absent(HttpContext context, int status, string why) =>
        new(new Dictionary<string, object?>
    {
        [nameof(PhonePage.Words)] = Words.For(LanguageOf(context, null)),
        [nameof(PhonePage.Theme)] = SurfaceSettings.Of(context).Theme,
        [nameof(PhonePage.Absent)] = why,
    })
    { StatusCode = status };
}
