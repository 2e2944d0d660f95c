namespace Hall.Storage.Data;

/// <summary>
/// What a part of a hall was called and where it belonged, from a publication on until the next row of the same part. Rows are only ever
/// added, and only when something changed, so that the figures of a day can be told in the words of that day.
/// </summary>
public sealed record PartRow
{
    /// <summary>The hall.</summary>
    public required string Hall { get; init; }

    /// <summary>Which kind of part.</summary>
    public required TallyScope Scope { get; init; }

    /// <summary>Its code; empty for the hall itself.</summary>
    public required string Key { get; init; }

    /// <summary>The event that published it.</summary>
    public required long Sequence { get; init; }

    /// <summary>When that was.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The zone it belongs to; empty for the hall and for tellers, who work in all of them.</summary>
    public required string Zone { get; init; }

    /// <summary>Its Chinese name; empty when it has none.</summary>
    public required string Chinese { get; init; }

    /// <summary>Its English name; empty when it has none.</summary>
    public required string English { get; init; }
}
