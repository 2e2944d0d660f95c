using System.Collections.Immutable;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Core.Matters;

/// <summary>A matter as lists and pages show it on a day.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Standing">How it stands towards its last day.</param>
/// <param name="DaysLeft">
/// Working days left after this day up to the last one, negative when overdue; null where there is no last day.
/// </param>
/// <param name="Days">Working days in all, extensions included; null before acceptance.</param>
/// <param name="With">Whose it is just now: who has taken the step, the acceptor of what was returned, else who answers for it.</param>
public sealed record MatterView(Matter Matter, MatterStanding Standing, int? DaysLeft, int? Days, StaffNumber With)
{
    /// <summary>The view of one matter.</summary>
    /// <param name="plan">The configuration in force.</param>
    /// <param name="book">The hall's matters.</param>
    /// <param name="matter">One of them.</param>
    /// <param name="today">Hall-local day.</param>
    public static MatterView Of(HallPlan plan, MatterBook book, Matter matter, DateOnly today)
    {
        var left = matter.DueOn is { } due ? DaysLeftOf(book, today, due) : (int?)null;
        var days = matter.AcceptedOn is null ? (int?)null : matter.PromisedDays + matter.ExtendedDays;
        return new(matter, StandingOf(plan.Configuration.Matters, matter, today, left, days), left, days,
            matter.Taken?.By ?? matter.Responsible);
    }

    /// <summary>Every matter that is not ended, the most pressing first: by last day, those without one last, then by number.</summary>
    public static ImmutableArray<MatterView> OpenOf(HallPlan plan, MatterBook book, DateOnly today) =>
    [
        .. book.Matters.Values.Where(matter => !matter.Stage.IsEnded()).OrderBy(matter => matter.DueOn ?? DateOnly.MaxValue)
            .ThenBy(matter => matter.Number).Select(matter => Of(plan, book, matter, today)),
    ];

    private static int DaysLeftOf(MatterBook book, DateOnly today, DateOnly due) => book.Calendar is { } calendar
        ? due >= today ? calendar.Between(today, due) : -calendar.Between(due, today)
        : due.DayNumber - today.DayNumber;

    private static MatterStanding StandingOf(MatterSettings rules, Matter matter, DateOnly today, int? left, int? days) => matter switch
    {
        { Stage: >= MatterStage.Finished } => MatterStanding.Finished,
        { Suspended: not null } => MatterStanding.Suspended,
        _ when left is null => MatterStanding.Undated,
        _ when matter.IsOverdue || matter.DueOn < today => MatterStanding.Overdue,
        _ when left <= rules.NearWorkingDays || 100 * left <= rules.NearPercent * (days ?? 0) => MatterStanding.Near,
        _ => MatterStanding.InTime,
    };
}
