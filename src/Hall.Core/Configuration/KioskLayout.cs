using Hall.Core.Identifiers;

namespace Hall.Core.Configuration;

/// <summary>A heading of the kiosk and the matters under it.</summary>
/// <param name="Names">The heading per language.</param>
/// <param name="Services">The matters, in the order shown; a zone's page shows those of the zone.</param>
public sealed record KioskGroup(LocalText Names, IReadOnlyList<ServiceCode> Services);

/// <summary>
/// Something that happens in a life, and the matters that belong to it: what a kiosk asks first. A matter may stand under several; what
/// stands under none is found by its zone.
/// </summary>
/// <param name="Names">What people call it, per language.</param>
/// <param name="Services">The matters, in the order shown, 1 to 12.</param>
public sealed record KioskTopic(LocalText Names, IReadOnlyList<ServiceCode> Services)
{
    /// <summary>A few words of what is under it, per language; empty for none.</summary>
    public LocalText Hint { get => field ?? []; init; }

    /// <summary>The picture beside it.</summary>
    public TopicPicture Picture { get; init; }
}

/// <summary>The pictures that a topic may have; each is drawn in lines by the kiosk itself.</summary>
public enum TopicPicture
{
    /// <summary>A page with lines, for whatever has no other.</summary>
    Page,

    /// <summary>A bill with a cross.</summary>
    Bill,

    /// <summary>A box of pills.</summary>
    Medicine,

    /// <summary>A place on a map with a cross.</summary>
    Place,

    /// <summary>A pram.</summary>
    Pram,

    /// <summary>Somebody with a walking stick.</summary>
    Elder,

    /// <summary>A face in a frame.</summary>
    Face,

    /// <summary>A briefcase.</summary>
    Briefcase,

    /// <summary>A helmet.</summary>
    Helmet,

    /// <summary>A hand under a coin.</summary>
    Benefit,

    /// <summary>A card with a chip.</summary>
    Card,

    /// <summary>A coin.</summary>
    Coin,

    /// <summary>A printer.</summary>
    Printer,

    /// <summary>A candle.</summary>
    Candle,

    /// <summary>Office buildings.</summary>
    Office,

    /// <summary>Several people.</summary>
    People,

    /// <summary>A house.</summary>
    House,

    /// <summary>A car.</summary>
    Car,
}

/// <summary>Whether kiosks with a reader of identity cards ask for one.</summary>
public enum KioskIdentity
{
    /// <summary>No.</summary>
    NotAsked,

    /// <summary>Yes, and whoever has none goes on without.</summary>
    Offered,

    /// <summary>Yes; without a card there is no number, as long as the reader works.</summary>
    Required,
}

/// <summary>How a kiosk offers the catalogue. Files of before there were groups have the defaults.</summary>
public sealed record KioskLayout
{
    /// <summary>Whether matters can be searched by pinyin initial, code or name.</summary>
    public bool Search { get; init; } = true;

    /// <summary>Whether an identity card is asked for, so that one person holds one number.</summary>
    public KioskIdentity Identity { get; init; }

    /// <summary>Groups in the order shown; what stands in none comes after them, general matters before special ones.</summary>
    public IReadOnlyList<KioskGroup> Groups { get => field ?? []; init; }

    /// <summary>What the first page asks, at most 24; without any it shows the zones alone.</summary>
    public IReadOnlyList<KioskTopic> Topics { get => field ?? []; init; }
}

/// <summary>What a slip says beside its number. Files of before there was a template have the defaults: everything.</summary>
public sealed record TicketTemplate
{
    /// <summary>A line on top per language; empty for none.</summary>
    public LocalText Heading { get => field ?? []; init; }

    /// <summary>Sentences at the foot per language; empty for none.</summary>
    public LocalText Foot { get => field ?? []; init; }

    /// <summary>Whether the zone stands on it.</summary>
    public bool Zone { get; init; } = true;

    /// <summary>Whether it says how many are ahead.</summary>
    public bool Ahead { get; init; } = true;

    /// <summary>Whether it says how long the wait may be.</summary>
    public bool Range { get; init; } = true;

    /// <summary>Whether the papers that are needed stand on it.</summary>
    public bool Documents { get; init; } = true;

    /// <summary>Whether it carries the code that opens the citizen's page.</summary>
    public bool Code { get; init; } = true;
}
