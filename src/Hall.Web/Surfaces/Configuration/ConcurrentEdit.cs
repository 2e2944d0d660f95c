using Hall.Core.Configuration;

namespace Hall.Web.Surfaces.Configuration;

/// <summary>What somebody else did to the draft while the reader edited it.</summary>
/// <param name="By">Who.</param>
/// <param name="Differences">What they changed.</param>
/// <param name="Conflicts">Where the reader had changed the same thing; the other's value stands, the reader's is kept here.</param>
public sealed record ConcurrentEdit(string By, IReadOnlyList<ConfigurationDifference> Differences,
    IReadOnlyList<ConfigurationConflict> Conflicts);
