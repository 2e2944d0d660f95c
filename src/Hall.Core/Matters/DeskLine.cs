using System.Collections.Immutable;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Core.Matters;

/// <summary>The line of one step as one person at the desk sees it: nobody chooses, "next" gives the first that they may look at.</summary>
/// <param name="Step">The step.</param>
/// <param name="Holds">Whether the post is theirs today, as first holder, as substitute of somebody away, or as a teller of the hall for
/// peer checks.</param>
/// <param name="For">The first holder for whom they stand in; null for themselves.</param>
/// <param name="InHand">What they have taken and not decided; null when nothing.</param>
/// <param name="Line">Everything that waits at the step, next first; suspended ones are not in it.</param>
/// <param name="Mine">How many of the line they may be given.</param>
public sealed record DeskLine(
    RouteStep Step, bool Holds, StaffNumber? For, MatterView? InHand, ImmutableArray<MatterView> Line, int Mine);
