using Hall.Core.Feedback;

namespace Hall.Hub.Ratings;

/// <summary>A stretch of days with its counts.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Counts">The counts.</param>
public sealed record StretchCounts(DateOnly From, DateOnly To, RatingCounts Counts);

/// <summary>What a part of a hall's days is cut into.</summary>
public enum Stretch
{
    /// <summary>Days.</summary>
    Day,

    /// <summary>Weeks from Monday.</summary>
    Week,

    /// <summary>Months of the calendar.</summary>
    Month,
}

/// <summary>Hours added up the ways the page shows them.</summary>
public sealed class SatisfactionView
{
    private const int DaysShown = 45;
    private const int WeeksShown = 400;

    /// <summary>Adds up.</summary>
    public SatisfactionView(ReportSpan span, IReadOnlyList<HourCounts> hours, IReadOnlyList<HourCounts> before)
    {
        Span = span;
        Total = Add(hours);
        Before = Add(before);
        WorkingDays = DaysOf(hours);
        WorkingDaysBefore = DaysOf(before);
        Cut = span.Days <= DaysShown ? Stretch.Day : span.Days <= WeeksShown ? Stretch.Week : Stretch.Month;
        Trend = Stretches(hours, Cut);
        Heat = hours.GroupBy(hour => (hour.Day.DayOfWeek, hour.Hour)).ToDictionary(cell => cell.Key, Add);
        HoursOfDay = ByHour(hours);
        HoursBefore = ByHour(before);
        Hours = hours;
    }

    /// <summary>The days.</summary>
    public ReportSpan Span { get; }

    /// <summary>All of them.</summary>
    public RatingCounts Total { get; }

    /// <summary>As many days before.</summary>
    public RatingCounts Before { get; }

    /// <summary>On how many of the days anybody was served.</summary>
    public int WorkingDays { get; }

    /// <summary>The same of the days before.</summary>
    public int WorkingDaysBefore { get; }

    /// <summary>Whether the period before may be compared with: see <see cref="MayCompare"/>.</summary>
    public bool IsComparable => MayCompare(WorkingDays, WorkingDaysBefore) && Before.Valid.Total > 0;

    /// <summary>The period before; null where it may not be compared with.</summary>
    public RatingCounts? Compared => IsComparable ? Before : null;

    /// <summary>
    /// Whether two stretches may be compared: neither has less than half the working days of the other. A month against a single day, or a
    /// year against the first month of a hall, says nothing about how things have changed.
    /// </summary>
    public static bool MayCompare(int days, int others) => Math.Min(days, others) > 0 && Math.Min(days, others) * 2 >= Math.Max(days,
        others);

    /// <summary>On how many days of a stretch anybody was served.</summary>
    public int DaysIn(StretchCounts stretch) => DaysOf(Hours.Where(hour => hour.Day >= stretch.From && hour.Day <= stretch.To));

    /// <summary>What the trend is cut into.</summary>
    public Stretch Cut { get; }

    /// <summary>The trend, in order; stretches in which nothing happened are left out.</summary>
    public IReadOnlyList<StretchCounts> Trend { get; }

    /// <summary>By weekday and hour.</summary>
    public IReadOnlyDictionary<(DayOfWeek Day, int Hour), RatingCounts> Heat { get; }

    /// <summary>By hour of the day.</summary>
    public IReadOnlyList<PartCounts> HoursOfDay { get; }

    /// <summary>By hour of the day, in the period before.</summary>
    public IReadOnlyList<PartCounts> HoursBefore { get; }

    private IReadOnlyList<HourCounts> Hours { get; }

    /// <summary>The same days cut in another way.</summary>
    public IReadOnlyList<StretchCounts> By(Stretch cut) => cut == Cut ? Trend : Stretches(Hours, cut);

    private List<StretchCounts> Stretches(IEnumerable<HourCounts> hours, Stretch cut) =>
        [.. hours.GroupBy(hour => FirstOf(hour.Day, cut)).OrderBy(part => part.Key)
        .Select(part =>
            new StretchCounts(part.Key < Span.From ? Span.From : part.Key,
                LastOf(part.Key, cut) > Span.To ? Span.To : LastOf(part.Key, cut), Add(part)))];

    private static DateOnly FirstOf(DateOnly day, Stretch cut) => cut switch
    {
        Stretch.Day => day,
        Stretch.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        _ => new(day.Year, day.Month, 1),
    };

    private static DateOnly LastOf(DateOnly first, Stretch cut) => cut switch
    {
        Stretch.Day => first,
        Stretch.Week => first.AddDays(6),
        _ => first.AddMonths(1).AddDays(-1),
    };

    private static List<PartCounts> ByHour(IEnumerable<HourCounts> hours) =>
        [.. hours.GroupBy(hour => hour.Hour).OrderBy(hour => hour.Key)
            .Select(hour => new PartCounts(Invariant($"{hour.Key:00}"), Add(hour)))];

    private static int DaysOf(IEnumerable<HourCounts> hours) =>
        hours.Where(hour => hour.Counts.Served > 0).Select(hour => hour.Day).Distinct().Count();

    private static RatingCounts Add(IEnumerable<HourCounts> hours) => hours.Aggregate(RatingCounts.None, (sum, hour) => sum + hour.Counts);
}
