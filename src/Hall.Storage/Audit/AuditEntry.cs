namespace Hall.Storage.Audit;

/// <summary>Something that a person did and that another may want to know later. Rows are only ever added.</summary>
public sealed record AuditEntry
{
    /// <summary>From 1, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>When, UTC, whole milliseconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Staff number of who did it, or <c>hub</c>, <c>console</c>, <c>screen NAME</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>What was done; one of <see cref="AuditKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>To whom or what.</summary>
    public required string Subject { get; init; }

    /// <summary>What else is known, in a sentence or as JSON; never a password, a PIN or a secret.</summary>
    public required string Detail { get; init; }

    /// <summary>Where it was copied from, such as <c>tongling/1234</c> for an event, so that it is copied once; null for what has no such
    /// origin.</summary>
    public string? Source { get; init; }

    /// <summary>HMAC-SHA-256 over the row before and this row, hex. The key stands outside the database.</summary>
    public required string Hash { get; init; }
}
