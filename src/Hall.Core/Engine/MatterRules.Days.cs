using System.Collections.Immutable;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Core.State;

namespace Hall.Core.Engine;

/// <summary>What the calendar alone makes due, and what the hall draws to be looked at again.</summary>
internal static partial class MatterRules
{
    private const int LapseDays = 30;

    private static Decision Pass(HallState state, PassDeadlines pass) =>
        new([.. state.Matters.Matters.Values.SelectMany(matter => Due(state, matter, pass.Day))], null, []);

    private static IEnumerable<MatterEvent> Due(HallState state, Matter matter, DateOnly day)
    {
        var (running, due) = (matter.Stage is >= MatterStage.Accepted and <= MatterStage.Finished, matter.DueOn);
        if (matter.Stage == MatterStage.Told && day > LastSign(matter).AddDays(LapseDays))
        {
            yield return new MatterLapsed(matter.Number, day);
        }
        else if (matter.Stage == MatterStage.Opened && state.Matters.Calendar is { } calendar
            && calendar.After(matter.PapersOn, state.Plan.Configuration.Matters.ToldOnceDays).Day < day)
        {
            var days = matter.Promise.DaysFor(matter.Items);
            (running, due) = (true, DueOf(state, matter.PapersOn, days));
            yield return new MatterDeemedAccepted(matter.Number, matter.PapersOn, days, due);
        }
        else if (matter.Suspended is { Until: { } until } && until <= day)
        {
            var resumed = Resumed(state, matter, null, until);
            due = resumed.DueOn;
            yield return resumed;
        }

        if (running && due < day && !matter.IsOverdue)
        {
            yield return new MatterOverdue(matter.Number, due.Value);
        }
    }

    // Papers that came meanwhile begin the waiting anew.
    private static DateOnly LastSign(Matter matter) => matter.Told[^1].On > matter.PapersOn ? matter.Told[^1].On : matter.PapersOn;

    private static Decision Draw(HallState state, DrawChecks draw)
    {
        var events = ImmutableArray.CreateBuilder<HallEvent>();
        foreach (var matter in state.Matters.Matters.Values.Where(matter => matter.FinishedOn == draw.Day && !matter.IsDrawn
            && matter.Outcome is MatterOutcome.Done or MatterOutcome.Refused && IsDrawn(state, matter, draw.Seed)))
        {
            if (matter.Acceptor is { } acceptor && CheckerOf(state, matter, draw) is { } checker)
            {
                events.Add(new CheckDrawn(
                    matter.Number, state.Matters.NextCheck + events.Count, matter.Service, draw.Day, acceptor, checker, draw.Day));
            }
        }

        return new(events.ToImmutable(), null, []);
    }

    private static bool IsDrawn(HallState state, Matter matter, long seed)
    {
        var percent = state.Plan.Configuration.Matters.CheckPercent;
        return (int)(Dice.Of(seed, matter.Number.Value) % 100)
            < (state.Plan.Find(matter.Service)?.Kind == ServiceKind.Special ? percent.Special : percent.General);
    }

    // A reviewer who had no part in it, else whoever stands in, else a leader; where there is nobody, nothing is drawn.
    private static StaffNumber? CheckerOf(HallState state, Matter matter, DrawChecks draw)
    {
        var (review, approve) = (state.Plan.PostOf(PostDefinition.Review), state.Plan.PostOf(PostDefinition.Approve));
        IReadOnlyList<StaffNumber>?[] posts = [review?.People, review?.Substitutes, approve?.People];
        foreach (var people in posts)
        {
            var free = people?.Where(person => matter.Parts.All(part => part.By != person) && matter.Responsible != person
                && !state.Matters.IsAway(person, draw.Day.AddDays(1))).ToList();
            if (free is { Count: > 0 })
            {
                return free[(int)(Dice.Of(draw.Seed + 1, matter.Number.Value) % (ulong)free.Count)];
            }
        }

        return null;
    }

    private static Decision Record(HallState state, RecordCheck record, DateOnly today)
    {
        if (!state.Matters.Checks.TryGetValue(record.Check, out var check))
        {
            return Decision.Reject(MatterCode.UnknownCheck, Invariant($"No open check has the number {record.Check}."));
        }

        if (check.Checker != record.By)
        {
            return Decision.Reject(MatterCode.NotDrawn, $"{check.Checker} was drawn for it, not {record.By}.");
        }

        return UnfitFaults(state, record.Faults ?? []) ?? Decision.Of(new CheckRecorded(
            check.Matter, check.Number, check.Service, check.FinishedOn, check.Acceptor, record.By, today, [.. record.Faults ?? []]));
    }
}
