using Hall.Forecasting.Learning;

namespace Hall.Forecasting.Logs;

/// <summary>A server as the log lets one infer: what he serves, how fast, and what he did last today.</summary>
internal sealed class RecordedServer
{
    private const double HalvedAt = 600;
    private readonly List<double> _served = [];
    private double _total;

    /// <summary>Whether he has served today; staffing begins with the first call.</summary>
    public bool IsHere { get; set; }

    /// <summary>The contact he serves now; null when none.</summary>
    public Contact? Current { get; set; }

    /// <summary>Number of the service he serves now.</summary>
    public int CurrentService { get; set; }

    /// <summary>End of his last service today, seconds of the day.</summary>
    public double FreeSinceSeconds { get; set; }

    /// <summary>His durations over those of others at the same services.</summary>
    public Slowness Slowness { get; } = new();

    /// <summary>Share of a service among what he has served, shrunk towards <paramref name="overall"/>.</summary>
    public double ShareOf(int service, double overall) =>
        ((service < _served.Count ? _served[service] : 0) + (3 * overall)) / (_total + 3);

    /// <summary>Whether he serves it, as far as his calls tell: one who never took it in many calls does not.</summary>
    public bool Serves(int service, double overall) => ShareOf(service, overall) >= 0.15 * overall;

    public void Called(int service)
    {
        while (_served.Count <= service)
        {
            _served.Add(0);
        }

        _served[service]++;
        if (++_total >= HalvedAt)
        {
            _total /= 2;
            for (var i = 0; i < _served.Count; i++)
            {
                _served[i] /= 2;
            }
        }
    }
}
