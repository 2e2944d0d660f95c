namespace Hall.Core.Configuration;

/// <summary>Why the clock of a matter may stop (特殊环节): hearing, inspection, expert review.</summary>
public sealed record SuspensionGround
{
    /// <summary>The code, such as <c>T1</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What it is called, per language.</summary>
    public required LocalText Names { get; init; }

    /// <summary>Working days that it may stop one matter, in all, 1 to 250.</summary>
    public int MostDays { get; init; } = 15;

    /// <summary>Whether only a leader may stop the clock for it.</summary>
    public bool NeedsLeader { get; init; }
}

/// <summary>What a reviewer or a sample can find fault with.</summary>
public sealed record MatterFault
{
    /// <summary>The code, such as <c>F03</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What it is called, per language.</summary>
    public required LocalText Names { get; init; }

    /// <summary>How much it weighs, 0.1 to 10.</summary>
    public double Weight { get; init; } = 1;
}

/// <summary>How many of the matters that were finished on a day are looked at again, percent.</summary>
/// <param name="General">Of general services, 0 to 100; default 5.</param>
/// <param name="Special">Of special services, 0 to 100; default 100.</param>
public sealed record CheckPercent(int General = 5, int Special = 100);

/// <summary>How far a leader may put the last day of a matter off.</summary>
/// <param name="MostDays">Working days at once, 1 to 250; default 10.</param>
/// <param name="Most">How often in one matter, 0 to 10; default 1.</param>
public sealed record ExtensionRules(int MostDays = 10, int Most = 1);

/// <summary>The numbers in the rules of matters. Every hall's rules differ.</summary>
public sealed record MatterSettings
{
    /// <summary>A matter is near its last day when at most this share of its days is left, percent, 0 to 100; default 20.</summary>
    public int NearPercent { get; init; } = 20;

    /// <summary>It is near, too, when at most so many working days are left, 0 to 30; default 1.</summary>
    public int NearWorkingDays { get; init; } = 1;

    /// <summary>
    /// Working days after the papers came within which what is missing is told; else it counts as accepted from that day. 1 to 30;
    /// default 5.
    /// </summary>
    public int ToldOnceDays { get; init; } = 5;

    /// <summary>Whether no matter is accepted without the number of its case in the insurance system.</summary>
    public bool ReferenceNeeded { get; init; }

    /// <summary>For what the clock may stop.</summary>
    public IReadOnlyList<SuspensionGround> Grounds { get => field ?? []; init; } = [];

    /// <summary>What can be found fault with.</summary>
    public IReadOnlyList<MatterFault> Faults { get => field ?? []; init; } = [];

    /// <summary>How many finished ones are looked at again.</summary>
    public CheckPercent CheckPercent { get => field ?? new(); init; } = new();

    /// <summary>How far the last day may be put off.</summary>
    public ExtensionRules Extension { get => field ?? new(); init; } = new();
}
