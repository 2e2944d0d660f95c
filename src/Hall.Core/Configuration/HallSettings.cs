namespace Hall.Core.Configuration;

/// <summary>What becomes of those who still wait when the business day ends.</summary>
public enum WaitingAtDayEnd
{
    /// <summary>Their tickets expire; who could hardly be served before is told so at issue.</summary>
    Expire,

    /// <summary>Their tickets stay alive overnight, in their place.</summary>
    Keep,

    /// <summary>They stay alive where the hall is open over midnight, and expire where it closes for the night.</summary>
    ByHours,
}

/// <summary>What happens at issue when a ticket can hardly be served today.</summary>
public enum ServedTodayRule
{
    /// <summary>The citizen is told and decides.</summary>
    Warn,

    /// <summary>No ticket is issued.</summary>
    Refuse,
}

/// <summary>How a free counter comes to its next ticket.</summary>
public enum DispatchMode
{
    /// <summary>The teller presses "next".</summary>
    TellersPress,

    /// <summary>The hall calls for it as soon as it has rested; of several, the one with the longest idle time of the day.</summary>
    HallGives,
}

/// <summary>After a no-show, how late one may come and what it costs.</summary>
/// <param name="WithinCalls">Further calls of the zone since the ticket was called, at most.</param>
/// <param name="AfterCalls">Further calls that pass before the ticket is called again.</param>
public sealed record RejoinStep(int WithinCalls, int AfterCalls);

/// <summary>When a counter that may help another zone does so.</summary>
/// <param name="StartMinutes">It begins when the first in line there has waited this long, minutes; default 15.</param>
/// <param name="StopMinutes">Once it helps, it goes on until the first in line there has waited less than this, minutes; default 5.</param>
/// <param name="OwnMinutes">It helps only while nobody of its own has waited this long, minutes; default 3.</param>
public sealed record HelpRules(int StartMinutes = 15, int StopMinutes = 5, int OwnMinutes = 3);

/// <summary>The numbers in a hall's rules, each with its unit and default (API.md).</summary>
public sealed record HallSettings
{
    /// <summary>Recalls before a no-show; default 3.</summary>
    public int RecallLimit { get; init; } = 3;

    /// <summary>Seconds between a call and the offer of a no-show; default 120.</summary>
    public int NoShowAfterSeconds { get; init; } = 120;

    /// <summary>Seconds within which a teller may undo; default 60.</summary>
    public int UndoSeconds { get; init; } = 60;

    /// <summary>The pad's minute: seconds in which a rating counts; 5 to 60, default 15.</summary>
    public int FeedbackSeconds { get; init; } = 15;

    /// <summary>Seconds of rest between customers; default 0.</summary>
    public int RestSeconds { get; init; }

    /// <summary>Nobody waits longer than this while others are called: minutes; default 60.</summary>
    public int WaitCapMinutes { get; init; } = 60;

    /// <summary>Minutes within which <see cref="TargetPercent"/> should be called; default 15.</summary>
    public int TargetMinutes { get; init; } = 15;

    /// <summary>Percent that should be called in <see cref="TargetMinutes"/>; default 80.</summary>
    public int TargetPercent { get; init; } = 80;

    /// <summary>Minutes within which <see cref="SpecialTargetPercent"/> of the special services should be called; default 40.</summary>
    public int SpecialTargetMinutes { get; init; } = 40;

    /// <summary>Percent of special services that should be called in <see cref="SpecialTargetMinutes"/>; default 95.</summary>
    public int SpecialTargetPercent { get; init; } = 95;

    /// <summary>
    /// Whether counters that serve special services are kept for them; general work comes to them only when no special ticket
    /// waits and another special counter is idle or the general head has waited <see cref="ReserveThresholdMinutes"/>.
    /// </summary>
    public bool ReserveSpecialCounters { get; init; } = true;

    /// <summary>Minutes after which general work may come to a reserved counter; default 10.</summary>
    public int ReserveThresholdMinutes { get; init; } = 10;

    /// <summary>Whether tellers press "next" or the hall gives them the next ticket.</summary>
    public DispatchMode DispatchMode { get; init; }

    /// <summary>
    /// After so many tickets with a priority in a row at one counter a regular one is next, when one waits; 0 is no limit; default 0.
    /// </summary>
    public int MostPriorityInRow { get; init; }

    /// <summary>
    /// How much short services are preferred, 0 to 1; default 0, not at all. The score is multiplied by (6 minutes ÷ the service's
    /// learned mean) to this power: at 1 the hall has the shortest mean wait and long services wait longer (the μ of the generalised cμ
    /// rule).
    /// </summary>
    public double ShortServiceWeight { get; init; }

    /// <summary>When counters help another zone. Settings of before there was help have the defaults.</summary>
    public HelpRules Help { get => field ?? new(); init; }

    /// <summary>Numbers and identities. Settings of before there were any have the defaults.</summary>
    public HolderRules Holders { get => field ?? new(); init; }

    /// <summary>How a no-show may rejoin; later than the last step counts as new.</summary>
    public IReadOnlyList<RejoinStep> Rejoin { get; init; } = [new(3, 0), new(5, 3)];

    /// <summary>What becomes of waiting tickets at the end of the business day.</summary>
    public WaitingAtDayEnd WaitingAtDayEnd { get; init; } = WaitingAtDayEnd.ByHours;

    /// <summary>Whether a ticket that can hardly be served today is refused or only warned of.</summary>
    public ServedTodayRule ServedToday { get; init; }

    /// <summary>How many places a citizen may let pass at once; default 20.</summary>
    public int PostponeLimit { get; init; } = 20;

    /// <summary>How often and how far one ticket may be put off in all. Settings of before there was a limit have the defaults.</summary>
    public PostponeRules Postpone { get => field ?? new(); init; }

    /// <summary>Minutes after which a service that was never completed is called stale; default 120.</summary>
    public int StaleServiceMinutes { get; init; } = 120;

    /// <summary>
    /// Whether somebody forgot to end what lasted so long: it says nothing about how long things take, and is left out of every average.
    /// </summary>
    public bool IsForgotten(TimeSpan service) => service > TimeSpan.FromMinutes(StaleServiceMinutes);
}
