namespace Hall.Forecasting.Logs;

/// <summary>
/// Goes through a log as if it were happening: at each arrival that has to wait it says how long, from what had happened up to
/// that second and nothing later. Days begin empty; what was learned carries on from day to day and log to log.
/// </summary>
public sealed class LogForecaster
{
    private readonly RecordedHall _hall = new();
    private readonly WaitLearner _learner = new();
    private readonly PriorityQueue<(WaitingContact Who, bool IsEnd), (double At, bool IsCall, int Order)> _coming = new();
    private readonly RollForward _rollForward = new();
    private int _order;

    /// <summary>Learns from a log before the one of interest.</summary>
    public void Learn(IEnumerable<Contact> log)
    {
        foreach (var _ in Replay(log))
        {
            // Forecasting is learning.
        }
    }

    /// <summary>The contacts that waited, in the order of the log, with what was forecast when they came.</summary>
    /// <param name="log">Contacts in the order of day and arrival.</param>
    public IEnumerable<(Contact Contact, ContactForecast Forecast)> Replay(IEnumerable<Contact> log)
    {
        int? day = null;
        foreach (var contact in log)
        {
            if (contact.Day != day)
            {
                PassUntil(double.PositiveInfinity);
                _hall.StartDay();
                day = contact.Day;
            }

            PassUntil(contact.ArriveSeconds);
            _hall.AdvanceTo(contact.ArriveSeconds);
            if (Arrive(contact) is { } forecast)
            {
                yield return (contact, forecast);
            }
        }

        PassUntil(double.PositiveInfinity);
    }

    private ContactForecast? Arrive(Contact contact)
    {
        var arrival = _hall.Arrive(contact);
        _order++;
        if (contact.HasWaited)
        {
            var waits = _rollForward.Play(_hall, arrival, (ulong)_order);
            arrival.Lesson = _learner.Forecast(Situation.Of(_hall, arrival, waits, _learner.RecentError), waits, contact.Service);
            _hall.Join(arrival);
            _coming.Enqueue((arrival, false), (contact.CallSeconds, true, _order));
            return arrival.Lesson.Said;
        }

        if (contact.IsServed)
        {
            Call(arrival);
        }

        return null;
    }

    // The end is known to come only once the service has begun; a service may take no time at all.
    private void Call(WaitingContact who)
    {
        _hall.Call(who);
        _coming.Enqueue((who, true), (who.Contact.EndSeconds, false, _order));
    }

    /// <summary>Lets happen what happens up to a moment: ends before calls, so that a server is free before he takes the next.</summary>
    private void PassUntil(double now)
    {
        while (_coming.TryPeek(out var next, out var when) && when.At <= now)
        {
            _coming.Dequeue();
            _hall.AdvanceTo(when.At);
            var (who, isEnd) = next;
            if (isEnd)
            {
                _hall.End(who);
            }
            else if (!who.Contact.IsServed)
            {
                _hall.Leave(who);
            }
            else
            {
                Call(who);
                _learner.Learn(who.Lesson!, who.Contact.WaitSeconds, who.Contact.Service);
                who.Lesson = null;
            }
        }
    }
}
