namespace Hall.Core.Calendar;

/// <summary>How long something may take.</summary>
/// <param name="WorkingDays">Working days after the day it began, until the end of the last; 0 to 60.</param>
/// <param name="Minutes">
/// Used when <paramref name="WorkingDays"/> is 0: minutes of working days, counted round the clock, 1 to 1,440.
/// </param>
public readonly record struct DeadlineRule(int WorkingDays, int Minutes = 0)
{
    /// <summary>Whether the numbers are in range.</summary>
    public bool IsSound => WorkingDays is >= 0 and <= 60 && (WorkingDays > 0 || Minutes is >= 1 and <= 1_440);

    /// <summary>When it has to be done.</summary>
    /// <param name="began">When it began, hall-local.</param>
    /// <param name="calendar">The working days.</param>
    public Deadline From(DateTime began, WorkCalendar calendar)
    {
        if (WorkingDays > 0)
        {
            var last = calendar.After(DateOnly.FromDateTime(began), WorkingDays);
            return last.Day is { } day ? new(day.AddDays(1).ToDateTime(TimeOnly.MinValue), null) : new(null, last.MissingYear);
        }

        var left = TimeSpan.FromMinutes(Minutes);
        var from = began;
        while (true)
        {
            var worked = calendar.After(DateOnly.FromDateTime(from), 0);
            if (worked.Day is not { } day)
            {
                return new(null, worked.MissingYear);
            }

            var start = day.ToDateTime(TimeOnly.MinValue);
            from = from > start ? from : start;
            var rest = start.AddDays(1) - from;
            if (left <= rest)
            {
                return new(from + left, null);
            }

            left -= rest;
            from = start.AddDays(1);
        }
    }
}

/// <summary>A hall-local moment by which something has to be done, or the year that is missing to tell it.</summary>
/// <param name="At">The moment, excluded; null when it cannot be told.</param>
/// <param name="MissingYear">The year that the calendar lacks.</param>
public readonly record struct Deadline(DateTime? At, int? MissingYear);
