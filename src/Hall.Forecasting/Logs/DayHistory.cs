namespace Hall.Forecasting.Logs;

/// <summary>What happened today so far, in order of time: arrivals, calls with their waits, people who left.</summary>
internal sealed class DayHistory
{
    private readonly List<double> _arrivals = [];
    private readonly List<double> _calls = [];
    private readonly List<double> _waits = [];
    private readonly List<double> _leavings = [];
    private readonly Dictionary<int, double> _lastWaitByService = [];

    public void Clear()
    {
        _arrivals.Clear();
        _calls.Clear();
        _waits.Clear();
        _leavings.Clear();
        _lastWaitByService.Clear();
    }

    public void Arrived(double at) => _arrivals.Add(at);

    public void Left(double at) => _leavings.Add(at);

    public void Called(double at, int service, double wait)
    {
        _calls.Add(at);
        _waits.Add(wait);
        _lastWaitByService[service] = wait;
    }

    public int ArrivalsWithin(double now, double seconds) => CountAfter(_arrivals, now - seconds);

    public int CallsWithin(double now, double seconds) => CountAfter(_calls, now - seconds);

    public int LeavingsWithin(double now, double seconds) => CountAfter(_leavings, now - seconds);

    /// <summary>Seconds since the n-th last call; an hour when there were fewer.</summary>
    public double SinceCall(double now, int nth) => _calls.Count >= nth ? Math.Min(3600, now - _calls[^nth]) : 3600;

    /// <summary>Mean wait of the last so many called, those who did not wait included.</summary>
    public double MeanWait(int last)
    {
        var count = Math.Min(last, _waits.Count);
        var sum = 0.0;
        for (var i = 1; i <= count; i++)
        {
            sum += _waits[^i];
        }

        return count == 0 ? 0 : sum / count;
    }

    public double LastWaitOf(int service) => _lastWaitByService.GetValueOrDefault(service);

    private static int CountAfter(List<double> times, double after)
    {
        var found = times.BinarySearch(after);
        found = found < 0 ? ~found : found;
        while (found < times.Count && times[found] <= after)
        {
            found++;
        }

        return times.Count - found;
    }
}
