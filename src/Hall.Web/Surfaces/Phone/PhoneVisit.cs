using System.Globalization;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;
using Hall.Hub.Tokens;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Phone;

/// <summary>A citizen's visit as the phone shows it: the ticket, its place, and the hall it stands in.</summary>
/// <param name="Plan">The hall's configuration.</param>
/// <param name="View">The ticket with its place and range.</param>
/// <param name="Now">The hall's time, UTC.</param>
public sealed record PhoneVisit(HallPlan Plan, TicketView View, DateTimeOffset Now)
{
    private const int LetOthersPassAtMost = 10;

    /// <summary>The emergency for which the hall is closed; null when it is not.</summary>
    public HallClosed? Closing { get; init; }

    /// <summary>How many places the citizen may let pass at once, as buttons.</summary>
    public static IReadOnlyList<int> Postponements { get; } = [3, 5, LetOthersPassAtMost];

    /// <summary>How many places may still be let pass, as buttons; none when the hall's limit of this ticket is reached.</summary>
    public IReadOnlyList<int> PostponementsLeft => Ticket.Postponements >= Plan.Rules.Postpone.Times
        ? []
        : [.. Postponements.Where(places =>
            places <= Plan.Rules.PostponeLimit && places <= Plan.Rules.Postpone.Places - Ticket.PlacesPassed)];

    /// <summary>The ticket.</summary>
    public Ticket Ticket => View.Ticket;

    /// <summary>Legs that may be rated: served, over, not rated yet.</summary>
    public IEnumerable<Leg> Ratable => Ticket.Legs.Where(leg => leg is { Served: true, EndedAt: not null, Rating: null });

    /// <summary>Whether something was rated, so that the page can say thank you.</summary>
    public bool HasRated => Ticket.Legs.Any(leg => leg.Rating is not null);

    /// <summary>
    /// Changes when the page looks different as a whole; what moves inside the same look comes as single words.
    /// </summary>
    public string Look => string.Create(CultureInfo.InvariantCulture,
        $"{Ticket.State}-{Ticket.Legs.Length}-{Ticket.Services.Length}-{Ticket.Service}-{Ticket.Recalls}-"
            + $"{Ratable.Count()}-{Ticket.CurrentLeg?.Counter}-{View.Estimate is null}-{Closing is null}-{PostponementsLeft.Count}");

    /// <summary>The services in words, the one waited for first.</summary>
    public IEnumerable<ServiceCode> Pending =>
        Ticket.Services.Where(service => service.State != VisitServiceState.Done).Select(service => service.Service);

    /// <summary>Asks the hall; null when it no longer knows the ticket or the token's time is over.</summary>
    public static async Task<PhoneVisit?> FindAsync(IHall hall, TicketId ticket, CancellationToken cancellationToken) =>
        await TokenLife.FindAsync(hall, ticket, cancellationToken) is { } view ? Of(hall.Snapshot, view, hall.Now) : null;

    private static PhoneVisit Of(HallSnapshot snapshot, TicketView view, DateTimeOffset now) =>
        new(snapshot.Plan, view, now) { Closing = snapshot.Closing };

    /// <summary>Name of a service in a language, also of one that was withdrawn.</summary>
    public string NameOf(ServiceCode service, string language) => Plan.NameOf(service, language);

    /// <summary>The documents for everything still to be done, each once.</summary>
    public IEnumerable<string> Documents(string language) =>
        Pending.SelectMany(service => DocumentsOf(service, language)).Distinct();

    /// <summary>The service done in a leg.</summary>
    public string ServicesOf(Leg leg, string language) => string.Join(" · ", Ticket.Periods
        .Where(period => period.Leg == leg.Number && period.Kind == PeriodKind.Service).Select(period => NameOf(period.Service, language))
        .Distinct());

    /// <summary>How much of the wait is over, percent.</summary>
    public int Progress
    {
        get
        {
            if (Ticket.State != TicketState.Waiting || View.Estimate is not { } estimate)
            {
                return 0;
            }

            var waited = Math.Max(0, (Now - Ticket.IssuedAt).TotalSeconds);
            return (int)Math.Clamp(100 * waited / Math.Max(1, waited + estimate.P50Seconds), 4, 98);
        }
    }

    private IReadOnlyList<string> DocumentsOf(ServiceCode code, string language)
    {
        if (Plan.Find(code) is not { } service)
        {
            return [];
        }

        return service.Documents.TryGetValue(language, out var list) || service.Documents.TryGetValue(Words.Chinese, out list) ? list : [];
    }
}
