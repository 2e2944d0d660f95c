namespace Hall.Storage.Ratings;

/// <summary>What a row of the chain is about a leg. Only <see cref="First"/> counts as a rating.</summary>
public static class RatingOccasion
{
    /// <summary>Silence, entered as 基本满意 where the hall wants that; counted apart.</summary>
    public const int Default = 0;

    /// <summary>The rating.</summary>
    public const int First = 1;

    /// <summary>A rating after a bad review was dealt with.</summary>
    public const int FollowUp = 2;

    /// <summary>Reasons and text that came after the rating.</summary>
    public const int Reasons = 3;

    /// <summary>The rating was set aside by its case, whose number is the text.</summary>
    public const int Aside = 4;
}
