namespace Hall.Devices.Supervision;

/// <summary>Some work of the program does not happen now, or happens again.</summary>
/// <param name="Work">Which work, a stable word in kebab case such as <c>announcements</c>; its sentence is found by it.</param>
/// <param name="Part">What of it, such as a hall's name; empty when all of it.</param>
/// <param name="Since">Since when nothing was done, UTC; null when it happens again.</param>
/// <param name="Reason"><see cref="Failed"/> or <see cref="Hangs"/>.</param>
public sealed record Standstill(string Work, string Part, DateTimeOffset? Since, string Reason)
{
    /// <summary>It was tried and ended in a fault; it is tried again by itself.</summary>
    public const string Failed = "failed";

    /// <summary>It was begun and does not come back.</summary>
    public const string Hangs = "hangs";
}

/// <summary>Is told what stands still, and when it goes on. Called from any thread; must return at once and not throw.</summary>
public delegate void StandstillReport(Standstill standstill);
