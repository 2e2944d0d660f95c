using Hall.Core.Identifiers;

namespace Hall.Core.Tickets;

/// <summary>A paper that a citizen has brought.</summary>
/// <param name="Service">The matter that needs it.</param>
/// <param name="Paper">The paper, as the catalogue named it in its first language when it was ticked.</param>
public sealed record BroughtPaper(ServiceCode Service, string Paper);
