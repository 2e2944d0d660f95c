namespace Hall.Storage.Data;

/// <summary>A rating as it came. Rows are only ever added; each is sealed and chained to the one before it in its hall.</summary>
public sealed record FeedbackRow
{
    /// <summary>The hall.</summary>
    public required string Hall { get; init; }

    /// <summary>Its place in the hall's chain, from 1 without gaps.</summary>
    public required long Link { get; init; }

    /// <summary>The ticket.</summary>
    public required long Ticket { get; init; }

    /// <summary>The leg, from 1.</summary>
    public required int Leg { get; init; }

    /// <summary>As <see cref="Ratings.RatingOccasion"/> has it; only the first rating counts in a figure.</summary>
    public required int Occasion { get; init; }

    /// <summary>When it was given.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Hall-local day on which the leg ended, days since 0001-01-01; figures belong to it.</summary>
    public required int Day { get; init; }

    /// <summary>Hall-local hour in which the leg ended, 0 to 23.</summary>
    public required int Hour { get; init; }

    /// <summary>Zone of the service.</summary>
    public required string Zone { get; init; }

    /// <summary>The last service of the leg.</summary>
    public required string Service { get; init; }

    /// <summary>The counter.</summary>
    public required string Counter { get; init; }

    /// <summary>The teller.</summary>
    public required string Teller { get; init; }

    /// <summary>The level by name.</summary>
    public required string Level { get; init; }

    /// <summary>Reason codes, separated by spaces.</summary>
    public required string Reasons { get; init; }

    /// <summary>Free text; null when none.</summary>
    public string? Comment { get; init; }

    /// <summary>The channel by name.</summary>
    public required string Channel { get; init; }

    /// <summary>Milliseconds between the pad's prompt and the press; null by another channel.</summary>
    public long? DelayMs { get; init; }

    /// <summary>Keyed hash of the place and the content, 16 bytes.</summary>
    public required byte[] Seal { get; init; }

    /// <summary>Keyed hash of the chain up to here, 16 bytes.</summary>
    public required byte[] Mac { get; init; }
}

/// <summary>A rating that was set aside.</summary>
public sealed record FeedbackAsideRow
{
    /// <summary>The hall.</summary>
    public required string Hall { get; init; }

    /// <summary>The ticket.</summary>
    public required long Ticket { get; init; }

    /// <summary>The leg.</summary>
    public required int Leg { get; init; }

    /// <summary>When it was set aside.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Number of the case.</summary>
    public required string Case { get; init; }
}

/// <summary>The end of a hall's chain.</summary>
public sealed record FeedbackHeadRow
{
    /// <summary>The hall.</summary>
    public required string Hall { get; init; }

    /// <summary>Place of the last row; 0 before the first.</summary>
    public required long Link { get; init; }

    /// <summary>Its keyed hash.</summary>
    public required byte[] Mac { get; init; }

    /// <summary>Keyed hash of this row, so that the end cannot be moved back unnoticed.</summary>
    public required byte[] Seal { get; init; }
}

/// <summary>A leg that was served to the end.</summary>
public sealed record LegRow
{
    /// <summary>The hall.</summary>
    public required string Hall { get; init; }

    /// <summary>The ticket.</summary>
    public required long Ticket { get; init; }

    /// <summary>The leg, from 1.</summary>
    public required int Leg { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Hall-local day, days since 0001-01-01.</summary>
    public required int Day { get; init; }

    /// <summary>Hall-local hour, 0 to 23.</summary>
    public required int Hour { get; init; }

    /// <summary>Zone of the service.</summary>
    public required string Zone { get; init; }

    /// <summary>The last service of the leg.</summary>
    public required string Service { get; init; }

    /// <summary>The counter.</summary>
    public required string Counter { get; init; }

    /// <summary>The teller.</summary>
    public required string Teller { get; init; }
}

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

/// <summary>Counts of one part of the hall in one hour or on one day; written with the journal, in the same transaction.</summary>
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
