using Hall.Core.Identifiers;

namespace Hall.Core.Configuration;

/// <summary>A class of priority: its waiting counts <see cref="Factor"/> times, plus a credit.</summary>
public sealed record PriorityClass
{
    /// <summary>The class.</summary>
    public required PriorityCode Code { get; init; }

    /// <summary>b, the weight of a second of waiting, above 0.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Seconds that count as already waited, 0 or more.</summary>
    public int CreditSeconds { get; init; }

    /// <summary>Name per language.</summary>
    public LocalText Names { get; init; } = [];

    /// <summary>Whether a citizen may choose it at the kiosk.</summary>
    public bool AtKiosk { get; init; } = true;

    /// <summary>What a hall has unless it says otherwise (API.md, "Rules that a client can rely on").</summary>
    public static IReadOnlyList<PriorityClass> Defaults { get; } =
    [
        new() { Code = PriorityCode.None, Names = new("普通", "Regular"), AtKiosk = true },
        new() { Code = new("elderly"), Factor = 2, Names = new("老年人", "Senior") },
        new() { Code = new("disabled"), Factor = 4, Names = new("残疾人", "Disabled person") },
        new() { Code = new("pregnant"), Factor = 4, Names = new("孕妇", "Expectant mother") },
        new() { Code = new("soldier"), Factor = 4, Names = new("现役军人", "Soldier") },
        new() { Code = new("veteran"), Factor = 4, Names = new("退役军人", "Veteran") },
        new() { Code = new("firefighter"), Factor = 4, Names = new("消防救援人员", "Firefighter") },
        new() { Code = new("appointment"), Factor = 2, CreditSeconds = 600, Names = new("预约", "Appointment"), AtKiosk = false },
    ];
}
