namespace Hall.Core.Cases;

/// <summary>The stable codes of what the rules of cases and complaints forbid.</summary>
public static class CaseRule
{
    /// <summary>Nobody reviews or investigates what is said of themselves.</summary>
    public const string IsTheOneRated = "reviewer-is-the-one-rated";

    /// <summary>Another person is named for it.</summary>
    public const string NotNamed = "not-the-one-named";

    /// <summary>The second person must be another than the first.</summary>
    public const string SamePerson = "needs-another-person";

    /// <summary>It is not the turn of this step.</summary>
    public const string NotNow = "not-this-step-now";

    /// <summary>A reason or a text is missing or too long.</summary>
    public const string NeedsText = "needs-a-text";

    /// <summary>A review under a real name is not closed before the citizen was called back.</summary>
    public const string NotCalledBack = "not-called-back";

    /// <summary>A review is not closed before a supervisor called back a second time.</summary>
    public const string NoSecondCallBack = "no-second-call-back";

    /// <summary>A review is not closed before the citizen said that it is settled.</summary>
    public const string NotConfirmed = "not-confirmed";

    /// <summary>The citizen left no name and cannot be called.</summary>
    public const string NobodyToCall = "nobody-to-call";

    /// <summary>The new deadline is not after the old one.</summary>
    public const string NotLater = "not-later";

    /// <summary>The deadline has passed: nobody extends it afterwards.</summary>
    public const string AlreadyMissed = "deadline-missed";

    /// <summary>What is stored of it cannot be read: nothing is done until it is mended.</summary>
    public const string Unreadable = "stored-unreadable";

    /// <summary>Whoever decides must hold a post that the first person does not hold.</summary>
    public const string SamePost = "needs-another-post";

    /// <summary>The complaint has as many texts as it can have.</summary>
    public const string NoMoreTexts = "no-more-texts";

    /// <summary>The ticket has as many complaints and additions as it may have on one day.</summary>
    public const string TooManyToday = "too-many-today";

    /// <summary>So many complaints come at once that only first complaints are taken.</summary>
    public const string TooManyNow = "too-many-now";

    /// <summary>All codes.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        IsTheOneRated, NotNamed, SamePerson, NotNow, NeedsText, NotCalledBack, NoSecondCallBack, NotConfirmed, NobodyToCall, NotLater,
        AlreadyMissed, Unreadable,
        SamePost, NoMoreTexts, TooManyToday, TooManyNow,
    ];
}
