namespace Hall.Core.Matters;

/// <summary>How it is with one paper of a matter.</summary>
public enum PaperState
{
    /// <summary>It is missing.</summary>
    Missing,

    /// <summary>It was given.</summary>
    Given,

    /// <summary>It is not needed here.</summary>
    Waived,

    /// <summary>It may follow after acceptance, by a day; nothing is finished before it came.</summary>
    ToFollow,
}

/// <summary>One paper of a matter.</summary>
/// <param name="Paper">The paper, as the catalogue named it in its first language when the matter was opened.</param>
/// <param name="State">How it is with it.</param>
/// <param name="FollowsBy">Hall-local day by which it follows; null but for <see cref="PaperState.ToFollow"/>, and there where the matter
/// counts as accepted without having been looked at.</param>
public sealed record MatterPaper(string Paper, PaperState State, DateOnly? FollowsBy = null);
