using Hall.Core.Identifiers;

namespace Hall.Core.Cases;

/// <summary>Something that was done about a case or a complaint. Steps are only ever added.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who; null for the hub and for the citizen.</param>
/// <param name="Kind">What, by its stable name.</param>
/// <param name="Text">What was written about it; empty when nothing. Never contact data.</param>
public sealed record CaseStep(DateTimeOffset At, StaffNumber? By, string Kind, string Text)
{
    /// <summary>Characters of a step's text, at most.</summary>
    public const int LongestText = 1_000;
}
