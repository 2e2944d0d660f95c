namespace Hall.Forecasting.Logs;

/// <summary>
/// The situation at an arrival in numbers, for the trees: the waits rolled forward, the line, the servers, what happened lately.
/// </summary>
internal static class Situation
{
    private static readonly double[] AwayEdges = [5, 10, 20, 60, 300, 1800];
    private static readonly double[] Windows = [60, 120, 300, 600, 1800];

    /// <summary>The features, always as many and in the same order.</summary>
    /// <param name="hall">The hall before the arrival joins the line.</param>
    /// <param name="me">The arrival.</param>
    /// <param name="waits">The waits rolled forward, ascending.</param>
    /// <param name="recentError">Mean of the logarithms of wait over forecast among those called lately.</param>
    public static float[] Of(RecordedHall hall, WaitingContact me, double[] waits, double recentError)
    {
        var features = new List<float>(64);
        void Add(double value) => features.Add((float)value);

        var now = hall.NowSeconds;
        Add(waits.Average());
        foreach (var quantile in (ReadOnlySpan<double>)[0.1, 0.25, 0.5, 0.75, 0.9])
        {
            Add(waits[(int)(quantile * waits.Length)]);
        }

        AddLine(hall, me, Add);
        AddServers(hall, me, Add);
        AddLately(hall.History, now, Add);
        Add(hall.History.LastWaitOf(me.Service));
        Add(hall.DurationsOf(me.Service).MeanSeconds);
        Add(hall.Credits.Of(me.Kind));
        Add(hall.ShareOf(me.Service));
        Add(me.Service);
        Add(me.Kind);
        Add(now);
        Add(recentError);
        return [.. features];
    }

    private static void AddLine(RecordedHall hall, WaitingContact me, Action<double> add)
    {
        var now = hall.NowSeconds;
        var mine = hall.Credits.Of(me.Kind);
        double same = 0, ahead = 0, aheadSame = 0, head = 0, headSame = 0, elapsed = 0;
        foreach (var other in hall.Waiting)
        {
            var wait = now - other.Contact.ArriveSeconds;
            var isSame = other.Service == me.Service;
            var isAhead = wait + hall.Credits.Of(other.Kind) >= mine;
            same += isSame ? 1 : 0;
            ahead += isAhead ? 1 : 0;
            aheadSame += isAhead && isSame ? 1 : 0;
            head = Math.Max(head, wait);
            headSame = isSame ? Math.Max(headSame, wait) : headSame;
            elapsed += wait;
        }

        add(hall.Waiting.Count);
        add(same);
        add(ahead);
        add(aheadSame);
        add(head);
        add(headSame);
        add(elapsed / Math.Max(1, hall.Waiting.Count));
    }

    private static void AddServers(RecordedHall hall, WaitingContact me, Action<double> add)
    {
        var now = hall.NowSeconds;
        var overall = hall.ShareOf(me.Service);
        Span<double> away = stackalloc double[AwayEdges.Length];
        double busy = 0, mine = 0, fitting = 0, elapsed = 0, fresh = 0, rate = 0, leastAway = 3600, leastAwayMine = 3600;
        foreach (var server in hall.Here)
        {
            var share = server.ShareOf(me.Service, overall);
            if (server.Current is { } current)
            {
                var since = now - current.CallSeconds;
                busy++;
                mine += server.Serves(me.Service, overall) ? 1 : 0;
                fitting += share;
                elapsed += since;
                fresh += since < 60 ? 1 : 0;
                rate += 1 / (hall.DurationsOf(server.CurrentService).MeanSeconds * server.Slowness.Factor);
                continue;
            }

            var gone = now - server.FreeSinceSeconds;
            leastAway = Math.Min(leastAway, gone);
            leastAwayMine = server.Serves(me.Service, overall) ? Math.Min(leastAwayMine, gone) : leastAwayMine;
            for (var i = 0; i < AwayEdges.Length; i++)
            {
                away[i] += gone < AwayEdges[i] ? 1 : 0;
            }
        }

        add(busy);
        add(mine);
        add(fitting);
        add(elapsed / Math.Max(1, busy));
        add(fresh);
        add(rate);
        add(leastAway);
        add(leastAwayMine);
        foreach (var count in away)
        {
            add(count);
        }
    }

    private static void AddLately(DayHistory history, double now, Action<double> add)
    {
        foreach (var window in Windows)
        {
            add(history.CallsWithin(now, window));
        }

        add(history.ArrivalsWithin(now, 300));
        add(history.ArrivalsWithin(now, 1800));
        add(history.LeavingsWithin(now, 120));
        add(history.LeavingsWithin(now, 300));
        add(history.LeavingsWithin(now, 600));
        foreach (var nth in (ReadOnlySpan<int>)[1, 2, 5, 8])
        {
            add(history.SinceCall(now, nth));
        }

        foreach (var last in (ReadOnlySpan<int>)[1, 3, 10, 30])
        {
            add(history.MeanWait(last));
        }
    }
}
