using Hall.Core.Commands;

namespace Hall.Core.Cases;

/// <summary>What the rules answer to a step: the case as it stands after it, or a rejection that changed nothing.</summary>
/// <param name="After">The case after the step; null when it was rejected.</param>
/// <param name="Rejection">Why not; null when it was taken.</param>
public readonly record struct CaseAnswer<T>(T? After, Rejection? Rejection)
    where T : class
{
    /// <summary>The step was taken.</summary>
    public static implicit operator CaseAnswer<T>(T after) => new(after, null);

    /// <summary>The step was rejected.</summary>
    public static implicit operator CaseAnswer<T>(Rejection rejection) => new(null, rejection);
}
