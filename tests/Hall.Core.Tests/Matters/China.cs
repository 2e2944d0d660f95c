using Hall.Core.Calendar;

namespace Hall.Core.Tests.Matters;

/// <summary>The working days of 2026 as the State Council announced them (国办发明电〔2025〕7号), and a made-up year after it.</summary>
internal static class China
{
    public static WorkYear Of2026 { get; } = new(2026,
    [
        .. Days("2026-01-01", "2026-01-03"), .. Days("2026-02-15", "2026-02-23"), .. Days("2026-04-04", "2026-04-06"),
        .. Days("2026-05-01", "2026-05-05"), .. Days("2026-06-19", "2026-06-21"), .. Days("2026-09-25", "2026-09-27"),
        .. Days("2026-10-01", "2026-10-07"),
    ],
    [
        new(2026, 1, 4), new(2026, 2, 14), new(2026, 2, 28), new(2026, 5, 9), new(2026, 9, 20), new(2026, 10, 10),
    ]);

    public static WorkYear Of2027 { get; } = new(2027, [new(2027, 1, 1), .. Days("2027-02-05", "2027-02-11")], [new(2027, 1, 30)]);

    public static WorkCalendar Calendar { get; } = WorkCalendar.Of([Of2026]);

    private static IEnumerable<DateOnly> Days(string from, string to)
    {
        for (var day = DateOnly.Parse(from, null); day <= DateOnly.Parse(to, null); day = day.AddDays(1))
        {
            yield return day;
        }
    }
}
