using Hall.Core.Calendar;

namespace Hall.Core.Cases;

/// <summary>How long the steps may take, and how long contact data are kept. No number is set nationally: a hall sets its own.</summary>
public sealed record CaseRules
{
    /// <summary>Until the citizen is reached; default one working day.</summary>
    public DeadlineRule Contact { get; init; } = new(1);

    /// <summary>Until a clear case is mended or explained; default three working days.</summary>
    public DeadlineRule Mend { get; init; } = new(3);

    /// <summary>Until a complex one is mended; default fifteen working days.</summary>
    public DeadlineRule Ledger { get; init; } = new(15);

    /// <summary>Until the citizen is called back after the remedy; default two working days.</summary>
    public DeadlineRule CallBack { get; init; } = new(2);

    /// <summary>Until a supervisor calls a second time; default five working days.</summary>
    public DeadlineRule SecondCallBack { get; init; } = new(5);

    /// <summary>Until a complaint is answered; default fifteen working days.</summary>
    public DeadlineRule Complaint { get; init; } = new(15);

    /// <summary>Days after the end of a case for which names and telephones are kept, 1 to 1,095; default 90.</summary>
    public int ContactRetentionDays { get; init; } = 90;

    /// <summary>Whether silence is entered as a default rating after <see cref="DefaultAfterDays"/>; off unless a hall wants it.</summary>
    public bool DefaultRatings { get; init; }

    /// <summary>Days after which silence becomes a default rating of 基本满意, 1 to 60; default 7.</summary>
    public int DefaultAfterDays { get; init; } = 7;
}
