using Hall.Core.Commands;
using Hall.Core.Dispatch;

namespace Hall.Forecasting.Simulation;

public sealed partial class VirtualDay
{
    private void Take(Step step, TimeSpan now)
    {
        var counter = _counters[step.Counter];
        switch (step.Kind)
        {
            case StepKind.Complete: End(counter, new CompleteService(counter.Id), now); break;
            case StepKind.NoShow: End(counter, new MarkNoShow(counter.Id), now); break;
            case StepKind.Begin: Begin(counter, now); break;
            case StepKind.Close: Close(counter, now); break;
            case StepKind.Open: Open(counter, now); break;
            case StepKind.Try: counter.TriesAt = null; counter.Stirred = true; break;
        }
    }

    private void Open(VirtualCounter counter, TimeSpan now)
    {
        counter.OnShift = true;
        counter.Stirred = true;

        // A service that outlasts the shift before keeps the counter open.
        if (counter.Ticket is null)
        {
            _hall.Do(new OpenCounter(counter.Id, counter.Teller), now);
            _free++;
        }
    }

    private void Close(VirtualCounter counter, TimeSpan now)
    {
        counter.OnShift = false;
        if (counter.Ticket is null)
        {
            _hall.Do(new CloseCounter(counter.Id), now);
            _free--;
        }
    }

    private void End(VirtualCounter counter, HallCommand command, TimeSpan now)
    {
        _hall.Do(command, now);
        _hall.State.Forget(counter.Ticket!.Value);
        _visitorOf.Remove(counter.Ticket.Value);
        counter.Ticket = null;
        if (!counter.OnShift)
        {
            _hall.Do(new CloseCounter(counter.Id), now);
            return;
        }

        _free++;
        counter.Stirred = true;
        if (_rest > TimeSpan.Zero)
        {
            counter.RestsUntil = now + _rest;
            TryAgain(counter, counter.RestsUntil);
        }
    }

    private void Begin(VirtualCounter counter, TimeSpan now)
    {
        _hall.Do(new StartService(counter.Id), now);
        _agenda.Plan(StepKind.Complete, counter.Index, now + _visitors[counter.Visitor].ServiceTime);
    }

    /// <summary>
    /// Counters that something happened to, and those that may serve who has just come, call in the order of their idle time.
    /// </summary>
    private void Offer(TimeSpan now)
    {
        if (_free > 0)
        {
            GatherTrying(now);
            while (CallOnce(now))
            {
            }

            PlanToTry(now);
        }

        _arrived.Clear();
        foreach (var counter in _counters)
        {
            counter.Stirred = false;
        }
    }

    private void GatherTrying(TimeSpan now)
    {
        var plan = _hall.State.Plan;
        _trying.Clear();
        foreach (var counter in _counters)
        {
            if (counter.MayCall(now) && (counter.Stirred || Dispatcher.HoldsBack(plan, counter.Id) || MayServeArrived(counter)))
            {
                counter.Idle = LongestIdle.IdleTime(_hall.State.Counters[counter.Id], _hall.Start + now);
                _trying.Add(counter);
            }
        }

        if (_trying.Count > 1)
        {
            _trying.Sort((left, right) => left.Idle != right.Idle ? right.Idle.CompareTo(left.Idle) : left.Index.CompareTo(right.Index));
        }
    }

    private bool MayServeArrived(VirtualCounter counter)
    {
        foreach (var service in _arrived)
        {
            if (_hall.State.Plan.MayServe(counter.Id, service))
            {
                return true;
            }
        }

        return false;
    }

    private bool CallOnce(TimeSpan now)
    {
        var called = false;
        for (var i = 0; i < _trying.Count; i++)
        {
            if (_trying[i].Ticket is null && Call(_trying[i], now))
            {
                called = true;
            }
        }

        return called && _trying.Exists(counter => counter.Ticket is null);
    }

    private bool Call(VirtualCounter counter, TimeSpan now)
    {
        if (_hall.Call(counter.Id, now) is not { } ticket)
        {
            return false;
        }

        var index = _visitorOf[ticket];
        var visitor = _visitors[index];
        counter.Ticket = ticket;
        counter.Visitor = index;
        _free--;
        _tickets[index] = default;
        _stays[index] = new(visitor.Shows ? StayEnd.Served : StayEnd.NoShow, now - visitor.Arrives, counter.Index);
        if (!visitor.Shows)
        {
            _agenda.Plan(StepKind.NoShow, counter.Index, now + _noShowAfter);
        }
        else if (visitor.Walk > TimeSpan.Zero)
        {
            _agenda.Plan(StepKind.Begin, counter.Index, now + visitor.Walk);
        }
        else
        {
            Begin(counter, now);
        }

        return true;
    }

    /// <summary>A free counter from which work is held back tries again when the rules may let it have that work.</summary>
    private void PlanToTry(TimeSpan now)
    {
        foreach (var counter in _trying)
        {
            if (counter.Ticket is null && Dispatcher.HeldBackUntil(_hall.State, counter.Id, _hall.Start + now) is { } until)
            {
                TryAgain(counter, until - _hall.Start);
            }
        }
    }

    private void TryAgain(VirtualCounter counter, TimeSpan at)
    {
        if (counter.TriesAt is null || at < counter.TriesAt)
        {
            counter.TriesAt = at;
            _agenda.Plan(StepKind.Try, counter.Index, at);
        }
    }
}
