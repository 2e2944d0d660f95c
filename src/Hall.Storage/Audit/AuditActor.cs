namespace Hall.Storage.Audit;

/// <summary>Who may stand in the audit beside people and keys. Neither an account nor a key may have one of these names.</summary>
public static class AuditActor
{
    /// <summary>The hub by itself.</summary>
    public const string Hub = "hub";

    /// <summary>The console of the hub's own computer.</summary>
    public const string Console = "console";

    private static readonly string[] Reserved = [Hub, Console, "system", "demo"];

    /// <summary>Whether a name is kept for the system, in whatever letters.</summary>
    public static bool IsReserved(string name) => Reserved.Contains(name, StringComparer.OrdinalIgnoreCase);
}
