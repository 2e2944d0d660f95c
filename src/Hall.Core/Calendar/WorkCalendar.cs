using System.Collections.Immutable;

namespace Hall.Core.Calendar;

/// <summary>
/// Which days are worked: Monday to Friday, less the public holidays, and with the make-up days (调休) on which a weekend is
/// worked. Every year is announced by the State Council in the autumn before, so a year that nobody entered is not guessed.
/// </summary>
public sealed record WorkCalendar
{
    private const int SearchDays = 400;

    /// <summary>The years that were entered.</summary>
    public required IReadOnlySet<int> Years { get; init; }

    /// <summary>Days off.</summary>
    public required IReadOnlySet<DateOnly> Holidays { get; init; }

    /// <summary>Weekend days that are worked.</summary>
    public required IReadOnlySet<DateOnly> MakeUpDays { get; init; }

    /// <summary>The calendar of these years.</summary>
    public static WorkCalendar Of(IReadOnlyCollection<WorkYear> years) => new()
    {
        Years = years.Select(year => year.Year).ToHashSet(),
        Holidays = years.SelectMany(year => year.Holidays).ToHashSet(),
        MakeUpDays = years.SelectMany(year => year.MakeUpDays).ToHashSet(),
    };

    /// <summary>The years, in order, each with its days in order.</summary>
    public ImmutableArray<WorkYear> ToYears() =>
    [
        .. Years.Order().Select(year => new WorkYear(
            year, [.. Holidays.Where(day => day.Year == year).Order()], [.. MakeUpDays.Where(day => day.Year == year).Order()])),
    ];

    /// <summary>Whether a day is worked; null when its year was not entered.</summary>
    public bool? IsWorked(DateOnly day) => !Years.Contains(day.Year)
        ? null
        : MakeUpDays.Contains(day) || (!Holidays.Contains(day) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    /// <summary>The n-th working day after a day, which itself does not count.</summary>
    /// <param name="day">The day that is counted from.</param>
    /// <param name="workingDays">How many, from 0; 0 is the day itself, or the next one that is worked.</param>
    public CalendarAnswer After(DateOnly day, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        var left = workingDays;
        var candidate = left == 0 ? day : day.AddDays(1);
        for (var steps = 0; steps < SearchDays + (3 * workingDays); steps++, candidate = candidate.AddDays(1))
        {
            if (IsWorked(candidate) is not { } worked)
            {
                return CalendarAnswer.Missing(candidate.Year);
            }

            if (worked && --left <= 0)
            {
                return new(candidate, null);
            }
        }

        throw new InvalidOperationException("A calendar without working days was entered.");
    }

    /// <summary>How many working days lie after one day, up to and with another; nought when that is not later.</summary>
    public int Between(DateOnly after, DateOnly upTo)
    {
        var count = 0;
        for (var day = after.AddDays(1); day <= upTo; day = day.AddDays(1))
        {
            count += IsWorked(day) ?? day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) ? 1 : 0;
        }

        return count;
    }

    /// <summary>What is wrong with the calendar, each a sentence; nothing when it is sound.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var day in Holidays.Intersect(MakeUpDays).Order())
        {
            yield return FormattableString.Invariant($"{day:yyyy-MM-dd} is entered both as a holiday and as a make-up day.");
        }

        foreach (var day in MakeUpDays.Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Order())
        {
            yield return FormattableString.Invariant($"{day:yyyy-MM-dd} is entered as a make-up day and is no weekend.");
        }

        foreach (var year in Holidays.Concat(MakeUpDays).Select(day => day.Year).Distinct().Where(year => !Years.Contains(year)).Order())
        {
            yield return Invariant($"Days of {year} are entered, but the year itself is not.");
        }
    }
}

/// <summary>A day, or the year that is missing to tell it.</summary>
/// <param name="Day">The day; null when it cannot be told.</param>
/// <param name="MissingYear">The year that nobody entered; null when there is an answer.</param>
public readonly record struct CalendarAnswer(DateOnly? Day, int? MissingYear)
{
    /// <summary>No answer for want of a year.</summary>
    public static CalendarAnswer Missing(int year) => new(null, year);
}
