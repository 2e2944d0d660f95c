using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;

namespace Hall.Simulation.Tests;

/// <summary>What people do on a day in the small hall, as dice decide; much of it is refused, as on a real day.</summary>
internal static class AnyDay
{
    private static readonly string[] Services = ["A01", "A02", "A03"];

    public static IssueTicket Issue(Random dice) => new(
        [.. dice.GetItems(Services, dice.Next(8) == 0 ? 2 : 1).Distinct().Select(code => new ServiceCode(code))], PriorityCode.None,
        HolderHash: dice.Next(9) == 0 ? $"h{dice.Next(12)}" : null);

    public static IEnumerable<HallCommand> Serve(CounterId at, Random dice) => dice.Next(9) switch
    {
        0 => [new CallNext(at), new MarkNoShow(at)],
        1 => [new CallNext(at), new StartService(at), new CompleteService(at), new UndoLastAction(at), new CompleteService(at)],
        2 => [new CallNext(at), new RecallTicket(at), new StartService(at), new HoldTicket(at)],
        3 => [new CallNext(at), new StartService(at),
            new TransferTicket(at, new ServiceCode(Services[dice.Next(3)]), null, null, (TransferPosition)dice.Next(3))],
        4 => [new CallNext(at), new StartService(at), new CompleteService(at), Press(at, dice), Press(at, dice)],
        5 => [new CallNext(at), new StartService(at), new CompleteService(at), Press(at, dice), new UndoLastAction(at),
            new CompleteService(at), Press(at, dice)],
        _ => [new CallNext(at), new StartService(at), new CompleteService(at), Press(at, dice)],
    };

    /// <summary>What comes beside the service at the window; each only if the one before was carried out.</summary>
    /// <param name="dice">The dice.</param>
    /// <param name="tickets">About how many tickets there are.</param>
    public static IEnumerable<HallCommand> Others(Random dice, int tickets)
    {
        var ticket = new TicketId(dice.Next(Math.Max(1, tickets - 20), tickets + 2));
        return dice.Next(16) switch
        {
            0 => [new AbandonTicket(ticket)],
            1 => [new PostponeTicket(ticket, dice.Next(1, 5))],
            2 => [new RejoinTicket(ticket)],
            3 => [new AddService(ticket, new(Services[dice.Next(3)]))],
            4 => [new GiveFeedback(ticket, null, (FeedbackLevel)dice.Next(5), [], dice.Next(2) == 0 ? "so" : null, FeedbackChannel.QrCode)],
            5 => [new ExplainFeedback(ticket, dice.Next(1, 3), [], "slow")],
            6 => [new GiveFeedback(ticket, 1, FeedbackLevel.Dissatisfied, [], null, FeedbackChannel.QrCode),
                new SetFeedbackAside(ticket, 1, FeedbackLevel.Dissatisfied, DateOnly.MinValue.AddDays(1), "case"),
                new FollowUpFeedback(ticket, 1, FeedbackLevel.Satisfied, null, "case")],
            7 when dice.Next(9) == 0 => [new CloseHall("water", (WaitingAtClosing)dice.Next(3)), new ReopenHall()],
            8 => [new ReturnTicket(new("1"), ticket), new StartService(new("1"))],
            9 => [new ChangeService(ticket, new(Services[dice.Next(3)]), new(Services[dice.Next(3)]))],
            10 => [new CorrectService(new("1"), null, new(Services[dice.Next(3)])), new TakeNote(new("1"), "so") { AsWritten = true }],
            11 => [new CorrectService(new("2"), new(Services[dice.Next(3)]), dice.Next(3) == 0 ? null : new(Services[dice.Next(3)]))],
            _ => [],
        };
    }

    private static PressPad Press(CounterId at, Random dice) => new(at, (FeedbackLevel)dice.Next(5), [], $"{dice.Next()}");
}
