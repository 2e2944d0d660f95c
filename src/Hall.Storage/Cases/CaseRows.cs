using Hall.Storage.Sqlite;

namespace Hall.Storage.Cases;

/// <summary>The case of a bad review.</summary>
public sealed class CaseRow : ISealedRow
{
    /// <summary>The hall.</summary>
    public required string Hall { get; init; }

    /// <summary>Its number.</summary>
    public required string Number { get; init; }

    /// <summary>The ticket that was rated.</summary>
    public required long Ticket { get; init; }

    /// <summary>The leg that was rated.</summary>
    public required int Leg { get; init; }

    /// <summary>When it opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it ended; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The whole case, JSON.</summary>
    public required string Body { get; set; }

    /// <inheritdoc />
    public string? Seal { get; set; }

    /// <inheritdoc />
    public IReadOnlyList<object?> Sealed => ["case", Hall, Number, Ticket, Leg, OpenedAt, EndedAt, Body];
}

/// <summary>A complaint.</summary>
public sealed class ComplaintRow : ISealedRow
{
    /// <summary>The hall.</summary>
    public required string Hall { get; init; }

    /// <summary>Its number.</summary>
    public required string Number { get; init; }

    /// <summary>The ticket from whose page or for which it came; null when none is known.</summary>
    public long? Ticket { get; init; }

    /// <summary>When it was registered.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When it was settled; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The whole complaint, JSON.</summary>
    public required string Body { get; set; }

    /// <inheritdoc />
    public string? Seal { get; set; }

    /// <inheritdoc />
    public IReadOnlyList<object?> Sealed => ["complaint", Hall, Number, Ticket, RegisteredAt, EndedAt, Body];
}

/// <summary>How a citizen can be reached, encrypted. It stands in no event and in no chain, so that it can be erased.</summary>
public sealed class ContactRow
{
    /// <summary>The hall.</summary>
    public required string Hall { get; init; }

    /// <summary>What it belongs to: <c>leg/7/1</c> or a complaint's number.</summary>
    public required string Subject { get; init; }

    /// <summary>When it was left.</summary>
    public required DateTimeOffset LeftAt { get; init; }

    /// <summary>Nonce, tag and cipher text.</summary>
    public required byte[] Sealed { get; set; }
}

/// <summary>The highest number that was given in a series: none is given twice, whatever became of its row.</summary>
public sealed class NumberRow
{
    /// <summary>The hall.</summary>
    public required string Hall { get; init; }

    /// <summary>What all numbers of the series begin with, such as <c>TS2026-</c>.</summary>
    public required string Series { get; init; }

    /// <summary>The highest that was given.</summary>
    public int Last { get; set; }
}

/// <summary>How far the ratings of a hall were looked through for bad reviews.</summary>
public sealed class MarkRow
{
    /// <summary>The hall.</summary>
    public required string Hall { get; init; }

    /// <summary>Place of the last rating that was looked at.</summary>
    public long Link { get; set; }

    /// <summary>Place of the last rating that was put into the outbox of the exchange.</summary>
    public long Exchanged { get; set; }
}
