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
