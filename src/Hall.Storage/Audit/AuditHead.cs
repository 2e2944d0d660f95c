namespace Hall.Storage.Audit;

/// <summary>
/// Where the audit ends, sealed with every change: without the hub's secret nobody can cut rows off and make it fit, not even those of the
/// last minute.
/// </summary>
public sealed class AuditHead
{
    /// <summary>Always 1: there is one row.</summary>
    public int Id { get; set; } = 1;

    /// <summary>The last row's number.</summary>
    public long Sequence { get; set; }

    /// <summary>The last row's hash.</summary>
    public string Hash { get; set; } = "";

    /// <summary>HMAC-SHA-256 over both, hex; the key stands outside the database.</summary>
    public string Seal { get; set; } = "";
}
