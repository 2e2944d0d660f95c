using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Dispatch;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.AnyDay;

/// <summary>
/// Aims a command at a counter or ticket that fits, as the people of a hall do, who see it. Where nothing fits the command stays as it
/// was drawn. Without this nine in ten of the rarer commands are refused and what comes after them is never tried.
/// </summary>
internal static class LikelyCommand
{
    private static readonly TimeSpan UndoIsLate = TimeSpan.FromSeconds(60);

    /// <summary>The command, aimed.</summary>
    /// <param name="state">The hall.</param>
    /// <param name="step">The step; its aim chooses among what fits.</param>
    /// <param name="now">The hall's time.</param>
    public static HallCommand Of(HallState state, Step step, DateTimeOffset now) => step.Command switch
    {
        CorrectClock => new CorrectClock(now.AddSeconds(Math.Abs(step.Aim))),
        _ when step.Aim < 0 => step.Command,
        PublishConfiguration publish => publish with { Gone = [.. GoneIn(state, publish, step.Aim)] },
        CounterCommand atCounter => AtCounter(state, atCounter, step.Aim, now),
        AnswerHelp help => state.HelpWanted.FirstOrDefault() is { } open ? new AnswerHelp(open.Request) : help,
        EnterDefaultFeedback silent => silent with { Ticket = new(state.NextTicketId.Value + step.Aim) },
        _ => AboutTicket(state, step.Command, step.Aim),
    };

    private static HallCommand AboutTicket(HallState state, HallCommand command, int aim)
    {
        Ticket? One(Func<Ticket, bool> fits) => Pick(state.Tickets.Values.Where(fits).OrderBy(ticket => ticket.Id), aim);
        ServiceCode? Lacking(Ticket ticket) =>
            Pick(state.Plan.Services.Keys.Where(code => ticket.Services.All(has => has.Service != code)).Cast<ServiceCode?>(), aim);
        return command switch
        {
            IssueTicket issue when issue.Services.Any(code => !state.Plan.Services.ContainsKey(code)) =>
                issue with { Services = [Pick(state.Plan.Services.Keys, aim)], Priority = PriorityCode.None },
            AbandonTicket =>
                One(ticket => ticket.State is TicketState.Waiting or TicketState.Held) is { } one ? new AbandonTicket(one.Id) : command,
            PostponeTicket postpone => One(IsWaiting) is { } one ? postpone with { Ticket = one.Id } : command,
            AddService => One(ticket => ticket.IsAlive && Lacking(ticket) is not null) is { } one
                ? new AddService(one.Id, Lacking(one)!.Value) : command,
            ChangeService => One(ticket => IsWaiting(ticket) && ticket.Services.Any(IsPending) && Lacking(ticket) is not null) is { } one
                ? new ChangeService(one.Id, one.Services.First(IsPending).Service, Lacking(one)!.Value)
                : command,
            ChangePriority change =>
                One(IsWaiting) is { } one ? change with { Ticket = one.Id, Priority = Pick(state.Plan.Priorities.Keys, aim) } : command,
            RejoinTicket => One(ticket => ticket.State == TicketState.NoShow && ticket.EndedAt >= state.DayBeganAt) is { } one
                ? new RejoinTicket(one.Id) : command,
            ReprintTicket => One(ticket => ticket.IsAlive) is { } one ? new ReprintTicket(one.Id) : command,
            GiveFeedback given => One(ticket => ticket.Legs.Any(leg => IsServed(leg) && leg.Rating is null)) is { } one
                ? given with { Ticket = one.Id } : command,
            ExplainFeedback explained => One(ticket => ticket.Legs.Any(IsUnexplained)) is { } one
                ? explained with { Ticket = one.Id, Leg = one.Legs.First(IsUnexplained).Number }
                : command,
            _ => command,
        };
    }

    private static CounterCommand AtCounter(HallState state, CounterCommand command, int aim, DateTimeOffset now)
    {
        Counter? One(Func<Counter, bool> fits) =>
            Pick(state.Counters.Values.Where(fits).OrderBy(counter => counter.Id.Value, StringComparer.Ordinal), aim);
        CounterCommand At(Func<Counter, bool> fits) => One(fits) is { } counter ? command with { Counter = counter.Id } : command;

        // A counter that somebody was sent to, when there is one: what becomes of them then is the question.
        CounterCommand AtBest(Func<Counter, bool> fits) => At(counter => fits(counter)
            && (state.SentTickets.Any(ticket => ticket.Target.Counter == counter.Id)
                || !state.SentTickets.Any(ticket => fits(state.Counters[ticket.Target.Counter!.Value]))));
        return command switch
        {
            OpenCounter => One(counter => counter.State == CounterState.Closed && state.Plan.Counters.ContainsKey(counter.Id)) is { } closed
                ? new OpenCounter(closed.Id, new($"100{closed.Id.Value}"))
                : command,
            CloseCounter => AtBest(counter => counter.State is CounterState.Idle or CounterState.Paused),
            PauseCounter => AtBest(counter => counter.State == CounterState.Idle),
            ResumeCounter => At(counter => counter.State == CounterState.Paused),
            CallNext => At(counter => counter.State == CounterState.Idle),
            CallTicket => Idle(IsWaiting) is { } pair ? new CallTicket(pair.Counter, pair.Ticket.Number, "asked") : command,
            ReturnTicket =>
                Idle(ticket => ticket.State == TicketState.Held) is { } pair ? new ReturnTicket(pair.Counter, pair.Ticket.Id) : command,
            RecallTicket or MarkNoShow or StartService => At(counter => counter.State == CounterState.Calling),
            CheckHolder =>
                One(counter => counter.State == CounterState.Calling && state.Tickets[counter.Ticket!.Value].HolderHash is not null)
                is { } counter
                ? new CheckHolder(counter.Id, state.Tickets[counter.Ticket!.Value].HolderHash)
                : command,
            CompleteService => At(counter => counter.State == CounterState.Serving),
            PressPad =>
                At(counter => counter.Feedback is { } minute && minute.Until >= now
                && state.Tickets.GetValueOrDefault(minute.Ticket)?.Legs[minute.Leg - 1].Rating is null),
            TransferTicket transfer => One(counter => counter.Ticket is not null) is { } counter
                ? transfer with
                {
                    Counter = counter.Id, Ends = EndsFor(state, counter.Ticket, aim),
                    ToCounter = transfer.ToCounter is null
                        ? null : One(other => other.State == CounterState.Idle)?.Id ?? transfer.ToCounter,
                }
                : command,
            CorrectService or TickPaper =>
                One(counter => counter.Ticket is not null) is { Ticket: { } there } at ? Written(state, command, at, there, aim) : command,
            HoldTicket or TakeNote => At(counter => counter.Ticket is not null),
            UndoLastAction undo => One(counter => counter.LastAction is { } last && now - last.At <= UndoIsLate
                && (last.TicketAfter is not { } after || state.Tickets.GetValueOrDefault(after.Id) == after)) is { } counter
                    ? undo with { Counter = counter.Id, Ends = EndsFor(state, counter.LastAction!.TicketAfter?.Id, aim) }
                    : command,
            _ => command,
        };

        (CounterId Counter, Ticket Ticket)? Idle(Func<Ticket, bool> fits) => Pick(
            from counter in state.Counters.Values.Where(counter => counter.State == CounterState.Idle)
                .OrderBy(counter => counter.Id.Value, StringComparer.Ordinal)
            from ticket in state.Tickets.Values.Where(fits).OrderBy(ticket => ticket.Id)
            where Dispatcher.MayCall(state, counter.Id, ticket)
            select ((CounterId, Ticket)?)(counter.Id, ticket), aim);
    }

    private static CounterCommand Written(HallState state, CounterCommand command, Counter at, TicketId there, int aim) => command switch
    {
        CorrectService correct => Corrected(state, correct with { Counter = at.Id }, state.Tickets[there], aim),
        TickPaper tick => tick with { Counter = at.Id, Service = state.Tickets[there].Service },
        _ => command,
    };

    // A matter of the visit that is not done, and one that it has not and the window may serve.
    private static CorrectService Corrected(HallState state, CorrectService correct, Ticket ticket, int aim) => correct with
    {
        From = correct.From is null ? null
            : Pick(ticket.Services.Where(service => service.State != VisitServiceState.Done).Select(service => service.Service), aim),
        To = correct.To is null ? null
            : Pick(state.Plan.Services.Keys.Where(code => state.Plan.MayServe(correct.Counter, code)
                && ticket.Services.All(has => has.Service != code)).Cast<ServiceCode?>(), aim) ?? correct.To,
        Ends = EndsFor(state, ticket.Id, aim),
    };

    // Every second teller says yes when the console asks whether the person's other numbers end.
    private static string[] EndsFor(HallState state, TicketId? ticket, int aim) =>
        ticket is { } id && aim % 2 == 0 && state.Tickets[id].HolderHash is { } holder
            ? [.. state.HeldBy(holder).Where(held => held.Id != id).Select(held => held.Number)] : [];

    // A service that goes becomes another, ends, or is served on, as the person who publishes chooses.
    private static IEnumerable<GoneService> GoneIn(HallState state, PublishConfiguration publish, int aim)
    {
        var stay = publish.Configuration.Services.Select(service => service.Code).ToList();
        return state.Plan.Services.Keys.Except(stay).Select((code, i) => (Code: code, Choice: (aim >> i) % 3))
            .Where(gone => gone.Choice > 0)
            .Select(gone => new GoneService(gone.Code, gone.Choice == 1 ? null : stay[aim % stay.Count]));
    }

    private static bool IsWaiting(Ticket ticket) => ticket.State == TicketState.Waiting;

    private static bool IsPending(VisitService service) => service.State == VisitServiceState.Pending;

    private static bool IsServed(Leg leg) => leg is { Served: true, EndedAt: not null };

    private static bool IsUnexplained(Leg leg) => leg is { Rating: not null, Explained: false };

    private static T? Pick<T>(IEnumerable<T> some, int aim)
    {
        var all = some.ToList();
        return all.Count == 0 ? default : all[aim % all.Count];
    }
}
