using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Events;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;

namespace Hall.Hub.Demonstration;

/// <summary>A rating of the past that was bad.</summary>
/// <param name="Ticket">The visit.</param>
/// <param name="Number">Its number.</param>
/// <param name="Leg">The leg that was rated.</param>
/// <param name="Service">What it was about.</param>
/// <param name="Counter">The window.</param>
/// <param name="Teller">Who served.</param>
/// <param name="Level">How bad.</param>
/// <param name="Reasons">Codes of reasons.</param>
/// <param name="At">When, UTC.</param>
internal sealed record BadRating(
    TicketId Ticket, string Number, int Leg, ServiceCode Service, CounterId Counter, StaffNumber Teller, FeedbackLevel Level,
    IReadOnlyList<string> Reasons, DateTimeOffset At);

/// <summary>One day of the past from event to event: citizens come, windows call, serve and are rated, until nobody waits.</summary>
internal sealed class PastDay(
    PastHall hall, SteppedClock clock, DemonstrationShape shape, CrowdDice dice, DateOnly day, DateTimeOffset begin)
{
    private const double NoShowChance = 0.04;
    private const double EnglishChance = 0.05;
    private const double LunchFrom = 3.25;
    private readonly PriorityQueue<Action, (double At, int Order)> _agenda = new();
    private readonly Dictionary<CounterId, StaffNumber> _duty = [];
    private readonly Dictionary<CounterId, double> _idle = [];
    private readonly HashSet<CounterId> _lunched = [];
    private int _order;
    private double _now;

    /// <summary>What was rated badly.</summary>
    public List<BadRating> Bad { get; } = [];

    /// <summary>Lives the day; today only until now.</summary>
    /// <param name="until">When to stop, UTC; null for the end of the day.</param>
    public async Task LiveAsync(DateTimeOffset? until)
    {
        Open();
        Plan(0.01, Arrive);
        while (_agenda.TryDequeue(out var act, out var place))
        {
            if (begin.AddSeconds(place.At) > until)
            {
                return;
            }

            _now = place.At;
            clock.To(begin.AddSeconds(_now));
            act();
            await hall.CommitAsync();
        }

        foreach (var counter in _duty.Keys)
        {
            hall.Do(new CloseCounter(counter));
        }
    }

    private void Open()
    {
        clock.To(begin.AddMinutes(-4));
        hall.KeepTime();
        foreach (var (counter, teller) in shape.OnDuty(day))
        {
            clock.To(clock.GetUtcNow().AddSeconds(dice.Between(1, 11)));
            hall.Do(new OpenCounter(counter, teller));
            _duty[counter] = teller;
            _idle[counter] = 0;
        }
    }

    private void Arrive()
    {
        if (_now >= DemonstrationShape.DayHours * 3_600)
        {
            return;
        }

        if (ServedToday() is { } service)
        {
            hall.Do(new IssueTicket([service.Code], dice.Priority(), dice.Chance(EnglishChance) ? "en" : "zh-CN"));
            foreach (var (counter, _) in _idle.OrderBy(pair => pair.Value).ThenBy(pair => pair.Key.Value, StringComparer.Ordinal).ToList())
            {
                if (hall.State.Plan.MayServe(counter, service.Code) && Call(counter))
                {
                    break;
                }
            }
        }

        Plan(dice.Exponential(1 / shape.ArrivalsPerSecond(day, _now / 3_600)), Arrive);
    }

    // A matter that no window of the day may take is told at the desk, and the citizen comes another day.
    private Service? ServedToday()
    {
        var service = dice.Service();
        return _duty.Keys.Any(counter => hall.State.Plan.MayServe(counter, service.Code)) ? service : null;
    }

    private bool Call(CounterId counter)
    {
        if (hall.Do(new CallNext(counter)).Events.IsEmpty)
        {
            _idle.TryAdd(counter, _now);
            return false;
        }

        _idle.Remove(counter);
        var comes = !dice.Chance(NoShowChance);
        Plan(comes ? dice.Between(12, 45) : dice.Between(40, 70), () => Begin(counter, comes, 0));
        return true;
    }

    private void Begin(CounterId counter, bool comes, int recalls)
    {
        if (comes)
        {
            hall.Do(new StartService(counter));
            var ticket = hall.State.Tickets[hall.State.Counters[counter].Ticket!.Value];
            Plan(dice.ServiceSeconds(ticket.Service), () => End(counter));
        }
        else if (recalls < 2)
        {
            hall.Do(new RecallTicket(counter));
            Plan(dice.Between(40, 70), () => Begin(counter, false, recalls + 1));
        }
        else
        {
            hall.Do(new MarkNoShow(counter));
            Plan(dice.Between(3, 15), () => Next(counter));
        }
    }

    private void End(CounterId counter)
    {
        hall.Do(new CompleteService(counter));
        var temper = DemonstrationShape.TemperOf(counter);
        if (dice.Chance(temper.RatedShare))
        {
            Plan(dice.Between(3, 9), () => Rate(counter, temper.LevelOf(dice.Unit())));
        }

        Plan(dice.Between(10, 24), () => Next(counter));
    }

    private void Rate(CounterId counter, FeedbackLevel level)
    {
        var reasons = level <= FeedbackLevel.Satisfied && !dice.Chance(0.08)
            ? []
            : ReasonCatalogue.For(level).Skip((int)dice.Between(0, 7)).Take(1).Select(reason => reason.Code).ToList();
        var outcome = hall.Do(new PressPad(counter, level, reasons, Invariant($"past-{day:yyyyMMdd}-{_order}")));
        if (level is FeedbackLevel.Dissatisfied or FeedbackLevel.VeryDissatisfied
            && outcome.Events.OfType<FeedbackGiven>().FirstOrDefault() is { } given
            && hall.State.Tickets.TryGetValue(given.Ticket, out var ticket))
        {
            Bad.Add(new(ticket.Id, ticket.Number, given.Leg, ticket.Service, counter, _duty[counter], level, reasons, clock.GetUtcNow()));
        }
    }

    private void Next(CounterId counter)
    {
        if (_now / 3_600 is > LunchFrom and < LunchFrom + 1.6 && !_lunched.Contains(counter) && dice.Chance(0.35))
        {
            _lunched.Add(counter);
            hall.Do(new PauseCounter(counter, "午餐", 30));
            Plan(dice.Between(24 * 60, 34 * 60), () =>
            {
                hall.Do(new ResumeCounter(counter));
                Next(counter);
            });
            return;
        }

        if (hall.State.Counters[counter].State == CounterState.Idle)
        {
            Call(counter);
        }
    }

    private void Plan(double seconds, Action act) => _agenda.Enqueue(act, (_now + seconds, _order++));
}
