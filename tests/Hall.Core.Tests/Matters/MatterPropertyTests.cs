using CsCheck;
using Hall.Core.Calendar;
using Hall.Core.Commands;
using Hall.Core.Events;
using Hall.Core.Matters;

namespace Hall.Core.Tests.Matters;

/// <summary>
/// What holds of matters whatever people do, over 10,000 random commands. A failing run prints its seed; put it into the environment
/// variable CsCheck_Seed to have the same run again.
/// </summary>
public sealed class MatterPropertyTests(ITestOutputHelper output)
{
    private const int Years = 20;
    private const int Steps = 500;

    [Fact]
    public void AnyCommands_OneStageFourEyesAndTheDayOfTheOracle()
    {
        var tally = new Dictionary<Type, (int Asked, int Done)>();
        AnyMatterCommand.Year(Steps).Sample(steps =>
        {
            var hall = new MatterHall("2026-11-02 09:00", calendar: false);
            hall.Hall.Do(new PublishWorkCalendar([China.Of2026, China.Of2027]));
            var year = new RandomYear(hall);
            foreach (var step in steps)
            {
                var (command, done) = year.Take(step);
                var (asked, carried) = tally.GetValueOrDefault(command.GetType());
                tally[command.GetType()] = (asked + 1, carried + (done ? 1 : 0));
                foreach (var matter in hall.State.Matters.Matters.Values)
                {
                    Check(matter, hall.State.Matters.Years);
                }
            }

            CheckParts(hall);
            Assert.Equal(hall.Hall.Written(), hall.Replayed());
            var before = hall.Hall.Written();
            hall.Hall.Restart();
            Assert.Equal(before, hall.Hall.Written());
        }, iter: Years, threads: 1);

        output.WriteLine(string.Join('\n', tally.Select(row => $"{row.Key.Name} {row.Value}")));
        Assert.All(AnyMatterCommand.All.Where(type => type != typeof(PassDeadlines) && type != typeof(DrawChecks)),
            type => Assert.True(tally.GetValueOrDefault(type).Done > 0, $"{type.Name} is never accepted."));
    }

    private static void Check(Matter matter, IReadOnlyCollection<WorkYear> years)
    {
        // One stage: what it holds fits to where it stands, and to nowhere else.
        Assert.True(matter.Taken is null || matter.Stage.IsAtStep());
        Assert.Equal(matter.Stage == MatterStage.Returned, matter.Returned is not null);
        Assert.Equal(matter.Stage.IsEnded(), matter.EndedAt is not null);
        Assert.Equal(matter.Stage.IsFinished() || matter.Stage == MatterStage.Withdrawn, matter.FinishedOn is not null);
        Assert.True(matter.Suspended is null || matter.Stage.IsRunning());
        Assert.True(matter.Stage != MatterStage.Ready || matter.Passed == matter.Route.Length);

        // Four eyes: nobody is two of acceptor, peer, reviewer and approver.
        Assert.All(matter.Parts.GroupBy(part => part.By), person => Assert.Single(person.Select(part => part.Role).Distinct()));

        // Suspensions follow one another and end where the next begins at the earliest.
        Assert.All(matter.Suspensions.SkipLast(1), before => Assert.NotNull(before.To));
        Assert.All(matter.Suspensions.Zip(matter.Suspensions.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From));
        Assert.All(matter.Suspensions, one => Assert.True(one.To is null || one.To >= one.From));
        if (matter.AcceptedOn is { } accepted && matter.Stage.IsRunning() && matter.Suspended is null)
        {
            var expected = DayByDay.LastDay(years, accepted, matter.PromisedDays + matter.ExtendedDays,
                [.. matter.Suspensions.Select(one => (one.From, one.To!.Value))]);
            Assert.Equal(expected, matter.DueOn);
            CheckSums(matter, accepted, years);
        }
    }

    // What stood and what counted are together all the working days between acceptance and the last day.
    private static void CheckSums(Matter matter, DateOnly accepted, IReadOnlyCollection<WorkYear> years)
    {
        var calendar = WorkCalendar.Of(years);
        var noneWasLeft = matter.Suspensions is [.., { To: { } to }] && matter.DueOn == calendar.After(to, 0).Day;
        if (matter.DueOn is not { } due || matter.PromisedDays == 0 || noneWasLeft)
        {
            return;
        }

        var stood = matter.Suspensions.Sum(one => PromisedDay.Stood(calendar, one, due));
        Assert.Equal(calendar.Between(accepted, due), matter.PromisedDays + matter.ExtendedDays + stood);
    }

    // From the events alone: who accepted, corrected, passed and returned, whatever the state says.
    private static void CheckParts(MatterHall hall)
    {
        var acts = hall.Hall.Journal.Select(entry => entry.Event).Select(happened => happened switch
        {
            MatterAccepted one => (one.Matter, one.By, Part: "accept"),
            MatterCorrected one => (one.Matter, one.By, Part: "accept"),
            StepPassed one => (one.Matter, one.By, Part: $"{one.Step}"),
            StepReturned one => (one.Matter, one.By, Part: $"{one.Step}"),
            _ => default,
        }).Where(act => act.Part is not null);
        Assert.All(acts.GroupBy(act => (act.Matter, act.By)), person => Assert.Single(person.Select(act => act.Part).Distinct()));
    }
}
