using System.Collections.Immutable;

namespace Hall.Core.Configuration;

/// <summary>One look behind the window that a matter needs before it is ready.</summary>
public enum RouteStep
{
    /// <summary>A full-time reviewer looks at it (专职复核).</summary>
    Review,

    /// <summary>A teller of the zone, drawn by the hall, looks at it (交叉复核).</summary>
    Peer,

    /// <summary>A leader approves it (关键环节领导把关).</summary>
    Approve,
}

/// <summary>Within how many working days a service is finished, and who looks at it until then.</summary>
public sealed record Promise
{
    /// <summary>Working days after the day of acceptance, 0 to 250; 0 is the same day.</summary>
    public int Days { get; init; }

    /// <summary>The steps, in order; empty for a matter that is done at once (即办件).</summary>
    public IReadOnlyList<RouteStep> Route { get => field ?? []; init; } = [];

    /// <summary>Whether it may be accepted while a paper follows by a day that is named (容缺受理).</summary>
    public bool PapersToFollow { get; init; }

    /// <summary>
    /// From how many items on the days and the route hold; below them it is done at once. 1, the default, always.
    /// </summary>
    public int FromItems { get; init; } = 1;

    /// <summary>Working days that are promised for so many items.</summary>
    public int DaysFor(int items) => items >= FromItems ? Days : 0;

    /// <summary>The steps for so many items.</summary>
    public ImmutableArray<RouteStep> RouteFor(int items) => items >= FromItems ? [.. Route] : [];
}
