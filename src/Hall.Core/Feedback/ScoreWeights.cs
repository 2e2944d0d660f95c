namespace Hall.Core.Feedback;

/// <summary>What a level is worth in the mean score; each 0 to 100, not rising from the best level to the worst.</summary>
public sealed record ScoreWeights(
    int VerySatisfied = 100, int Satisfied = 80, int BasicallySatisfied = 60, int Dissatisfied = 30, int VeryDissatisfied = 0)
{
    /// <summary>100, 80, 60, 30, 0.</summary>
    public static ScoreWeights Default { get; } = new();

    /// <summary>Whether the weights are in range and in order.</summary>
    public bool AreSound =>
        VerySatisfied is <= 100 && VeryDissatisfied >= 0 && VerySatisfied >= Satisfied && Satisfied >= BasicallySatisfied
        && BasicallySatisfied >= Dissatisfied && Dissatisfied >= VeryDissatisfied;

    /// <summary>The mean score of ratings, 0 to 100; null without a rating.</summary>
    public double? MeanOf(LevelCounts ratings) => ratings.Total == 0
        ? null
        : ((VerySatisfied * ratings.VerySatisfied) + (Satisfied * ratings.Satisfied) + (BasicallySatisfied * ratings.BasicallySatisfied)
            + (Dissatisfied * ratings.Dissatisfied) + (VeryDissatisfied * ratings.VeryDissatisfied)) / (double)ratings.Total;
}
