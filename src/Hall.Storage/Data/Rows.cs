namespace Hall.Storage.Data;

/// <summary>An event. Its key is (hall, sequence): a second writer of the same hall fails on it.</summary>
public sealed record JournalRow
{
    /// <summary>The hall.</summary>
    public required string Hall { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The event's stable name.</summary>
    public required string Type { get; init; }

    /// <summary>Version of the payload.</summary>
    public required int Version { get; init; }

    /// <summary>JSON.</summary>
    public required string Payload { get; init; }
}

/// <summary>A whole state at the opening of a business day.</summary>
public sealed record OpeningRow
{
    /// <summary>The hall.</summary>
    public required string Hall { get; init; }

    /// <summary>Sequence of the last event in it.</summary>
    public required long Sequence { get; init; }

    /// <summary>JSON.</summary>
    public required string State { get; init; }
}

/// <summary>The first answer to a wish that may come twice.</summary>
public sealed record KeptOutcomeRow
{
    /// <summary>The hall.</summary>
    public required string Hall { get; init; }

    /// <summary>Who sent it and where.</summary>
    public required string Scope { get; init; }

    /// <summary>The key that the sender chose.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of the body.</summary>
    public required string BodyHash { get; init; }

    /// <summary>When it was answered.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>JSON.</summary>
    public required string Outcome { get; init; }
}

/// <summary>A visit as it stands.</summary>
public sealed record TicketRow
{
    /// <summary>The hall.</summary>
    public required string Hall { get; init; }

    /// <summary>The ticket.</summary>
    public required long Ticket { get; init; }

    /// <summary>What the citizen reads.</summary>
    public required string Number { get; init; }

    /// <summary>Hall-local day of issue, days since 0001-01-01.</summary>
    public required int BusinessDay { get; init; }

    /// <summary>Zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Services, separated by spaces, in order.</summary>
    public required string Services { get; init; }

    /// <summary>Class of priority.</summary>
    public required string Priority { get; init; }

    /// <summary>State by name.</summary>
    public required string State { get; init; }

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When it ended; null while it lives.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The last counter; null before the first call.</summary>
    public string? Counter { get; init; }

    /// <summary>The last teller; null before the first call.</summary>
    public string? Teller { get; init; }
}

/// <summary>A stretch of a visit.</summary>
public sealed record PeriodRow
{
    /// <summary>The hall.</summary>
    public required string Hall { get; init; }

    /// <summary>The ticket.</summary>
    public required long Ticket { get; init; }

    /// <summary>Its place in the visit, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The leg it belongs to, from 1.</summary>
    public required int Leg { get; init; }

    /// <summary><c>wait</c>, <c>walk</c>, <c>service</c> or <c>hold</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Start.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End; null while it lasts.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The service.</summary>
    public required string Service { get; init; }

    /// <summary>The counter; null for a wait.</summary>
    public string? Counter { get; init; }

    /// <summary>The teller; null for a wait.</summary>
    public string? Teller { get; init; }
}
