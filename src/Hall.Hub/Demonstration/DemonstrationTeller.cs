using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;

namespace Hall.Hub.Demonstration;

/// <summary>A teller of the demonstration: calls, waits for the citizen, serves, and now and then meets a no-show.</summary>
/// <param name="hall">The hall.</param>
/// <param name="counter">The counter.</param>
/// <param name="teller">Who works there.</param>
/// <param name="dice">The chances.</param>
/// <param name="pads">The pads that citizens press where there are any.</param>
/// <param name="temper">How this window is rated; null for the usual of a crowd that has no past.</param>
public sealed class DemonstrationTeller(
    IHall hall, CounterId counter, StaffNumber teller, CrowdDice dice, DemonstrationPads pads, DemonstrationTemper? temper = null)
{
    private const double NoShowChance = 0.04;
    private const double RatingChance = 0.7;
    private (CounterState State, DateTimeOffset Since) _seen;
    private double _dueAt;
    private double? _pressAt;
    private bool _comes;

    /// <summary>The counter.</summary>
    public CounterId Counter => counter;

    /// <summary>Does what is due at this moment of the crowd's time.</summary>
    /// <param name="view">The counter as it stands.</param>
    /// <param name="crowdSeconds">The crowd's time, seconds.</param>
    /// <param name="taken">Whether a visitor takes over after the current ticket.</param>
    public async Task ActAsync(CounterView view, double crowdSeconds, bool taken)
    {
        if (_pressAt is { } press && crowdSeconds >= press)
        {
            _pressAt = null;
            var level = temper?.LevelOf(dice.Unit()) ?? dice.Level();
            if (!pads.TryPress(hall.Id, counter, level))
            {
                await hall.ExecuteAsync(new PressPad(counter, level, []));
            }
        }

        var now = (view.Counter.State, view.Counter.Since);
        if (now != _seen)
        {
            _seen = now;
            _dueAt = crowdSeconds + Pause(view);
        }

        if (crowdSeconds < _dueAt || (taken && view.Counter.Ticket is null))
        {
            return;
        }

        _dueAt = crowdSeconds + dice.Between(4, 8);
        await DoAsync(view, crowdSeconds);
    }

    private double Pause(CounterView view)
    {
        switch (view.Counter.State)
        {
            case CounterState.Calling:
                _comes = !dice.Chance(NoShowChance);
                return _comes ? dice.Between(12, 45) : dice.Between(40, 70);
            case CounterState.Serving when view.Current is { } ticket:
                return dice.ServiceSeconds(ticket.Service);
            case CounterState.Paused:
                return dice.Between(120, 300);
            case CounterState.Closed:
                return 0;
            default:
                return dice.Between(3, 15);
        }
    }

    private async Task DoAsync(CounterView view, double crowdSeconds)
    {
        switch (view.Counter.State)
        {
            case CounterState.Closed:
                await hall.ExecuteAsync(new OpenCounter(counter, teller));
                break;
            case CounterState.Idle:
                await hall.ExecuteAsync(new CallNext(counter));
                break;
            case CounterState.Calling when _comes:
                await hall.ExecuteAsync(new StartService(counter));
                break;
            case CounterState.Calling:
                await hall.ExecuteAsync(view.Current is { Recalls: < 2 } ? new RecallTicket(counter) : new MarkNoShow(counter));
                break;
            case CounterState.Serving:
                await hall.ExecuteAsync(new CompleteService(counter));
                _pressAt = dice.Chance(temper?.RatedShare ?? RatingChance) ? crowdSeconds + dice.Between(3, 9) : null;
                break;
            case CounterState.Paused:
                await hall.ExecuteAsync(new ResumeCounter(counter));
                break;
        }
    }
}
