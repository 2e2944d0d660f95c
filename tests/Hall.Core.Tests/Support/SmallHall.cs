using Hall.Core.Calendar;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Core.Tests.Support;

/// <summary>
/// Two zones. A01 and A03 are general, A02 is special; B01 and B02 are general. Counters 1 and 4 serve the general work of A,
/// counter 2 and 5 everything of A, counter 3 everything of B.
/// </summary>
internal static class SmallHall
{
    private static readonly OpenPeriod[] WorkingDay = [new(new(8, 30), new(11, 30)), new(new(13, 30), new(17, 30))];

    /// <summary>Monday to Friday, 08:30–11:30 and 13:30–17:30.</summary>
    public static OpeningHours OfficeHours { get; } = new()
    {
        Weekly = Enumerable.Range(1, 5).ToDictionary(day => (DayOfWeek)day, _ => (IReadOnlyList<OpenPeriod>)WorkingDay),
    };

    public static HallConfiguration RoundTheClock { get; } = new()
    {
        Hall = new("small"),
        Names = new("小厅", "Small hall"),
        TimeZone = "Asia/Shanghai",
        Hours = new() { Always = true },
        Rules = new() { WaitingAtDayEnd = WaitingAtDayEnd.Expire },
        Zones = [new() { Code = new("A"), Names = new("甲区", "Zone A") }, new() { Code = new("B"), Names = new("乙区", "Zone B") }],
        Services =
        [
            Of("A01", "A", ServiceKind.General, 6), Of("A02", "A", ServiceKind.Special, 12), Of("A03", "A", ServiceKind.General, 6),
            Of("B01", "B", ServiceKind.General, 6), Of("B02", "B", ServiceKind.General, 6),
        ],
        Counters =
        [
            new() { Counter = new("1"), Zone = new("A"), Serves = ["general"] },
            new() { Counter = new("2"), Zone = new("A"), Serves = ["special", "general"] },
            new() { Counter = new("3"), Zone = new("B"), Serves = ["general"] },
            new() { Counter = new("4"), Zone = new("A"), Serves = ["general"] },
            new() { Counter = new("5"), Zone = new("A"), Serves = ["special", "general"] },
        ],
        Tellers = [.. Enumerable.Range(1001, 6).Select(i => new TellerDefinition(new($"{i}")))],
    };

    public static HallConfiguration With(Func<HallSettings, HallSettings> rules) =>
        RoundTheClock with { Rules = rules(RoundTheClock.Rules) };

    public static Service Of(string code, string zone, ServiceKind kind, double minutes) => new()
    {
        Code = new(code), Zone = new(zone), Kind = kind, Minutes = minutes, Names = new(code, code),
    };
}
