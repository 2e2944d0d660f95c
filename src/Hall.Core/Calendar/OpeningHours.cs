namespace Hall.Core.Calendar;

/// <summary>A stretch of a hall-local day.</summary>
/// <param name="From">Start, included.</param>
/// <param name="To">End, excluded; not before <paramref name="From"/>.</param>
public sealed record OpenPeriod(TimeOnly From, TimeOnly To);

/// <summary>When a hall issues tickets.</summary>
public sealed record OpeningHours
{
    /// <summary>Round the clock, whatever the rest says; a demonstration has it so.</summary>
    public bool Always { get; init; }

    /// <summary>Periods by day of the week; a missing day is closed.</summary>
    public IReadOnlyDictionary<DayOfWeek, IReadOnlyList<OpenPeriod>> Weekly { get; init; } =
        new Dictionary<DayOfWeek, IReadOnlyList<OpenPeriod>>();

    /// <summary>Holidays: closed whatever the week says.</summary>
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];

    /// <summary>Days with periods of their own, such as make-up days; they win over holidays and the week.</summary>
    public IReadOnlyDictionary<DateOnly, IReadOnlyList<OpenPeriod>> Exceptions { get; init; } =
        new Dictionary<DateOnly, IReadOnlyList<OpenPeriod>>();

    /// <summary>The periods of a day, in order; empty when closed.</summary>
    public IReadOnlyList<OpenPeriod> On(DateOnly day)
    {
        if (Always)
        {
            return WholeDay;
        }

        if (Exceptions.TryGetValue(day, out var own))
        {
            return own;
        }

        return !Holidays.Contains(day) && Weekly.TryGetValue(day.DayOfWeek, out var week) ? week : [];
    }

    /// <summary>Whether tickets are issued at this hall-local moment.</summary>
    public bool IsOpen(DateTime local)
    {
        var time = TimeOnly.FromDateTime(local);
        foreach (var period in On(DateOnly.FromDateTime(local)))
        {
            if (time >= period.From && (time < period.To || period.To == TimeOnly.MaxValue))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>When the period began that lasts at this hall-local moment; null while no tickets are issued.</summary>
    public DateTime? OpenSince(DateTime local)
    {
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        var lasting = On(day).LastOrDefault(period => time >= period.From && (time < period.To || period.To == TimeOnly.MaxValue));
        return lasting is null ? null : day.ToDateTime(lasting.From);
    }

    /// <summary>Opening time left today after this hall-local moment.</summary>
    public TimeSpan RemainingOn(DateTime local)
    {
        var time = TimeOnly.FromDateTime(local);
        var left = TimeSpan.Zero;
        foreach (var period in On(DateOnly.FromDateTime(local)))
        {
            var from = time > period.From ? time : period.From;
            if (from < period.To)
            {
                left += period.To.ToTimeSpan() - from.ToTimeSpan();
            }
        }

        return left;
    }

    /// <summary>Whether the hall is open without a break from this day into the next, however that is written down.</summary>
    public bool IsOpenOverMidnightOf(DateOnly day) =>
        On(day) is [.., { To: var to }] && to == TimeOnly.MaxValue && On(day.AddDays(1)) is [{ From: var from }, ..]
            && from == TimeOnly.MinValue;

    /// <summary>The first day after this one on which the hall opens; within 60 days, else the 60th.</summary>
    public DateOnly NextOpenDay(DateOnly day)
    {
        for (var ahead = 1; ahead < 60; ahead++)
        {
            if (On(day.AddDays(ahead)).Count > 0)
            {
                return day.AddDays(ahead);
            }
        }

        return day.AddDays(60);
    }

    private static readonly IReadOnlyList<OpenPeriod> WholeDay = [new(TimeOnly.MinValue, TimeOnly.MaxValue)];
}
