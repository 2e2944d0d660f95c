namespace Hall.Core.Feedback;

/// <summary>Presses that changed nothing, by kind.</summary>
/// <param name="Late">After the pad's minute.</param>
/// <param name="Second">On a leg that was rated already.</param>
/// <param name="Orphan">With no visit.</param>
/// <param name="Foreign">For a visit at another window.</param>
/// <param name="Undated">Pressed when nobody can say, so for nobody knows whom.</param>
public readonly record struct StrayCounts(long Late, long Second, long Orphan, long Foreign, long Undated = 0)
{
    /// <summary>All kinds together.</summary>
    public long Total => Late + Second + Orphan + Foreign + Undated;

    /// <summary>Both together.</summary>
    public static StrayCounts operator +(StrayCounts one, StrayCounts other) =>
        new(one.Late + other.Late, one.Second + other.Second, one.Orphan + other.Orphan, one.Foreign + other.Foreign,
            one.Undated + other.Undated);
}
