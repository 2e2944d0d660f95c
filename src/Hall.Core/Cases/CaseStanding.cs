namespace Hall.Core.Cases;

/// <summary>How a case stands towards its next deadline.</summary>
public enum CaseStanding
{
    /// <summary>Nothing is due any more.</summary>
    Done,

    /// <summary>There is time.</summary>
    InTime,

    /// <summary>Less than a quarter of the time is left, or less than two hours: the duty manager is told.</summary>
    Near,

    /// <summary>The deadline has passed: the duty manager is told.</summary>
    Missed,

    /// <summary>The deadline cannot be told, because the calendar lacks a year.</summary>
    Unknown,
}

/// <summary>A deadline with the moment it began to run.</summary>
/// <param name="Began">When it began to run, UTC.</param>
/// <param name="At">When it passes, UTC; null when the calendar lacks a year.</param>
public sealed record CaseDeadline(DateTimeOffset Began, DateTimeOffset? At)
{
    private static readonly TimeSpan AlwaysNear = TimeSpan.FromHours(2);

    /// <summary>Whether something was done by a deadline, which itself is too late.</summary>
    /// <param name="by">The deadline; null when there is none.</param>
    /// <param name="doneAt">When it was done; null while it was not.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>Null while that cannot be told yet, or nothing is due.</returns>
    public static bool? WasInTime(DateTimeOffset? by, DateTimeOffset? doneAt, DateTimeOffset now) => (by, doneAt) switch
    {
        (null, _) => null,
        ({ } due, { } done) => done < due,
        ({ } due, null) => now >= due ? false : null,
    };

    /// <summary>How it stands now.</summary>
    public CaseStanding StandingAt(DateTimeOffset now) => At switch
    {
        null => CaseStanding.Unknown,
        { } at when now >= at => CaseStanding.Missed,
        { } at when at - now < AlwaysNear || at - now < (at - Began) / 4 => CaseStanding.Near,
        _ => CaseStanding.InTime,
    };
}
