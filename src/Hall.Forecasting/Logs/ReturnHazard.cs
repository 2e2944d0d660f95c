using Hall.Forecasting.Learning;

namespace Hall.Forecasting.Logs;

/// <summary>
/// How soon a server who has ended a service takes the next one while someone waits for him: at once, after a note, or after a
/// break that no log tells of. Piecewise constant hazard by the time since the end: calls taken over time exposed.
/// </summary>
internal sealed class ReturnHazard
{
    // Seconds since the end of the service; within one the hazard is constant.
    private static readonly double[] Edges = [0, 1, 2, 3, 4, 5, 6, 8, 10, 14, 20, 30, 45, 60, 90, 120, 300, 600, 1200, 1800, 3600];
    private const double PriorCalls = 1;
    private const double HalvedAt = 6000;
    private readonly double[] _calls = new double[Edges.Length];
    private readonly double[] _exposed = new double[Edges.Length];
    private double _total;

    public ReturnHazard()
    {
        for (var bin = 0; bin < Edges.Length; bin++)
        {
            // Before anything is known: back within a few seconds, else within about as long again as one has been away.
            _calls[bin] = PriorCalls;
            _exposed[bin] = PriorCalls * Math.Max(5, Edges[bin]);
        }
    }

    /// <summary>Someone waited for a server who was away from one moment to the other, seconds since the end of his last service.</summary>
    public void Expose(double from, double to)
    {
        for (var bin = BinOf(from); from < to; bin++)
        {
            var edge = bin + 1 < Edges.Length ? Math.Min(to, Edges[bin + 1]) : to;
            _exposed[bin] += edge - from;
            from = edge;
        }
    }

    /// <summary>A server took one who waited, so long after the end of his last service.</summary>
    public void Learn(double away)
    {
        _calls[BinOf(away)]++;
        if (++_total < HalvedAt)
        {
            return;
        }

        _total /= 2;
        for (var bin = 0; bin < Edges.Length; bin++)
        {
            _calls[bin] /= 2;
            _exposed[bin] /= 2;
        }
    }

    /// <summary>How long until he takes the next, having been away so long.</summary>
    public double Sample(double away, ref Seeded random)
    {
        var left = random.Exponential();
        var at = away;
        for (var bin = BinOf(away); ; bin++)
        {
            var hazard = _calls[bin] / _exposed[bin];
            if (bin + 1 == Edges.Length || left <= hazard * (Edges[bin + 1] - at))
            {
                return at + (left / hazard) - away;
            }

            left -= hazard * (Edges[bin + 1] - at);
            at = Edges[bin + 1];
        }
    }

    private static int BinOf(double away)
    {
        var found = Array.BinarySearch(Edges, away);
        return Math.Max(0, found < 0 ? ~found - 1 : found);
    }
}
