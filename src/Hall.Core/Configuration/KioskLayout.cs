using Hall.Core.Identifiers;

namespace Hall.Core.Configuration;

/// <summary>A heading of the kiosk and the matters under it.</summary>
/// <param name="Names">The heading per language.</param>
/// <param name="Services">The matters, in the order shown; a zone's page shows those of the zone.</param>
public sealed record KioskGroup(LocalText Names, IReadOnlyList<ServiceCode> Services);

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
