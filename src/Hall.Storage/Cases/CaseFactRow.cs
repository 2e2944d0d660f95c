namespace Hall.Storage.Cases;

/// <summary>
/// What the figures need of a case or a complaint, beside its whole text: years of figures are added up from these rows without
/// reading a single case. Written with the case, in the same transaction.
/// </summary>
public sealed class CaseFactRow
{
    /// <summary>The hall.</summary>
    public required string Hall { get; init; }

    /// <summary>Number of the case or complaint.</summary>
    public required string Number { get; init; }

    /// <summary>Whether it is a complaint; otherwise the case of a bad review.</summary>
    public required bool IsComplaint { get; init; }

    /// <summary>When the case opened or the complaint was registered; figures belong to its day and hour.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The visit; null when the complaint is about no known visit.</summary>
    public long? Ticket { get; set; }

    /// <summary>The leg of it; null likewise.</summary>
    public int? Leg { get; set; }

    /// <summary>The zone that the leg counted for on its day; empty when it is about no known visit, null while nobody looked it
    /// up.</summary>
    public string? Zone { get; set; }

    /// <summary>The service; empty when the complaint is about no known visit.</summary>
    public required string Service { get; set; }

    /// <summary>The counter; empty likewise.</summary>
    public required string Counter { get; set; }

    /// <summary>The teller; empty likewise.</summary>
    public required string Teller { get; set; }

    /// <summary>Whether it is a complaint that two people set aside as abuse.</summary>
    public bool Aside { get; set; }

    /// <summary>Whether the citizen left a name or a telephone.</summary>
    public bool Named { get; set; }

    /// <summary>When it has to be mended, or a complaint answered; null when it does not, or not yet.</summary>
    public DateTimeOffset? MendBy { get; set; }

    /// <summary>When it was mended, or a complaint answered; null until then.</summary>
    public DateTimeOffset? MendedAt { get; set; }

    /// <summary>When the citizen was called back; null until then.</summary>
    public DateTimeOffset? CalledBackAt { get; set; }
}
