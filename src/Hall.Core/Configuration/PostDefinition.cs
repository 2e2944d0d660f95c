using Hall.Core.Identifiers;

namespace Hall.Core.Configuration;

/// <summary>Who does a step of matters, and who stands in for them (AB 岗).</summary>
public sealed record PostDefinition
{
    /// <summary>The step: <c>review</c> or <c>approve</c>. A peer holds no post: the hall draws one of the zone's tellers.</summary>
    public required string Post { get; init; }

    /// <summary>Staff numbers of the first holders.</summary>
    public required IReadOnlyList<StaffNumber> People { get; init; }

    /// <summary>Staff numbers of those who stand in while one of <see cref="People"/> is away.</summary>
    public IReadOnlyList<StaffNumber> Substitutes { get => field ?? []; init; } = [];

    /// <summary>The post of reviewers.</summary>
    public const string Review = "review";

    /// <summary>The post of leaders.</summary>
    public const string Approve = "approve";
}
