namespace Hall.Core.State;

/// <summary>What has happened on a business day.</summary>
public sealed record DayTotals
{
    /// <summary>Tickets issued.</summary>
    public int Issued { get; init; }

    /// <summary>Visits completed.</summary>
    public int Completed { get; init; }

    /// <summary>Tickets that were called and never came.</summary>
    public int NoShow { get; init; }

    /// <summary>Tickets whose citizens left.</summary>
    public int Abandoned { get; init; }

    /// <summary>Tickets expired at the end of a day.</summary>
    public int Expired { get; init; }

    /// <summary>First calls of a leg.</summary>
    public int Called { get; init; }

    /// <summary>Those of <see cref="Called"/> within the hall's target.</summary>
    public int CalledInTarget { get; init; }

    /// <summary>Legs served to the end.</summary>
    public int LegsServed { get; init; }

    /// <summary>Real ratings, best level first; five numbers.</summary>
    public IReadOnlyList<int> Ratings { get; init; } = [0, 0, 0, 0, 0];

    /// <summary>Presses that changed nothing: in the order of <see cref="Feedback.UnmatchedPressKind"/>. Kinds that did not happen may be missing at the end.</summary>
    public IReadOnlyList<int> StrayPresses { get; init; } = [0, 0, 0, 0];
}

/// <summary>A call as the boards show it.</summary>
/// <param name="Sequence">The event's sequence.</param>
/// <param name="Number">The ticket's number.</param>
/// <param name="Counter">Where to go.</param>
/// <param name="Zone">The zone of the counter.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Recall">Whether it was a repetition.</param>
public sealed record RecentCall(
    long Sequence, string Number, Identifiers.CounterId Counter, Identifiers.ZoneCode Zone, DateTimeOffset At, bool Recall);
