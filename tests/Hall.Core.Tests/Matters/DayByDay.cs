using Hall.Core.Calendar;

namespace Hall.Core.Tests.Matters;

/// <summary>
/// The last day of a matter once more, by another way: a walk through every day of the calendar with the set of days that count.
/// </summary>
internal static class DayByDay
{
    /// <summary>The last day; null when it lies beyond the years that were entered.</summary>
    public static DateOnly? LastDay(
        IReadOnlyCollection<WorkYear> years, DateOnly accepted, int n, IReadOnlyList<(DateOnly From, DateOnly To)> stops)
    {
        var off = years.SelectMany(year => year.Holidays).ToHashSet();
        var on = years.SelectMany(year => year.MakeUpDays).ToHashSet();
        var worked = new SortedSet<DateOnly>();
        for (var day = new DateOnly(years.Min(year => year.Year), 1, 1); day.Year <= years.Max(year => year.Year); day = day.AddDays(1))
        {
            if (on.Contains(day) || (!off.Contains(day) && (int)day.DayOfWeek is >= 1 and <= 5))
            {
                worked.Add(day);
            }
        }

        var counted = worked.Where(day => day > accepted && !stops.Any(stop => day > stop.From && day <= stop.To)).ToList();
        DateOnly? last = n == 0 ? First(worked, accepted) : counted.Count >= n ? counted[n - 1] : null;
        return last is { } known && stops.Count > 0 && known <= stops[^1].To ? First(worked, stops[^1].To) : last;
    }

    private static DateOnly? First(SortedSet<DateOnly> worked, DateOnly from) =>
        worked.Where(day => day >= from).Select(day => (DateOnly?)day).FirstOrDefault();
}
