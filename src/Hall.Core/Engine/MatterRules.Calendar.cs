using System.Collections.Immutable;
using Hall.Core.Calendar;
using Hall.Core.Commands;
using Hall.Core.Events;
using Hall.Core.Matters;
using Hall.Core.State;

namespace Hall.Core.Engine;

/// <summary>The working days are state: another calendar dates the open matters anew, and no finished one.</summary>
internal static partial class MatterRules
{
    private const int MostYears = 60;

    // So that every year has working days, and a walk through it ends.
    private const int MostEntries = 120;

    private static Decision Publish(HallState state, PublishWorkCalendar publish, DateOnly today)
    {
        if (UnfitYears(state, publish.Years, today) is { } unfit)
        {
            return unfit;
        }

        ImmutableArray<WorkYear> years =
        [
            .. publish.Years.OrderBy(year => year.Year).Select(year => year with
            {
                Holidays = [.. year.Holidays.Distinct().Order()], MakeUpDays = [.. year.MakeUpDays.Distinct().Order()],
            }),
        ];
        if (Same(state.Matters.Years, years))
        {
            return Decision.Nothing;
        }

        var published = new WorkCalendarPublished(years, publish.By);
        return new([published, .. Redated(state.Matters, WorkCalendar.Of(years))], null, []);
    }

    /// <summary>The open matters that another calendar would give another last day: shown before, done when it is published.</summary>
    public static IEnumerable<MatterRedated> Redated(MatterBook book, WorkCalendar calendar)
    {
        foreach (var matter in book.Matters.Values.Where(matter => matter.Stage.IsRunning()))
        {
            var due = PromisedDay.Of(matter, calendar);
            var until = matter.Suspended is { Until: null } open ? calendar.After(open.From, open.Days).Day : null;
            if (due != matter.DueOn || until is not null)
            {
                yield return new(matter.Number, due, until);
            }
        }
    }

    private static Decision? UnfitYears(HallState state, IReadOnlyList<WorkYear>? years, DateOnly today)
    {
        if (years is not { Count: > 0 and <= MostYears }
            || years.Any(year => year is null || year.Year is < 2000 or > 2100 || year.Holidays.IsDefault || year.MakeUpDays.IsDefault)
            || years.DistinctBy(year => year.Year).Count() != years.Count)
        {
            return Decision.Malformed("years", Invariant($"A calendar has 1 to {MostYears} years between 2000 and 2100, each once."));
        }

        if (years.FirstOrDefault(year => year.Holidays.Concat(year.MakeUpDays).Any(day => day.Year != year.Year)) is { } strange)
        {
            return Decision.Malformed("years", Invariant($"A day that is entered for {strange.Year} lies in another year."));
        }

        if (WorkCalendar.Of(years).Faults().FirstOrDefault() is { } fault)
        {
            return Decision.Malformed("years", fault);
        }

        // A year that days were promised by is corrected, not taken out.
        var lost = state.Matters.Years.Where(year => year.Year >= today.Year && years.All(entered => entered.Year != year.Year))
            .Select(year => (int?)year.Year).FirstOrDefault();
        if (lost is not null)
        {
            return Decision.Malformed("years", Invariant($"{lost} is in force and missing here."));
        }

        return years.FirstOrDefault(year => year.Holidays.Length + year.MakeUpDays.Length > MostEntries) is { } full
            ? Decision.Malformed("years", Invariant($"{full.Year} has more than {MostEntries} days entered."))
            : null;
    }

    private static bool Same(ImmutableArray<WorkYear> before, ImmutableArray<WorkYear> after) => before.Length == after.Length
        && before.Zip(after).All(pair => pair.First.Year == pair.Second.Year && pair.First.Source == pair.Second.Source
            && pair.First.Holidays.SequenceEqual(pair.Second.Holidays) && pair.First.MakeUpDays.SequenceEqual(pair.Second.MakeUpDays));
}
