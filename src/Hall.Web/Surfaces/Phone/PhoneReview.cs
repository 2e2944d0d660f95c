using System.Globalization;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Tickets;
using Hall.Hub.Cases;
using Hall.Hub.Tokens;
using Hall.Storage.Cases;

namespace Hall.Web.Surfaces.Phone;

/// <summary>A bad review as its citizen's phone shows it, given on the pad or here.</summary>
/// <param name="Leg">The leg that was rated.</param>
/// <param name="Reachable">Whether the citizen left how to be called back.</param>
/// <param name="Address">Where to follow what is done about it; null while no case opened.</param>
/// <param name="Over">Whether the case is over, so that nobody calls any more.</param>
public sealed record PhoneReview(Leg Leg, bool Reachable, string? Address, bool Over)
{
    /// <summary>Those of a visit.</summary>
    public static async Task<IReadOnlyList<PhoneReview>> OfAsync(IHall hall, PhoneVisit visit, CaseService desk, ComplaintLinks links)
    {
        var reviews = new List<PhoneReview>();
        foreach (var leg in visit.Ticket.Legs.Where(IsBad))
        {
            var ticket = visit.Ticket.Id;
            var found = await desk.FindCaseAsync(hall.Id, ticket, leg.Number);
            reviews.Add(new(leg, await desk.IsReachableAsync(hall.Id, CaseService.SubjectOf(ticket.Value, leg.Number)),
                found is null ? null : links.For(hall.Id, found.Number), found?.IsOver ?? false));
        }

        return reviews;
    }

    /// <summary>Takes what the form says about a bad review: why, and how to call back; either may be missing.</summary>
    /// <returns>Whether anything was taken.</returns>
    public static async Task<bool> TakeAsync(IHall hall, Ticket ticket, IFormCollection form, Contact? contact, CaseService desk)
    {
        if (!int.TryParse(form["leg"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || ticket.Legs.FirstOrDefault(leg => leg.Number == number) is not { } leg || !IsBad(leg))
        {
            return false;
        }

        // Contact data first: they can be left again, a reason cannot.
        var kept = contact is not null && await desk.LeaveContactAsync(hall, ticket.Id, number, contact);
        var reasons = form["reason"].Where(code => ReasonCatalogue.Find(code ?? "")?.Level == leg.Rating).Select(code => code!).Distinct()
            .ToList();
        var comment = form["comment"].ToString();
        if (reasons.Count == 0 && FeedbackText.Clean(comment) is null)
        {
            return kept;
        }

        return (await hall.ExecuteAsync(new ExplainFeedback(ticket.Id, number, reasons, comment))).Succeeded;
    }

    private static bool IsBad(Leg leg) => leg.Rating is FeedbackLevel.Dissatisfied or FeedbackLevel.VeryDissatisfied;
}
