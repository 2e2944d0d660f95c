namespace Hall.Storage.Data;

/// <summary>What a tally adds up.</summary>
public enum TallyScope
{
    /// <summary>The whole hall, by the hour; the key is empty.</summary>
    Hall,

    /// <summary>A zone, by the hour.</summary>
    Zone,

    /// <summary>A service, by the day and zone.</summary>
    Service,

    /// <summary>A counter, by the day and the zone of what it served.</summary>
    Counter,

    /// <summary>A teller, by the day and the zone of what they served.</summary>
    Teller,
}

/// <summary>Counts of one part of the hall in one hour or on one day; written with the journal, in the same transaction. Each count is a
/// column of <see cref="TallyColumns"/>.</summary>
public sealed record TallyRow
{
    /// <summary>The hall.</summary>
    public required string Hall { get; init; }

    /// <summary>What is added up.</summary>
    public required TallyScope Scope { get; init; }

    /// <summary>Hall-local day, days since 0001-01-01.</summary>
    public required int Day { get; init; }

    /// <summary>Hall-local hour, 0 to 23; -1 for the whole day.</summary>
    public required int Hour { get; init; }

    /// <summary>Which zone, service, counter or teller; empty for what belongs to none that is known.</summary>
    public required string Key { get; init; }

    /// <summary>The zone of what is counted, as it was on its day; empty for the whole hall. A service that moved counts in both zones,
    /// each with its own part.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Served legs.</summary>
    public long Served { get; init; }

    /// <summary>Valid ratings 非常满意.</summary>
    public long Valid0 { get; init; }

    /// <summary>Valid ratings 满意.</summary>
    public long Valid1 { get; init; }

    /// <summary>Valid ratings 基本满意.</summary>
    public long Valid2 { get; init; }

    /// <summary>Valid ratings 不满意.</summary>
    public long Valid3 { get; init; }

    /// <summary>Valid ratings 非常不满意.</summary>
    public long Valid4 { get; init; }

    /// <summary>Set aside, 非常满意.</summary>
    public long Aside0 { get; init; }

    /// <summary>Set aside, 满意.</summary>
    public long Aside1 { get; init; }

    /// <summary>Set aside, 基本满意.</summary>
    public long Aside2 { get; init; }

    /// <summary>Set aside, 不满意.</summary>
    public long Aside3 { get; init; }

    /// <summary>Set aside, 非常不满意.</summary>
    public long Aside4 { get; init; }

    /// <summary>Late presses.</summary>
    public long Late { get; init; }

    /// <summary>Second presses.</summary>
    public long Second { get; init; }

    /// <summary>Presses without a visit.</summary>
    public long Orphan { get; init; }

    /// <summary>Presses for another window's visit.</summary>
    public long Foreign { get; init; }

    /// <summary>Presses of which nobody can say when they were made.</summary>
    public long Undated { get; init; }

    /// <summary>Default ratings, entered for silence.</summary>
    public long Defaults { get; init; }
}
