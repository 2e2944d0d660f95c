namespace Hall.Hub.Identity;

/// <summary>What came of a change of an account.</summary>
/// <param name="Faults">Keys of the words <c>people.fault.…</c> or <c>password.…</c>; empty when it was done.</param>
/// <param name="FirstPassword">A password to hand over, shown once; null when none was made.</param>
public sealed record AccountOutcome(IReadOnlyList<string> Faults, string? FirstPassword = null)
{
    /// <summary>Done.</summary>
    public static AccountOutcome Done { get; } = new([]);

    /// <summary>Whether it was done.</summary>
    public bool Succeeded => Faults.Count == 0;

    /// <summary>Refused.</summary>
    public static AccountOutcome Refused(params IEnumerable<string> faults) => new([.. faults]);
}
