namespace Hall.Core.Feedback;

/// <summary>Ratings counted by level.</summary>
public readonly record struct LevelCounts(
    long VerySatisfied, long Satisfied, long BasicallySatisfied, long Dissatisfied, long VeryDissatisfied)
{
    /// <summary>All levels together.</summary>
    public long Total => Good + Bad;

    /// <summary>The top three levels.</summary>
    public long Good => VerySatisfied + Satisfied + BasicallySatisfied;

    /// <summary>The lowest two levels: bad reviews, 差评.</summary>
    public long Bad => Dissatisfied + VeryDissatisfied;

    /// <summary>How many of a level.</summary>
    public long this[FeedbackLevel level] => level switch
    {
        FeedbackLevel.VerySatisfied => VerySatisfied,
        FeedbackLevel.Satisfied => Satisfied,
        FeedbackLevel.BasicallySatisfied => BasicallySatisfied,
        FeedbackLevel.Dissatisfied => Dissatisfied,
        _ => VeryDissatisfied,
    };

    /// <summary>One rating of a level.</summary>
    public static LevelCounts One(FeedbackLevel level) => new(
        level == FeedbackLevel.VerySatisfied ? 1 : 0, level == FeedbackLevel.Satisfied ? 1 : 0,
        level == FeedbackLevel.BasicallySatisfied ? 1 : 0,
        level == FeedbackLevel.Dissatisfied ? 1 : 0, level == FeedbackLevel.VeryDissatisfied ? 1 : 0);

    /// <summary>Both together.</summary>
    public static LevelCounts operator +(LevelCounts one, LevelCounts other) => new(
        one.VerySatisfied + other.VerySatisfied, one.Satisfied + other.Satisfied, one.BasicallySatisfied + other.BasicallySatisfied,
        one.Dissatisfied + other.Dissatisfied, one.VeryDissatisfied + other.VeryDissatisfied);
}
