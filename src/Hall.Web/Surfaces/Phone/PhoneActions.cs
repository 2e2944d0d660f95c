using System.Globalization;
using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;

namespace Hall.Web.Surfaces.Phone;

/// <summary>Turns the page's forms into commands. A form is plain, so that it also works where no script runs.</summary>
public static class PhoneActions
{
    /// <summary>What the page says when somebody wrote more than is kept; its own fields stop before that.</summary>
    public const string TooLong = "text-too-long";

    /// <summary>Whether a text of a form is longer than is kept.</summary>
    public static bool IsTooLong(IFormCollection form) =>
        form["comment"].ToString().Length > FeedbackText.Longest || form["title"].ToString().Length > Complaint.LongestTitle
        || form["content"].ToString().Length > Complaint.LongestContent || form["text"].ToString().Length > CaseStep.LongestText;

    /// <summary>The command that a form asks for; null when it makes no sense.</summary>
    public static HallCommand? Read(string action, IFormCollection form, TicketId ticket) => action switch
    {
        "later" => Number(form, "places") is { } places ? new PostponeTicket(ticket, places) : null,
        "leave" => new AbandonTicket(ticket),
        "rejoin" => new RejoinTicket(ticket),
        "add" => form["service"].ToString() is { Length: > 0 } service ? new AddService(ticket, new(service)) : null,
        "rate" => Rating(form, ticket),
        _ => null,
    };

    /// <summary>Whether a post comes from the page itself: no other site may send the citizen away.</summary>
    public static bool IsSameOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is "same-origin" or "none";
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value);
    }

    private static GiveFeedback? Rating(IFormCollection form, TicketId ticket)
    {
        if (!Enum.TryParse<FeedbackLevel>(form["level"], out var level) || !Enum.IsDefined(level))
        {
            return null;
        }

        // The page sends reasons of every level that was looked at; only those of the level that was chosen count.
        var reasons = form["reason"].Where(code => ReasonCatalogue.Find(code ?? "")?.Level == level).Select(code => code!).Distinct().ToList();
        var comment = form["comment"].ToString().Trim();
        return new(ticket, Number(form, "leg"), level, reasons,
            comment.Length == 0 ? null : comment, FeedbackChannel.QrCode);
    }

    private static int? Number(IFormCollection form, string name) =>
        int.TryParse(form[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
