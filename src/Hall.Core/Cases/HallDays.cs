using Hall.Core.Calendar;

namespace Hall.Core.Cases;

/// <summary>Counts deadlines on a hall's working days and in its time zone.</summary>
/// <param name="Calendar">The working days.</param>
/// <param name="Zone">The hall's time zone.</param>
public sealed record HallDays(WorkCalendar Calendar, TimeZoneInfo Zone)
{
    /// <summary>The deadline of a rule that begins to run now.</summary>
    public CaseDeadline From(DateTimeOffset now, DeadlineRule rule)
    {
        var due = rule.From(TimeZoneInfo.ConvertTime(now, Zone).DateTime, Calendar);
        return new(now, due.At is { } local ? new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime() : null);
    }

    /// <summary>The hall-local day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
}
