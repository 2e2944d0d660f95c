namespace Hall.Storage.People;

/// <summary>A one-time link that makes the first administrator; only its hash is kept.</summary>
public sealed class SetupLink
{
    /// <summary>SHA-256 of the link's secret, hex.</summary>
    public string Hash { get; set; } = "";

    /// <summary>When it stops working, UTC.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When it was used, UTC; null while it may be.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
