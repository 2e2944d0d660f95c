using Hall.Core.Identifiers;

namespace Hall.Core.Commands;

/// <summary>Notes something about the matter, 1 to 500 characters.</summary>
public sealed record TakeNote(CounterId Counter, string Text) : CounterCommand(Counter)
{
    /// <summary>
    /// Whether it is the note of this stay as it stands now: it takes the place of what was written before at the same stay, and may be
    /// empty then. Else it stands beside the others.
    /// </summary>
    public bool AsWritten { get; init; }

    /// <summary>
    /// The visit that it is about, whose last stay was at this counter, also when it has left meanwhile; null for whoever is there now.
    /// </summary>
    public TicketId? About { get; init; }
}

/// <summary>Marks a paper of a matter of the current ticket as brought, or as not brought.</summary>
/// <param name="Counter">The counter.</param>
/// <param name="Service">The matter that needs it.</param>
/// <param name="Paper">The paper, as the catalogue names it in any language.</param>
/// <param name="Has">Whether it was brought.</param>
public sealed record TickPaper(CounterId Counter, ServiceCode Service, string Paper, bool Has) : CounterCommand(Counter);

/// <summary>
/// The citizen at the window came for something else, wants something more, or something no longer. The number stays at the window, and
/// nothing is announced again.
/// </summary>
/// <param name="Counter">The counter.</param>
/// <param name="From">A matter of the visit that is not done; null to add one.</param>
/// <param name="To">The matter it becomes, which the visit does not have yet; null to drop it. One of the two is set.</param>
public sealed record CorrectService(CounterId Counter, ServiceCode? From, ServiceCode? To) : CounterCommand(Counter)
{
    /// <summary>Other living numbers of the same person that are given up by it, where they stand against it.</summary>
    public IReadOnlyList<string> Ends { get; init; } = [];
}
