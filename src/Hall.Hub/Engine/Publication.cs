using System.Collections.Immutable;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Hub.Engine;

/// <summary>A configuration that somebody wants in force.</summary>
/// <param name="Base">The one that it was made from.</param>
/// <param name="Wanted">The one that is wanted.</param>
public sealed record Publication(HallConfiguration Base, HallConfiguration Wanted)
{
    /// <summary>Who wants it; null for the hub itself.</summary>
    public StaffNumber? By { get; init; }

    /// <summary>The reason; null when none was given.</summary>
    public string? Why { get; init; }

    /// <summary>What becomes of those who wait for services that go.</summary>
    public ImmutableArray<GoneService> Gone { get; init; } = [];
}

/// <summary>What became of it.</summary>
/// <param name="InForce">The configuration that it was compared with.</param>
/// <param name="Configuration">What was published or would be: the wish, with what others changed meanwhile.</param>
public sealed record PublicationAnswer(HallPlan InForce, HallConfiguration Configuration)
{
    /// <summary>Sequence of the publication; 0 when there was none.</summary>
    public long Published { get; init; }

    /// <summary>Whether all that is wanted was in force already.</summary>
    public bool IsInForce { get; init; }

    /// <summary>Why nothing was published; null when nothing forbids it.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>What others changed since the wish began.</summary>
    public IReadOnlyList<ConfigurationDifference> Meanwhile { get; init; } = [];

    /// <summary>Where they and the wish disagree.</summary>
    public IReadOnlyList<ConfigurationConflict> Conflicts { get; init; } = [];

    /// <summary>Whether what was wanted is in force.</summary>
    public bool Succeeded => Published > 0 || IsInForce;
}
