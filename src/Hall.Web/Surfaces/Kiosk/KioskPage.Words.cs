using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Kiosk;

// What the kiosk says above its pages.
public sealed partial class KioskPage
{
    private bool HasTopics => Snapshot!.Plan.Configuration.KioskLayout.Topics.Count > 0;

    private string Title => Visit.Step switch
    {
        KioskStep.Start when Visit.IsAdding => Words[Word.KioskTitleAdd, Visit.Ticket!.Ticket.Number],
        KioskStep.Services when Visit.Topic is { } topic => topic.Names.In(Language),
        KioskStep.Services =>
            Words[Word.KioskTitleServices, Visit.Zone!.Value,
                Snapshot!.Plan.Zones.GetValueOrDefault(Visit.Zone!.Value)?.Names.In(Language) ?? ""],
        KioskStep.Search => Words[Word.KioskTitleSearch],
        KioskStep.Details => Chosen!.Names.In(Language),
        KioskStep.Refused => Words[Word.KioskTitleRefused],
        _ => Words[HasTopics ? Word.KioskTitleTopics : Word.KioskTitleStart],
    };

    // What the heading says to whoever cannot see, by name.
    private string Said => Visit.Step switch
    {
        KioskStep.Details => $"service/{Chosen!.Code} {(Visit.IsAdding ? "" : $"wait/{Chosen.Code} ")}papers/{Chosen.Code}",
        KioskStep.Services when Visit.Topic is { } topic => Invariant($"topic/{KioskTopics.Of(Snapshot!.Plan).ToList().IndexOf(topic)}"),
        KioskStep.Services => $"zone/{Visit.Zone}",
        KioskStep.Search => $"word/{Word.KioskTitleSearch}",
        KioskStep.Refused => $"word/{Word.KioskTitleRefused}",
        _ => $"word/{(HasTopics ? Word.KioskTitleTopics : Word.KioskTitleStart)}",
    };

    private string Subtitle => Visit.Step switch
    {
        KioskStep.Search => Words[Word.KioskSubSearch],
        KioskStep.Details or KioskStep.Start when Visit.IsAdding => Words[Word.KioskSubAdd, Visit.Ticket!.Ticket.Number],
        KioskStep.Details => Words[Word.KioskSubDetails],
        KioskStep.Refused => "",
        KioskStep.Services => Words[Word.KioskSubServices],
        _ => Words[HasTopics ? Word.KioskSubTopics : Word.KioskSubStart],
    };

    private string Announcement => Visit.Step == KioskStep.Ticket && Visit.Ticket is { } ticket
        ? Words[Word.KioskTicketSpoken, ticket.Ticket.Number, WaitRange.Text(ticket.Estimate, Words), ticket.Ahead ?? 0]
        : Title;
}
