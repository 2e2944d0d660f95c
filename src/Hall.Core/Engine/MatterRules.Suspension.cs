using Hall.Core.Commands;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Core.State;

namespace Hall.Core.Engine;

/// <summary>Stopping the clock on a published ground, and putting the last day off.</summary>
internal static partial class MatterRules
{
    private static Decision Suspend(HallState state, Matter matter, SuspendMatter suspend, StaffNumber by, DateOnly today)
    {
        if (UnlessRunning(matter) is { } refused)
        {
            return refused;
        }

        if (matter.Suspended is not null)
        {
            return Decision.Reject(MatterCode.SuspendedAlready, $"The clock of {matter.Number} stands already.");
        }

        if (state.Plan.Configuration.Matters.Grounds.FirstOrDefault(known => known.Code == suspend.Ground) is not { } ground)
        {
            return Decision.Reject(MatterCode.UnknownGround, "The clock stops on a published ground only.");
        }

        if (ground.NeedsLeader && !suspend.AsLeader)
        {
            return Decision.Reject(MatterCode.NeedsLeader, $"Only a leader stops the clock for {ground.Code}.");
        }

        if (IsMissed(matter, today))
        {
            return Missed(matter);
        }

        // Repeating a suspension does not make its ground last longer.
        var calendar = state.Matters.Calendar;
        var taken = calendar is null ? 0 : matter.Suspensions.Where(before => before.Ground == ground.Code)
            .Sum(before => PromisedDay.Stood(calendar, before, today));
        var left = ground.MostDays - taken;
        if (suspend.Days < 1)
        {
            return Decision.Malformed("days", "A suspension takes at least one working day.");
        }

        // The clock may have been set back; no stretch begins before the one before it ended.
        var from = matter.Suspensions is [.., { To: { } ended }] && ended > today ? ended : today;
        var days = suspend.Days ?? left;
        return left <= 0 || days > left
            ? Decision.Reject(MatterCode.SuspendedTooLong,
                Invariant($"{ground.Code} leaves {matter.Number} {Math.Max(left, 0)} working days."))
            : Decision.Of(new MatterSuspended(matter.Number, ground.Code, by, from, days, calendar?.After(from, days).Day));
    }

    private static Decision Resume(HallState state, Matter matter, StaffNumber by, DateOnly today) => matter.Suspended is { } open
        ? Decision.Of(Resumed(state, matter, by, today < open.From ? open.From : today))
        : Decision.Reject(MatterCode.NotSuspended, $"The clock of {matter.Number} runs.");

    private static MatterResumed Resumed(HallState state, Matter matter, StaffNumber? by, DateOnly on)
    {
        var closed = matter with
        {
            Suspensions = matter.Suspensions.SetItem(matter.Suspensions.Length - 1, matter.Suspensions[^1] with { To = on }),
        };
        return new(matter.Number, by, on, PromisedDay.Of(closed, state.Matters.Calendar));
    }

    private static Decision Extend(HallState state, Matter matter, ExtendMatter extend, StaffNumber by, DateOnly today)
    {
        if (UnlessRunning(matter) is { } refused)
        {
            return refused;
        }

        if (!extend.AsLeader)
        {
            return Decision.Reject(MatterCode.NotALeader, "Only a leader puts the last day off.");
        }

        var rules = state.Plan.Configuration.Matters.Extension;
        if (extend.Days < 1 || extend.Days > rules.MostDays)
        {
            return Decision.Malformed("days", Invariant($"The last day is put off by 1 to {rules.MostDays} working days."));
        }

        if (Unfit("reason", extend.Reason, LongestText, needed: true) is { } unfit)
        {
            return unfit;
        }

        if (IsMissed(matter, today))
        {
            return Missed(matter);
        }

        return matter.Extensions >= rules.Most
            ? Decision.Reject(MatterCode.ExtendedAlready, $"{matter.Number} was put off as often as the hall allows.")
            : Decision.Of(new MatterExtended(matter.Number, by, today, extend.Days,
                PromisedDay.Of(matter with { ExtendedDays = matter.ExtendedDays + extend.Days }, state.Matters.Calendar),
                extend.Reason.Trim()));
    }

    private static bool IsMissed(Matter matter, DateOnly today) => matter.IsOverdue || matter.DueOn < today;

    private static Decision Missed(Matter matter) =>
        Decision.Reject(MatterCode.DeadlineMissed, $"The last day of {matter.Number} is over; it is overdue.");
}
