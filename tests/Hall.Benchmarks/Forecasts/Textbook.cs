using Hall.Forecasting.Logs;

namespace Hall.Benchmarks.Forecasts;

/// <summary>What the textbook estimators would have said at an arrival, and what they see: all causal.</summary>
/// <param name="Median">Median of the waits known so far.</param>
/// <param name="Ql">(n + 1) · E[S] / busy.</param>
/// <param name="Les">Wait of the last who waited and entered service.</param>
/// <param name="Hol">Elapsed wait of the head of line.</param>
/// <param name="Zms">The queue at one average for each counter that was open in the last half hour.</param>
/// <param name="Queue">Waiting.</param>
/// <param name="Busy">Busy servers.</param>
internal sealed record TextbookForecast(double Median, double Ql, double Les, double Hol, double Zms, double Queue, double Busy)
{
    /// <summary>What the linear models see.</summary>
    public double[] Linear => [1, Queue, Hol, Busy];
}

/// <summary>Goes through a log and gives the textbook's forecasts for each contact that waited, in the order of the log.</summary>
internal sealed class Textbook
{
    private const double OpenSeconds = 1800;
    private readonly PriorityQueue<(Contact Who, bool IsEnd), (double At, bool IsCall)> _coming = new();
    private readonly List<double> _known = [];
    private readonly List<Contact> _waiting = [];
    private readonly Dictionary<string, double> _seen = [];
    private double _serviceSum;
    private double _services;
    private int _busy;
    private double _last;

    public IEnumerable<TextbookForecast> Replay(IEnumerable<Contact> log)
    {
        var day = 0;
        foreach (var contact in log)
        {
            if (contact.Day != day)
            {
                PassUntil(double.PositiveInfinity);
                (day, _last, _busy) = (contact.Day, 0, 0);
                _waiting.Clear();
                _seen.Clear();
            }

            PassUntil(contact.ArriveSeconds);
            if (contact.HasWaited)
            {
                yield return Now(contact.ArriveSeconds);
                _waiting.Add(contact);
                _coming.Enqueue((contact, false), (contact.CallSeconds, true));
            }
            else if (contact.IsServed)
            {
                Call(contact);
            }
        }
    }

    private TextbookForecast Now(double now)
    {
        var mean = _services == 0 ? 180 : _serviceSum / _services;
        var open = _seen.Values.Count(at => now - at < OpenSeconds);
        return new(
            _known.Count == 0 ? 60 : _known[_known.Count / 2], (_waiting.Count + 1) * mean / Math.Max(1, _busy), _last,
            _waiting.Count == 0 ? 0 : now - _waiting[0].ArriveSeconds, (_waiting.Count + 1) * mean / Math.Max(1, open), _waiting.Count, _busy);
    }

    private void Call(Contact who)
    {
        _busy++;
        _seen[who.Server] = who.CallSeconds;
        _coming.Enqueue((who, true), (who.EndSeconds, false));
    }

    private void PassUntil(double now)
    {
        while (_coming.TryPeek(out var next, out var when) && when.At <= now)
        {
            _coming.Dequeue();
            var (who, isEnd) = next;
            if (isEnd)
            {
                _busy--;
                _serviceSum += who.EndSeconds - who.CallSeconds;
                _services++;
                _seen[who.Server] = who.EndSeconds;
                continue;
            }

            _waiting.Remove(who);
            if (who.IsServed)
            {
                Call(who);
                _last = who.WaitSeconds;
                var at = _known.BinarySearch(who.WaitSeconds);
                _known.Insert(at < 0 ? ~at : at, who.WaitSeconds);
            }
        }
    }
}
