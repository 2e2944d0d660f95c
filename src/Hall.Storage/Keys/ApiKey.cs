namespace Hall.Storage.Keys;

/// <summary>What a program that holds a key may do; see the table in the API's description.</summary>
public static class KeyRole
{
    /// <summary>Catalogue, issue, own tickets' state.</summary>
    public const string Kiosk = "kiosk";

    /// <summary>Its counter's verbs and queue; never feedback, never tokens.</summary>
    public const string Counter = "counter";

    /// <summary>Snapshot and events without feedback, names, tokens.</summary>
    public const string Board = "board";

    /// <summary>The device hub.</summary>
    public const string Agent = "agent";

    /// <summary>Everything but keys.</summary>
    public const string Manager = "manager";

    /// <summary>Everything but keys and people.</summary>
    public const string Integration = "integration";

    /// <summary>All roles.</summary>
    public static IReadOnlyList<string> All { get; } = [Kiosk, Counter, Board, Agent, Manager, Integration];
}

/// <summary>A key as it is stored; the key itself is known to its holder only.</summary>
/// <param name="Name">Unique name, 1 to 100 characters; scope of idempotency keys.</param>
/// <param name="Role">One of <see cref="KeyRole"/>.</param>
/// <param name="Counter">The only counter it may act at; null for any.</param>
/// <param name="Kiosk">The kiosk it issues as; null for any.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="RevokedAt">When it was taken back, UTC; null while it is valid.</param>
public sealed record ApiKey(string Name, string Role, string? Counter, string? Kiosk, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

/// <summary>The key cannot be made as asked, or there is none of that name; the message says why.</summary>
public sealed class KeyRefusedException(string message) : Exception(message);
