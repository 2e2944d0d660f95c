using System.Text.Json;
using CsCheck;
using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.State;
using Hall.Core.Tests.Matters;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.AnyDay;

/// <summary>
/// What holds whatever people do. A failing run prints its seed; put it into the environment variable CsCheck_Seed to
/// have the same run again. HALL_LONG=20 in the environment tries twenty times as many days.
/// </summary>
public sealed class HallPropertyTests(ITestOutputHelper output)
{
    private const double LeastAccepted = 0.01;
    private const int MostCalls = 1000;
    private static readonly int Runs = int.TryParse(Environment.GetEnvironmentVariable("HALL_LONG"), out var asked) ? asked * 60 : 60;

    [Fact]
    public void AnyCommands_KeepEveryoneInOnePlaceWhereSomebodyMayCallThem()
    {
        var tally = new CommandTally();
        AnyCommand.Day.Sample(steps =>
        {
            var hall = RandomDay.Begin();
            var isOneDay = true;
            foreach (var step in steps)
            {
                // Set back to a day before, the hall goes on with the figures of the day that the wrong clock had begun.
                var day = hall.State.BusinessDay;
                RandomDay.Take(hall, step, tally);
                isOneDay &= hall.State.BusinessDay >= day;
                HallInvariants.Check(hall.State, totals: isOneDay);
                HallInvariants.Reachable(hall.State, hall.Now);
            }
        }, iter: Runs);

        output.WriteLine(tally.Table());
        var commands = typeof(HallCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(HallCommand)) && !type.IsAbstract
            && type != typeof(SetTellers) // The hub sends it when accounts change; it is no part of a day at the hall.
            && !AnyMatterCommand.All.Contains(type)); // They have a year of their own.
        Assert.All(commands, command =>
            Assert.True(tally.Share(command) >= LeastAccepted, $"{command.Name} is hardly ever accepted:\n{tally.Table()}"));
    }

    [Fact]
    public void AnyCommands_ThenEveryCounterCalls_EverybodyIsCalled() => AnyCommand.Day.Sample(steps =>
    {
        var hall = RandomDay.Run(steps);
        var waiting = hall.State.Tickets.Values.Count(ticket => ticket.State is TicketState.Waiting or TicketState.Held);
        hall.AfterMinutes(10);
        foreach (var counter in hall.State.Plan.Counters.Keys)
        {
            MakeFree(hall, hall.State.Counters[counter]);
        }

        for (var calls = 0; calls < MostCalls
            && hall.State.Tickets.Values.Any(ticket => ticket.State is TicketState.Waiting or TicketState.Held); calls++)
        {
            foreach (var counter in hall.State.Plan.Counters.Keys)
            {
                hall.AfterMinutes(1)
                    .When(hall.State.HeldTickets.FirstOrDefault() is { } held ? new ReturnTicket(counter, held.Id) : new CallNext(counter));
                hall.When(new MarkNoShow(counter));
            }
        }

        var left = hall.State.Tickets.Values.Where(ticket => ticket.State is TicketState.Waiting or TicketState.Held)
            .Select(ticket => ticket.ToString());
        Assert.True(!left.Any(), $"Of {waiting} nobody calls {string.Join('\n', left)}");
    }, iter: Runs);

    [Fact]
    public void AnyCommands_ReplayedEvents_GiveTheSameState() => AnyCommand.Day.Sample(steps =>
    {
        var hall = RandomDay.Run(steps);
        var again = new HallState();
        foreach (var entry in hall.Journal)
        {
            var type = entry.Event.GetType();
            var json = JsonSerializer.Serialize(entry.Event, type, HallJsonContext.Default);
            again.Apply((HallEvent)JsonSerializer.Deserialize(json, type, HallJsonContext.Default)!, entry.At);
        }

        Assert.Equal(hall.Written(), JsonSerializer.Serialize(again.ToOpeningState(), HallJsonContext.Default.OpeningState));
    }, iter: Runs);

    [Fact]
    public void AnyCommands_StateWrittenAndReadAgain_GoesOnTheSame() => Gen.Select(AnyCommand.Day, AnyCommand.Day).Sample((before, after) =>
    {
        var one = RandomDay.Run(before);
        var other = RandomDay.Run(before);
        other.Restart();
        foreach (var step in after.Where(step => step.Command is not UndoLastAction))
        {
            RandomDay.Take(one, step);
            RandomDay.Take(other, step);
        }

        Assert.Equal(one.Written(), other.Written());

        // Set back to a day before, the hall goes on with the figures of the day that the wrong clock had begun.
        HallInvariants.Check(other.State, totals: !one.Journal.Any(entry => entry.Event is ClockCorrected));
    }, iter: Runs);

    [Fact]
    public void AnyCommands_ANumber_IsGivenOutOnceADay() => AnyCommand.Day.Sample(steps =>
    {
        var hall = RandomDay.Run(steps);
        var given = hall.Journal.Select(entry => entry.Event).OfType<TicketIssued>().Select(issued => (issued.BusinessDay, issued.Number))
            .ToList();
        Assert.Equal(given.Distinct().Count(), given.Count);
    }, iter: Runs);

    [Fact]
    public void AnyCommandsAndClockCorrections_PeriodsNeverGoBack() =>
        Gen.Select(AnyCommand.Day, Gen.Int[1, 200_000], AnyCommand.Day).Sample((before, back, after) =>
    {
        var hall = RandomDay.Run(before);
        var to = hall.Now.AddSeconds(-back);
        hall.Do(new CorrectClock(to));
        hall.Now = to;
        HallInvariants.Check(hall.State, totals: false);
        HallInvariants.Reachable(hall.State, hall.Now);
        foreach (var step in after)
        {
            RandomDay.Take(hall, step);
            HallInvariants.Check(hall.State, totals: false);
            HallInvariants.Reachable(hall.State, hall.Now);
        }
    }, iter: Runs);

    private static void MakeFree(GivenHall hall, Counter counter)
    {
        if (counter.State == CounterState.Closed)
        {
            hall.Do(new OpenCounter(counter.Id, new($"100{counter.Id.Value}")));
        }
        else if (counter.State == CounterState.Paused)
        {
            hall.Do(new ResumeCounter(counter.Id));
        }
        else if (counter.State == CounterState.Calling)
        {
            hall.Do(new MarkNoShow(counter.Id));
        }
        else if (counter.State == CounterState.Serving)
        {
            hall.Do(new HoldTicket(counter.Id));
        }
    }
}
