using System.Text.Json;
using Hall.Core.Configuration;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;

namespace Hall.Hub.Demonstration;

/// <summary>
/// What a demonstration's days are like, those of its past and today: how many come on which day of the week, which windows are staffed,
/// and who there is not like the others. The same numbers make the past and the crowd of today, so that "than usual" means something.
/// </summary>
/// <param name="plan">The hall.</param>
/// <param name="opens">When its days begin, hall time.</param>
/// <param name="firstDay">The past's first day.</param>
public sealed class DemonstrationShape(HallPlan plan, TimeOnly opens, DateOnly firstDay)
{
    private const double StaffedShare = 0.43;
    private const double FullestZone = 0.78;
    private const double WalkSeconds = 40;
    private static readonly TimeOnly UsualOpening = new(8, 30);

    /// <summary>A Monday is hard; at the weekend a duty crew works.</summary>
    private static readonly Dictionary<DayOfWeek, double> Weekdays = new()
    {
        [DayOfWeek.Monday] = 1.35, [DayOfWeek.Tuesday] = 1.0, [DayOfWeek.Wednesday] = 0.92, [DayOfWeek.Thursday] = 0.88,
        [DayOfWeek.Friday] = 0.97, [DayOfWeek.Saturday] = 0.42, [DayOfWeek.Sunday] = 0.34,
    };

    private readonly CrowdDice _weights = new(plan, 0, 1);
    private double? _anHour;

    /// <summary>When the days begin, hall time.</summary>
    public TimeOnly Opens => opens;

    /// <summary>How long a day is, hours.</summary>
    public static double DayHours => MorningCurve.DayHours;

    /// <summary>How many come in an hour of a usual day, over the whole day.</summary>
    public double AnHour => _anHour ??= StaffedShare * plan.Configuration.Counters.Count * 3_600
        / (_weights.MeanSeconds(_ => true) + WalkSeconds);

    /// <summary>
    /// When a past's days begin, so that the hub opens in the middle of a morning: at the usual time when it is started during a usual day,
    /// and else an hour and a half before.
    /// </summary>
    /// <param name="started">The hall's time at which the hub is started.</param>
    public static TimeOnly OpeningFor(TimeOnly started)
    {
        var usual = started >= UsualOpening.AddMinutes(20) && started <= UsualOpening.AddHours(DayHours - 1.5);
        if (usual)
        {
            return UsualOpening;
        }

        // A day never goes over midnight, and begins at a half hour.
        var begin = Math.Clamp(started.ToTimeSpan().TotalHours - 1.5, 0.5, 23.5 - DayHours);
        return TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(30 * Math.Floor(begin * 2)));
    }

    /// <summary>How many come at a moment of a day, per second.</summary>
    /// <param name="day">The day.</param>
    /// <param name="hours">Hours after the opening.</param>
    public double ArrivalsPerSecond(DateOnly day, double hours) =>
        AnHour / 3_600 * Weekdays[day.DayOfWeek] * MorningCurve.At(hours);

    /// <summary>The windows that are staffed on a day, and by whom: they change from day to day, so that everybody has a past.</summary>
    public IReadOnlyList<(CounterId Counter, StaffNumber Teller)> OnDuty(DateOnly day)
    {
        var isWeekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var turn = Math.Abs(day.DayNumber - firstDay.DayNumber);
        var pairs = plan.Configuration.Counters.Zip(plan.Configuration.Tellers, (counter, teller) => (counter, teller.Teller)).ToList();
        var duty = new List<(CounterId, StaffNumber)>();
        foreach (var zone in plan.Configuration.Zones)
        {
            var own = pairs.Where(pair => pair.counter.Zone == zone.Code).ToList();
            var wanted = Wanted(zone.Code, own.Count, isWeekend);
            duty.AddRange(Enumerable.Range(0, wanted).Select(place => own[(turn + place) % own.Count])
                .Select(pair => (pair.counter.Counter, pair.Teller)));
        }

        return duty;
    }

    private int Wanted(ZoneCode zone, int windows, bool isWeekend)
    {
        var share = _weights.ShareOf(service => service.Zone == zone);
        var load = AnHour * share * (_weights.MeanSeconds(service => service.Zone == zone) + WalkSeconds) / 3_600;
        return windows == 0 ? 0 : Math.Clamp((int)Math.Ceiling(load * (isWeekend ? 0.45 : 1) / FullestZone), 1, windows);
    }

    /// <summary>How a window differs from the others: one serves worse, and one teller has too many ratings that are too good.</summary>
    public static DemonstrationTemper TemperOf(CounterId counter) => counter.Value switch
    {
        "12" => new(0.62, 0.09),
        "5" => new(0.97, 0),
        _ => DemonstrationTemper.Usual,
    };
}

/// <summary>How the visits at a window are rated.</summary>
/// <param name="RatedShare">How many of them are.</param>
/// <param name="BadShare">How many of the ratings are bad; with nought all are the best.</param>
public sealed record DemonstrationTemper(double RatedShare, double BadShare)
{
    /// <summary>Of most windows.</summary>
    public static DemonstrationTemper Usual { get; } = new(0.62, 0.005);

    /// <summary>A rating.</summary>
    /// <param name="drawn">Uniform, 0 to 1.</param>
    public FeedbackLevel LevelOf(double drawn)
    {
        if (BadShare <= 0)
        {
            return FeedbackLevel.VerySatisfied;
        }

        return (drawn - BadShare) switch
        {
            < 0 => drawn < BadShare * 0.45 ? FeedbackLevel.VeryDissatisfied : FeedbackLevel.Dissatisfied,
            < 0.05 => FeedbackLevel.BasicallySatisfied,
            < 0.29 => FeedbackLevel.Satisfied,
            _ => FeedbackLevel.VerySatisfied,
        };
    }
}

/// <summary>What a demonstration remembers of its past, so that today goes on like it.</summary>
/// <param name="Seed">Of all its chances.</param>
/// <param name="Opens">When its days begin, hall time.</param>
/// <param name="FirstDay">The first day.</param>
public sealed record DemonstrationMemory(int Seed, TimeOnly Opens, DateOnly FirstDay)
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string File = "demonstration.json";

    /// <summary>What a data folder remembers; null when its hall has no past.</summary>
    public static DemonstrationMemory? Of(string dataFolder)
    {
        var file = Path.Combine(dataFolder, File);
        try
        {
            return System.IO.File.Exists(file) ? JsonSerializer.Deserialize<DemonstrationMemory>(System.IO.File.ReadAllText(file)) : null;
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps it.</summary>
    public void Keep(string dataFolder) => System.IO.File.WriteAllText(Path.Combine(dataFolder, File), JsonSerializer.Serialize(this));
}
