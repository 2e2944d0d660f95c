using Hall.Core.Calendar;

namespace Hall.Core.Matters;

/// <summary>
/// The last day of a matter: the n-th working day after the day of acceptance, not counting the working days after the day of a suspension
/// up to and including the day of resuming. The last day lasts until its end in the hall's zone.
/// </summary>
public static class PromisedDay
{
    /// <summary>Working days of a promise with all extensions, at most; no calendar is walked further.</summary>
    public const int MostDays = 3_000;

    /// <summary>The last day of a matter; null before acceptance, while suspended, and while the calendar lacks the year.</summary>
    /// <param name="matter">The matter.</param>
    /// <param name="calendar">The working days; null for a hall that has none.</param>
    public static DateOnly? Of(Matter matter, WorkCalendar? calendar) =>
        calendar is null || matter.AcceptedOn is not { } accepted || matter.Suspended is not null
            ? null
            : On(calendar, accepted, matter.PromisedDays + matter.ExtendedDays, matter.Suspensions).Day;

    /// <summary>The last day, or the year that is missing to tell it.</summary>
    /// <param name="calendar">The working days.</param>
    /// <param name="acceptedOn">Day of acceptance.</param>
    /// <param name="days">Working days, from 0; 0 is the day of acceptance, or the first working day after it.</param>
    /// <param name="suspensions">Those that are over, in order; one that lasts has no last day and is not asked about.</param>
    public static CalendarAnswer On(WorkCalendar calendar, DateOnly acceptedOn, int days, IReadOnlyList<Suspension> suspensions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays);
        var counted = days == 0 ? calendar.After(acceptedOn, 0) : Nth(calendar, acceptedOn, days, suspensions);
        if (counted.Day is not { } last || suspensions.Count == 0 || suspensions[^1].To is not { } resumed || last > resumed)
        {
            return counted;
        }

        // No day is left: it is due on the day of resuming, or on the first working day after it.
        return calendar.After(resumed, 0);
    }

    /// <summary>
    /// How many working days of a matter are used after a day: those after the acceptance up to it, without those that do not count.
    /// </summary>
    public static int Used(WorkCalendar calendar, DateOnly acceptedOn, IReadOnlyList<Suspension> suspensions, DateOnly upTo) =>
        calendar.Between(acceptedOn, upTo)
            - suspensions.Sum(suspension => Stood(calendar, suspension, Later(acceptedOn, suspension.From), upTo));

    /// <summary>How many working days a suspension has taken by a day.</summary>
    public static int Stood(WorkCalendar calendar, Suspension suspension, DateOnly upTo) =>
        Stood(calendar, suspension, suspension.From, upTo);

    private static int Stood(WorkCalendar calendar, Suspension suspension, DateOnly from, DateOnly upTo) =>
        calendar.Between(from, suspension.To is { } to && to < upTo ? to : upTo);

    // From one suspension to the next in jumps: between them the calendar counts by itself.
    private static CalendarAnswer Nth(WorkCalendar calendar, DateOnly acceptedOn, int days, IReadOnlyList<Suspension> suspensions)
    {
        var (from, left) = (acceptedOn, days);
        foreach (var suspension in suspensions)
        {
            if (Enumerable.Range(from.Year, Math.Max(0, suspension.From.Year - from.Year)).Where(year => !calendar.Years.Contains(year))
                .Select(year => (int?)year).FirstOrDefault() is { } missing)
            {
                return CalendarAnswer.Missing(missing);
            }

            var used = calendar.Between(from, suspension.From);
            if (used >= left)
            {
                break;
            }

            left -= used;
            from = Later(from, suspension.To ?? suspension.From);
        }

        return calendar.After(from, left);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
