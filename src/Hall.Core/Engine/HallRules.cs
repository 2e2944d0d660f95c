using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Dispatch;
using Hall.Core.Events;
using Hall.Core.Privacy;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Engine;

/// <summary>
/// The rules of the hall: a pure function of state, command and time. A broken rule is a <see cref="Rejection"/>, never an
/// exception.
/// </summary>
public static partial class HallRules
{
    /// <summary>Decides what a command does. Changes nothing itself.</summary>
    /// <param name="state">The state it is decided on.</param>
    /// <param name="command">The wish.</param>
    /// <param name="now">The time that its events will carry, UTC.</param>
    /// <param name="policy">The rule that chooses the next; a simulation compares others, a hall always runs on its own.</param>
    public static Decision Decide(HallState state, HallCommand command, DateTimeOffset now, IDispatchPolicy? policy = null)
    {
        command = FreeText.In(command);
        if (command is PublishConfiguration publish)
        {
            return Publish(state, publish, now);
        }

        if (!state.IsFounded)
        {
            return Decision.Reject(RejectionCode.HallNotFounded, "The hall has no configuration yet.");
        }

        return command switch
        {
            OpenBusinessDay open => OpenDay(state, open, now),
            CloseHall close => CloseForEmergency(state, close),
            ReopenHall reopen => state.Closing is null ? Decision.Nothing : Decision.Of(new HallReopened(reopen.By)),
            CorrectClock correct => Decision.Of(new ClockCorrected(correct.To)),
            ChangeDispatch change => ChangeDispatchOf(state, change),
            GiveBackTickets => new([.. GivenBack(state, counter => counter.GivesBack(now))], null, []),
            SetTellers set => SetTellersOf(state, set),
            AssignNext => Give(state, now, policy ?? HallPolicy.Instance),
            IssueTicket issue => Issue(state, issue, now),
            AbandonTicket abandon => Abandon(state, abandon),
            PostponeTicket postpone => Postpone(state, postpone, now),
            AddService add => Add(state, add),
            ChangeService change => Change(state, change),
            ChangePriority change => Change(state, change),
            RejoinTicket rejoin => Rejoin(state, rejoin, now),
            ReprintTicket reprint => WithTicket(state, reprint.Ticket, Reprint),
            GiveFeedback feedback => Give(state, feedback),
            SetFeedbackAside aside => SetAside(aside),
            FollowUpFeedback again => FollowUp(again),
            ExplainFeedback explained => Explain(state, explained),
            EnterDefaultFeedback silent => EnterDefault(state, silent),
            RequestHelp help => Help(state, help),
            AnswerHelp answer => state.WantsHelp(answer.Request)
                ? Decision.Of(new HelpAnswered(answer.Request))
                : Decision.Reject(RejectionCode.UnknownRequest, Invariant($"No open request for help has the number {answer.Request}.")),
            CounterCommand atCounter => state.Counters.TryGetValue(atCounter.Counter, out var counter)
                ? DecideAtCounter(state, counter, atCounter, now, policy ?? HallPolicy.Instance)
                : Decision.Reject(RejectionCode.UnknownCounter, $"The hall has no counter {atCounter.Counter}."),
            _ => MatterRules.Decide(state, command, now)
                ?? throw new InvalidOperationException($"No rule says what {command.GetType().Name} does."),
        };
    }

    private static Decision Help(HallState state, RequestHelp help)
    {
        if (string.IsNullOrWhiteSpace(help.Place) || help.Place.Length > LongestReason)
        {
            return Decision.Malformed("place", $"A place has 1 to {LongestReason} characters.");
        }

        // Whoever presses again while nobody came asks for the same help.
        return state.HelpWanted.Any(open => open.Place == help.Place.Trim())
            ? Decision.Nothing
            : Decision.Of(new HelpRequested(state.NextHelpRequest, help.Place.Trim()));
    }

    private static Decision Publish(HallState state, PublishConfiguration publish, DateTimeOffset now)
    {
        if (state.IsFounded && state.Plan.Configuration.Hall != publish.Configuration.Hall)
        {
            return Decision.Malformed(
                "hall", $"This is hall {state.Plan.Configuration.Hall}; the configuration is of {publish.Configuration.Hall}.");
        }

        if (state.IsFounded && publish.BasedOn != state.Plan.Sequence)
        {
            return Decision.Reject(
                RejectionCode.ChangedMeanwhile,
                Invariant($"Version {state.Plan.Sequence} is in force, and this configuration was not made from it."));
        }

        var published = new ConfigurationPublished(
            publish.Configuration, publish.By, publish.Why, publish.Gone.IsDefaultOrEmpty ? null : publish.Gone);
        if (publish.Gone.FirstOrDefault(gone => gone.Becomes is { } to && publish.Configuration.Services.All(service => service.Code != to))
            is { } nowhere)
        {
            return Decision.Reject(RejectionCode.UnknownService, $"The new configuration has no service {nowhere.Becomes}.");
        }

        if (publish.Gone.FirstOrDefault(gone => publish.Configuration.Services.Any(service => service.Code == gone.Service)) is { } stays)
        {
            return Decision.Malformed("gone", $"Service {stays.Service} stays in the new configuration; its tickets stay as they are.");
        }

        if (publish.Gone.GroupBy(gone => gone.Service).FirstOrDefault(gone => gone.Count() > 1) is { } twice)
        {
            return Decision.Malformed("gone", $"Service {twice.Key} stands twice in the list.");
        }

        return state.IsFounded
            ? new([published, .. Gone(state, publish.Gone)], null, [])
            : Decision.Of(published, new BusinessDayOpened(new HallPlan(publish.Configuration).DayOf(now)));
    }

    private static Decision DecideAtCounter(
        HallState state, Counter counter, CounterCommand command, DateTimeOffset now, IDispatchPolicy policy) => command switch
    {
        OpenCounter open => Open(state, counter, open),
        PauseCounter pause => Pause(state, counter, pause),
        ResumeCounter => Resume(counter),
        CloseCounter close => Close(state, counter, close),
        CallNext => CallNextAt(state, counter, now, policy),
        CallTicket call => CallChosen(state, counter, call, now),
        ReturnTicket back => Return(state, counter, back),
        RecallTicket => Recall(state, counter),
        StartService => Start(state, counter),
        CheckHolder check => Check(state, counter, check),
        CompleteService => Complete(state, counter),
        MarkNoShow => NoShow(state, counter),
        HoldTicket hold => Hold(state, counter, hold),
        TransferTicket transfer => Transfer(state, counter, transfer, now),
        UndoLastAction undo => Undo(state, counter, undo, now),
        TakeNote note => Note(state, counter, note),
        TickPaper tick => Tick(state, counter, tick),
        OpenMatter matter => MatterRules.Open(state, counter, matter, now),
        CorrectService correct => Correct(state, counter, correct),
        PressPad press => Press(state, counter, press, now),
        _ => throw new InvalidOperationException($"No rule says what {command.GetType().Name} does."),
    };
}
