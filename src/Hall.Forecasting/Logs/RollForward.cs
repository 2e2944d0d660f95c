using Hall.Forecasting.Learning;

namespace Hall.Forecasting.Logs;

/// <summary>
/// Plays the line on from now many times: servers end what they do, come back, and take whoever has waited longest, credit
/// counted, among those they serve; some leave, some come who pass by. Gives the waits of one who joins now, sorted.
/// </summary>
internal sealed class RollForward
{
    private const int MostRounds = 128;
    private const int FewestRounds = 24;
    private const int WorkPerForecast = 6000;
    private const double LongestSeconds = 7200;
    private const double LongestPassingSeconds = 900;

    // Nobody who serves this has been seen today: as if one had been away for that long.
    private const double UnseenSeconds = 90;
    private readonly List<Place> _ahead = [];
    private readonly List<Place> _passing = [];
    private readonly List<Server> _servers = [];
    private double[] _readyIn = [];
    private bool[] _taken = [];
    private double[] _leavesIn = [];
    private double _mine;

    private readonly record struct Place(double Since, int Service, double InSeconds);

    private readonly record struct Server(RecordedServer Recorded, ulong Serves);

    /// <summary>The waits of the rounds, ascending, seconds.</summary>
    public double[] Play(RecordedHall hall, WaitingContact me, ulong seed)
    {
        var random = new Seeded(seed);
        Prepare(hall, me);
        var rounds = Math.Clamp(WorkPerForecast / (_ahead.Count + 1), FewestRounds, MostRounds);
        var waits = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            waits[round] = Round(hall, me, ref random);
        }

        Array.Sort(waits);
        return waits;
    }

    private static bool Can(ulong serves, int service) => service >= 64 || (serves & (1UL << service)) != 0;

    private void Prepare(RecordedHall hall, WaitingContact me)
    {
        _mine = me.Contact.ArriveSeconds - hall.Credits.Of(me.Kind);
        _ahead.Clear();
        foreach (var other in hall.Waiting)
        {
            var since = other.Contact.ArriveSeconds - hall.Credits.Of(other.Kind);
            if (since <= _mine)
            {
                _ahead.Add(new(since, other.Service, 0));
            }
        }

        _ahead.Sort((one, other) => one.Since.CompareTo(other.Since));
        _servers.Clear();
        var anyone = false;
        foreach (var server in hall.Here)
        {
            var serves = 0UL;
            for (var service = 0; service < 64 && hall.Knows(service); service++)
            {
                serves |= server.Serves(service, hall.ShareOf(service)) ? 1UL << service : 0;
            }

            anyone |= Can(serves, me.Service);
            _servers.Add(new(server, serves));
        }

        if (!anyone)
        {
            _servers.Add(new(new() { FreeSinceSeconds = hall.NowSeconds - UnseenSeconds }, ulong.MaxValue));
        }

        if (_readyIn.Length < _servers.Count)
        {
            _readyIn = new double[2 * _servers.Count];
        }

        if (_taken.Length < _ahead.Count)
        {
            _taken = new bool[2 * _ahead.Count];
            _leavesIn = new double[2 * _ahead.Count];
        }
    }

    private double Round(RecordedHall hall, WaitingContact me, ref Seeded random)
    {
        Draw(hall, me, ref random);
        var first = 0;
        while (true)
        {
            var next = NextReady();
            var at = _readyIn[next];
            if (at >= LongestSeconds)
            {
                return LongestSeconds;
            }

            var serves = _servers[next].Serves;
            while (first < _ahead.Count && (_taken[first] || _leavesIn[first] <= at))
            {
                first++;
            }

            var service = Take(serves, at, first);
            if (service < 0 && Can(serves, me.Service))
            {
                return Math.Max(1, at);
            }

            // One who does not serve me serves someone behind me.
            var server = _servers[next].Recorded;
            var duration = hall.DurationsOf(Math.Max(0, service)).Sample(ref random) * server.Slowness.Factor;
            _readyIn[next] = at + Math.Max(0.5, duration) + hall.Returns.Sample(0, ref random);
        }
    }

    /// <summary>Draws when each server is ready, when those ahead lose patience and who comes that will pass.</summary>
    private void Draw(RecordedHall hall, WaitingContact me, ref Seeded random)
    {
        for (var i = 0; i < _servers.Count; i++)
        {
            var server = _servers[i].Recorded;
            _readyIn[i] = server.Current is { } current
                ? LeftOf(hall, server, current, ref random) + hall.Returns.Sample(0, ref random)
                : hall.Returns.Sample(hall.NowSeconds - server.FreeSinceSeconds, ref random);
        }

        for (var i = 0; i < _ahead.Count; i++)
        {
            _taken[i] = false;
            _leavesIn[i] = random.Exponential() / hall.LeavingRate;
        }

        _passing.Clear();
        var credit = hall.Credits.Of(me.Kind);
        for (var kind = 0; kind < hall.Rates.Count; kind++)
        {
            var lead = Math.Min(LongestPassingSeconds, hall.Credits.Of(kind) - credit);
            var rate = hall.Rates.Of(kind, hall.NowSeconds);
            for (var at = 0.0; lead > 1 && rate > 1e-6 && (at += random.Exponential() / rate) < lead && _passing.Count < 100;)
            {
                _passing.Add(new(hall.NowSeconds + at - hall.Credits.Of(kind), hall.ServiceOf(kind), at));
            }
        }
    }

    private static double LeftOf(RecordedHall hall, RecordedServer server, Contact current, ref Seeded random) =>
        hall.DurationsOf(server.CurrentService)
            .SampleLeft((hall.NowSeconds - current.CallSeconds) / server.Slowness.Factor, ref random) * server.Slowness.Factor;

    private int NextReady()
    {
        var next = 0;
        for (var i = 1; i < _servers.Count; i++)
        {
            next = _readyIn[i] < _readyIn[next] ? i : next;
        }

        return next;
    }

    /// <summary>Takes the first before me whom this server serves; his service, or −1 when there is none.</summary>
    private int Take(ulong serves, double at, int first)
    {
        var found = -1;
        for (var i = first; i < _ahead.Count; i++)
        {
            if (!_taken[i] && _leavesIn[i] > at && Can(serves, _ahead[i].Service))
            {
                found = i;
                break;
            }
        }

        var passing = -1;
        for (var i = 0; i < _passing.Count; i++)
        {
            if (_passing[i].InSeconds <= at && Can(serves, _passing[i].Service)
                && (passing < 0 || _passing[i].Since < _passing[passing].Since))
            {
                passing = i;
            }
        }

        if (passing >= 0 && (found < 0 || _passing[passing].Since < _ahead[found].Since))
        {
            var service = _passing[passing].Service;
            _passing.RemoveAt(passing);
            return service;
        }

        if (found < 0)
        {
            return -1;
        }

        _taken[found] = true;
        return _ahead[found].Service;
    }
}
