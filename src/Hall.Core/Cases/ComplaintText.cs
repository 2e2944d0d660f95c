using Hall.Core.Identifiers;

namespace Hall.Core.Cases;

/// <summary>What a citizen added to a complaint that was still open.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Title">A line that says what it is about.</param>
/// <param name="Content">What the citizen says.</param>
/// <param name="About">The leg it is about; null when that is not known.</param>
public sealed record ComplaintText(DateTimeOffset At, string Title, string Content, ServedLeg? About);

/// <summary>A proposal to set a complaint aside as abuse.</summary>
/// <param name="By">Who made it.</param>
/// <param name="Posts">The posts that person held; whoever decides supervises in another.</param>
public sealed record AsideProposal(StaffNumber By, IReadOnlyList<string> Posts);
