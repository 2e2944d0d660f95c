namespace Hall.Benchmarks.Soak;

/// <summary>
/// The machine's clock and steady counter, which both leap ahead when told, as after a machine has slept: a timer that was due
/// meanwhile comes once.
/// </summary>
internal sealed class LeapingTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<LeapingTimer> _timers = [];
    private long _leaptTicks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Leapt;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(Leapt.TotalSeconds * TimestampFrequency);

    public override long TimestampFrequency => System.TimestampFrequency;

    private TimeSpan Leapt => TimeSpan.FromTicks(Interlocked.Read(ref _leaptTicks));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LeapingTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Leap(TimeSpan by)
    {
        Interlocked.Add(ref _leaptTicks, by.Ticks);
        LeapingTimer[] timers;
        lock (_gate)
        {
            timers = [.. _timers];
        }

        foreach (var timer in timers)
        {
            timer.Leapt();
        }
    }

    private sealed class LeapingTimer : ITimer
    {
        private readonly LeapingTime _time;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _timer;
        private DateTimeOffset _due = DateTimeOffset.MaxValue;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public LeapingTimer(LeapingTime time, TimerCallback callback, object? state)
        {
            (_time, _callback, _state) = (time, callback, state);
            _timer = System.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_time._gate)
            {
                _period = period;
                _due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : _time.GetUtcNow() + dueTime;
                return Arm(dueTime);
            }
        }

        public void Leapt()
        {
            lock (_time._gate)
            {
                if (_due != DateTimeOffset.MaxValue)
                {
                    var left = _due - _time.GetUtcNow();
                    Arm(left > TimeSpan.Zero ? left : TimeSpan.Zero);
                }
            }
        }

        public void Dispose()
        {
            lock (_time._gate)
            {
                _due = DateTimeOffset.MaxValue;
                _time._timers.Remove(this);
            }

            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private bool Arm(TimeSpan due)
        {
            _ = _due == DateTimeOffset.MaxValue ? _time._timers.Remove(this) : _time._timers.Add(this);
            return _timer.Change(due, Timeout.InfiniteTimeSpan);
        }

        private void Fire()
        {
            lock (_time._gate)
            {
                if (_due == DateTimeOffset.MaxValue || _due > _time.GetUtcNow())
                {
                    return;
                }

                _due = _period == Timeout.InfiniteTimeSpan || _period == TimeSpan.Zero
                    ? DateTimeOffset.MaxValue
                    : _time.GetUtcNow() + _period;
                Arm(_due == DateTimeOffset.MaxValue ? Timeout.InfiniteTimeSpan : _period);
            }

            _callback(_state);
        }
    }
}
