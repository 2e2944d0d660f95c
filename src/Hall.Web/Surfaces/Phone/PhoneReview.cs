using System.Globalization;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Tickets;
using Hall.Web.Care;

namespace Hall.Web.Surfaces.Phone;

/// <summary>A bad review as its citizen's phone shows it, given on the pad or here.</summary>
/// <param name="Leg">The leg that was rated.</param>
/// <param name="Reachable">Whether the citizen left how to be called back.</param>
/// <param name="Address">Where to follow what is done about it; null while no case opened.</param>
/// <param name="Over">Whether the case is over, so that nobody calls any more.</param>
public sealed record PhoneReview(Leg Leg, bool Reachable, string? Address, bool Over)
{
    /// <summary>Those of a visit.</summary>
    public static async Task<IReadOnlyList<PhoneReview>> OfAsync(IHall hall, PhoneVisit visit, CareDesk desk, ComplaintLinks links)
    {
        var reviews = new List<PhoneReview>();
        foreach (var leg in visit.Ticket.Legs.Where(IsBad))
        {
            var ticket = visit.Ticket.Id;
            var found = await desk.FindCaseAsync(hall.Id, ticket, leg.Number);
            reviews.Add(new(leg, await desk.IsReachableAsync(hall.Id, CareDesk.SubjectOf(ticket.Value, leg.Number)),
                found is null ? null : links.For(hall.Id, found.Number), found?.IsOver ?? false));
        }

        return reviews;
    }

    /// <summary>Keeps how to reach who rated a leg badly.</summary>
    /// <returns>Whether it was kept; not for a leg without a bad review, nor when its case is over.</returns>
    public static async Task<bool> LeaveAsync(IHall hall, Ticket ticket, IFormCollection form, Contact contact, CareDesk desk) =>
        int.TryParse(form["leg"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && ticket.Legs.FirstOrDefault(leg => leg.Number == number) is { } leg && IsBad(leg)
        && await desk.LeaveContactAsync(hall, ticket.Id, number, contact);

    private static bool IsBad(Leg leg) => leg.Rating is FeedbackLevel.Dissatisfied or FeedbackLevel.VeryDissatisfied;
}
