using System.Globalization;
using Hall.Core.Calendar;

namespace Hall.Hub.Setup;

/// <summary>When the hall issues tickets, as the set-up asks for it: the same hours on every day that it works, with one break.</summary>
public sealed record SetupHours
{
    /// <summary>Round the clock, to try everything at once.</summary>
    public bool Always { get; init; }

    /// <summary>The days it works.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>From, such as <c>08:30</c>.</summary>
    public string From { get; init; } = "08:30";

    /// <summary>To.</summary>
    public string To { get; init; } = "17:00";

    /// <summary>The break's beginning; empty for none.</summary>
    public string BreakFrom { get; init; } = "";

    /// <summary>The break's end; empty for none.</summary>
    public string BreakTo { get; init; } = "";

    /// <summary>What is wrong: <c>days</c>, <c>time</c>, <c>order</c> or <c>break</c>; null when nothing.</summary>
    public string? Fault
    {
        get
        {
            if (Always)
            {
                return null;
            }

            if (Days.Count == 0)
            {
                return "days";
            }

            if (TimeOf(From) is not { } from || TimeOf(To) is not { } to)
            {
                return "time";
            }

            if (from >= to)
            {
                return "order";
            }

            var hasBreak = BreakFrom.Length + BreakTo.Length > 0;
            return !hasBreak || (TimeOf(BreakFrom) is { } begin && TimeOf(BreakTo) is { } end && from < begin && begin < end && end < to)
                ? null : "break";
        }
    }

    /// <summary>The hours; those of a usual office where they have a fault.</summary>
    public OpeningHours ToHours()
    {
        if (Always || Fault is not null)
        {
            return Always ? new() { Always = true } : new SetupHours().ToHours();
        }

        var (from, to) = (TimeOf(From)!.Value, TimeOf(To)!.Value);
        IReadOnlyList<OpenPeriod> day = TimeOf(BreakFrom) is { } begin && TimeOf(BreakTo) is { } end
            ? [new(from, begin), new(end, to)] : [new(from, to)];
        return new() { Weekly = Days.Distinct().ToDictionary(weekday => weekday, _ => day) };
    }

    /// <summary>Hours as the set-up would ask for them; null where days differ, or one has more than one break.</summary>
    public static SetupHours? Of(OpeningHours hours)
    {
        var days = hours.Weekly.Where(day => day.Value.Count > 0).OrderBy(day => day.Key).ToList();
        if (hours.Always || days.Count == 0)
        {
            return hours.Always ? new() { Always = true } : null;
        }

        var first = days[0].Value;
        return first.Count > 2 || !days.TrueForAll(day => day.Value.SequenceEqual(first)) ? null : new()
        {
            Days = [.. days.Select(day => day.Key)], From = TextOf(first[0].From), To = TextOf(first[^1].To),
            BreakFrom = first.Count == 2 ? TextOf(first[0].To) : "", BreakTo = first.Count == 2 ? TextOf(first[1].From) : "",
        };
    }

    private static string TextOf(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static TimeOnly? TimeOf(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time : null;
}
