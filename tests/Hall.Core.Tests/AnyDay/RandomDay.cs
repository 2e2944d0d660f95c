using Hall.Core.Commands;
using Hall.Core.Tests.Support;

namespace Hall.Core.Tests.AnyDay;

/// <summary>Takes steps in a hall as its engine would: the day is opened when it has come, then the command is decided.</summary>
internal static class RandomDay
{
    /// <summary>A hall in the morning, some of its counters open.</summary>
    public static GivenHall Begin() => new GivenHall(AnyHall.First).Open("1", "2", "3");

    /// <summary>A hall after a whole day.</summary>
    public static GivenHall Run(IEnumerable<Step> steps)
    {
        var hall = Begin();
        foreach (var step in steps)
        {
            Take(hall, step);
        }

        return hall;
    }

    /// <summary>Takes one step and counts what became of it.</summary>
    public static void Take(GivenHall hall, Step step, CommandTally? tally = null)
    {
        hall.After(step.Seconds);
        if (hall.State.Plan.DayOf(hall.Now) > hall.State.BusinessDay)
        {
            When(hall, new OpenBusinessDay(hall.State.Plan.DayOf(hall.Now)), tally);
        }

        if (hall.State.SentTickets.Any(ticket => hall.State.Counters[ticket.Target.Counter!.Value].GivesBack(hall.Now)))
        {
            When(hall, new GiveBackTickets(), tally);
        }

        When(hall, LikelyCommand.Of(hall.State, step, hall.Now), tally);
    }

    private static void When(GivenHall hall, HallCommand command, CommandTally? tally)
    {
        var before = HallInvariants.NumbersTooMany(hall.State);
        var decision = hall.When(command);
        hall.Now = command is CorrectClock correct ? correct.To : hall.Now;
        tally?.Count(command, decision);
        Assert.True(decision.Rejection is null || decision.Events.IsEmpty);
        Assert.True(command is PublishConfiguration || HallInvariants.NumbersTooMany(hall.State) <= before,
            $"{command} gives one person a number too many.");
    }
}
