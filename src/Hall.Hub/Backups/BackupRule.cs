using System.Globalization;

namespace Hall.Hub.Backups;

/// <summary>Which nightly copies are kept: one a day for 7 days, one a week for 4 weeks, one a month for 12 months.</summary>
public static class BackupRule
{
    private const int Days = 7;
    private const int Weeks = 4;
    private const int Months = 12;

    /// <summary>The days whose copies stay; of a week and a month it is the newest. A day that lies ahead, after a clock was set back,
    /// stays.</summary>
    public static IReadOnlySet<DateOnly> Kept(IEnumerable<DateOnly> days, DateOnly today)
    {
        var all = days.OrderDescending().ToList();
        var kept = all.Where(day => day > today.AddDays(-Days)).ToHashSet();
        kept.UnionWith(all.Where(day => day > today.AddDays(-7 * Weeks))
            .GroupBy(day => ISOWeek.GetYear(day.ToDateTime(default)) * 100 + ISOWeek.GetWeekOfYear(day.ToDateTime(default)))
            .Select(week => week.First()));
        kept.UnionWith(all.Where(day => day > today.AddMonths(-Months)).GroupBy(day => (day.Year, day.Month))
            .Select(month => month.First()));
        return kept;
    }
}
