using Hall.Core.Snapshots;

namespace Hall.Web.Surfaces.Landing;

/// <summary>An address with its short name.</summary>
public sealed record LandingLink(string Name, string Address);

/// <summary>One kind of surface and where its instances are; the first link is the card's own.</summary>
/// <param name="Kind">Names its words and its picture.</param>
/// <param name="Links">At least one.</param>
public sealed record LandingCard(string Kind, IReadOnlyList<LandingLink> Links)
{
    /// <summary>The surfaces of a hall; a kind that it does not have is left out.</summary>
    public static IEnumerable<LandingCard> Of(HallSnapshot snapshot)
    {
        var configuration = snapshot.Plan.Configuration;
        var root = $"/{snapshot.Hall}";
        var boards = configuration.Boards.Select(board => board.Board).Prepend("all").Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var counters = configuration.Counters.Select(counter => counter.Counter.Value).ToList();
        IReadOnlyList<LandingLink> To(string kind, IEnumerable<string> names) =>
            [.. names.Select(name => new LandingLink(name, $"{root}/{kind}/{name}"))];
        LandingCard[] cards =
        [
            new("kiosk", To("kiosk", configuration.Kiosks.Select(kiosk => kiosk.Kiosk.Value))),
            new("board", [.. To("board", boards), new("plain", $"{root}/board/all/plain"), new("month", $"{root}/board/all/month")]),
            new("counter", To("counter", counters)),
            new("window", To("window", counters)),
            new("pad", To("pad", counters)),

            // A citizen's page belongs to one ticket, so the way to it begins at a kiosk.
            new("phone", [.. To("kiosk", configuration.Kiosks.Take(1).Select(kiosk => kiosk.Kiosk.Value))]),
            new("manager", [new("manager", $"{root}/manager"), new("issue", $"{root}/issue")]),
        ];
        return cards.Where(card => card.Links.Count > 0);
    }
}
