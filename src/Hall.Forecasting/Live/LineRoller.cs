using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Forecasting.Learning;

namespace Hall.Forecasting.Live;

/// <summary>
/// Plays a hall on from one moment, many times, by the dispatcher's own rule: due tickets, the cap on waiting, the highest
/// b·(wait + credit), the reserve for special services. Services, walks, pauses, no-shows and leavings are drawn from what was
/// learned. Gives the waits that are left, and those of one who would join each line now.
/// </summary>
public sealed partial class LineRoller
{
    /// <summary>Nothing is forecast beyond this, seconds.</summary>
    public const double HorizonSeconds = WaitEstimate.LongestSeconds;

    private readonly HallOutline _hall;
    private readonly HallLearning _learning;
    private readonly ServiceDurations[] _durations;
    private readonly double[] _slowness;
    private readonly double[][] _arriving;
    private readonly double[] _rates;
    private readonly int[] _head;
    private readonly double[] _headSince;
    private readonly double[] _factor;
    private readonly double[] _credit;
    private readonly double[] _readyIn;
    private readonly bool[] _idle;
    private readonly long[] _zoneCalls;
    private readonly bool[] _dueTaken;
    private readonly List<int>[] _joiners;
    private readonly Dictionary<TicketId, int> _rowOf = [];
    private readonly int[] _firstRow;
    private readonly int _rows;
    private readonly int _reachable;
    private Seeded _random;

    /// <param name="hall">The hall at one moment.</param>
    /// <param name="learning">What was learned.</param>
    /// <param name="seed">The same hall with the same seed gives the same waits.</param>
    public LineRoller(HallOutline hall, HallLearning learning, ulong seed)
    {
        (_hall, _learning, _random) = (hall, learning, new(seed));
        _durations = [.. hall.Services.Select((service, i) => learning.DurationsOf(service, hall.MeanSeconds[i]))];
        _slowness = [.. hall.Counters.Select(counter => learning.SlownessOf(counter.Teller))];
        _rates = RatesOf(hall, learning);
        _arriving = new double[hall.Lines.Length][];
        _head = new int[hall.Lines.Length];
        _headSince = new double[hall.Lines.Length];
        _factor = [.. hall.Lines.Select(line => hall.Classes[line.Class].Factor)];
        _credit = [.. hall.Lines.Select(line => hall.Classes[line.Class].CreditSeconds)];
        _readyIn = new double[hall.Counters.Length];
        _idle = new bool[hall.Counters.Length];
        _zoneCalls = new long[Math.Max(1, hall.Zones)];
        _dueTaken = new bool[hall.Due.Length];
        _firstRow = new int[hall.Lines.Length];
        foreach (var (line, i) in hall.Lines.Select((line, i) => (line, i)))
        {
            _firstRow[i] = _rows;
            foreach (var place in line.Places)
            {
                _rowOf[place.Ticket] = _rows++;
            }
        }

        foreach (var due in hall.Due)
        {
            _rowOf[due.Ticket] = _rows++;
        }

        _joiners = [.. hall.Counters.Select(_ => new List<int>())];
        var served = hall.Counters.SelectMany(counter => counter.Services).ToHashSet();
        _reachable = hall.Lines.Sum(line => line.Places.Length) + hall.Due.Count(due => served.Contains(due.Service)) + (
            served.Count * hall.Classes.Length);
    }

    /// <summary>Rows of waits: one for each waiting ticket.</summary>
    public IReadOnlyDictionary<TicketId, int> RowOf => _rowOf;

    /// <summary>The row of one who joins now.</summary>
    public int RowOfJoiner(int service, int classOf) => _rows + (service * _hall.Classes.Length) + classOf;

    /// <summary>All waits, row by row, seconds; <see cref="HorizonSeconds"/> for those not reached.</summary>
    /// <param name="rounds">How often the hall is played on.</param>
    public float[][] Play(int rounds)
    {
        var rows = _rows + (_hall.Services.Length * _hall.Classes.Length);
        var waits = new float[rows][];
        for (var row = 0; row < rows; row++)
        {
            waits[row] = new float[rounds];
            Array.Fill(waits[row], (float)HorizonSeconds);
        }

        if (_hall.Counters.Length > 0)
        {
            for (var round = 0; round < rounds; round++)
            {
                Begin();
                Round(waits, round);
            }
        }

        return waits;
    }

    private void Round(float[][] waits, int round)
    {
        var left = _reachable;
        while (left > 0)
        {
            var counter = NextReady();
            var at = _readyIn[counter];
            if (at >= HorizonSeconds)
            {
                return;
            }

            var (line, due, score, capped) = Choose(counter, at);
            left -= Join(counter, at, line >= 0 || due >= 0, score, capped, due >= 0, waits, round);
            var matter = Take(line, due, counter, at, waits, round, ref left);
            _idle[counter] = matter < 0;
            _readyIn[counter] = matter < 0 ? NextChance(counter, at) : at + Occupied(matter, counter, at);
        }
    }

    /// <summary>Takes the chosen out of its line; its matter, or −1 when nobody was chosen.</summary>
    private int Take(int line, int due, int counter, double at, float[][] waits, int round, ref int left)
    {
        if (due >= 0)
        {
            _dueTaken[due] = true;
            waits[_rowOf[_hall.Due[due].Ticket]][round] = (float)at;
            left--;
            _zoneCalls[_hall.Counters[counter].Zone]++;
            return Math.Max(0, _hall.Due[due].Service);
        }

        if (line < 0)
        {
            return -1;
        }

        _zoneCalls[_hall.Counters[counter].Zone]++;
        var outline = _hall.Lines[line];
        var place = _head[line]++;
        _headSince[line] = SinceOf(line);
        if (place >= outline.Places.Length)
        {
            return outline.Service;
        }

        waits[_firstRow[line] + place][round] = (float)at;
        left--;
        return Math.Max(0, outline.Matters[place]);
    }

    /// <summary>How long a counter is taken by one whom it calls now.</summary>
    private double Occupied(int matter, int counter, double at)
    {
        // Their own forecast is for one who stays; those who have left by then cost the counter nothing.
        if (_random.Unit() > Math.Exp(-_learning.LeavingRate * at))
        {
            return 0.01;
        }

        var gap = _hall.RestSeconds + (_random.Exponential() * _learning.Gap.Value);
        return gap + (_random.Unit() < _learning.NoShowShare
            ? _learning.NoShow.Value
            : _learning.Walk.Value + Math.Max(1, _durations[matter].Sample(ref _random) * _slowness[counter]));
    }

    /// <summary>Since when the first of a line waits; later than now for one who has yet to come, for ever when there is none.</summary>
    private double SinceOf(int line)
    {
        var places = _hall.Lines[line].Places;
        var coming = _head[line] - places.Length;
        return coming < 0 ? places[_head[line]].SinceSeconds
            : coming < _arriving[line].Length ? _arriving[line][coming]
            : double.PositiveInfinity;
    }

    private int NextReady()
    {
        var next = 0;
        for (var i = 1; i < _readyIn.Length; i++)
        {
            next = _readyIn[i] < _readyIn[next] ? i : next;
        }

        return next;
    }

    private void Begin()
    {
        Array.Clear(_head);
        Array.Clear(_idle);
        Array.Clear(_zoneCalls);
        Array.Clear(_dueTaken);
        for (var i = 0; i < _readyIn.Length; i++)
        {
            _readyIn[i] = ReadyIn(_hall.Counters[i], i);
            _joiners[i].Clear();
            foreach (var service in _hall.Counters[i].Services)
            {
                for (var of = 0; of < _hall.Classes.Length; of++)
                {
                    _joiners[i].Add((service * _hall.Classes.Length) + of);
                }
            }
        }

        for (var line = 0; line < _arriving.Length; line++)
        {
            _arriving[line] = Arrivals(_rates[line]);
            _headSince[line] = SinceOf(line);
        }
    }

    private double ReadyIn(CounterOutline counter, int index)
    {
        var gap = _hall.RestSeconds + (_random.Exponential() * _learning.Gap.Value);
        var matter = Math.Max(0, counter.Matter);
        return counter.State switch
        {
            CounterState.Calling when _durations.Length > 0 =>
                (_learning.Walk.Value / 2) + (_durations[matter].Sample(ref _random) * _slowness[index]) + gap,
            CounterState.Serving when _durations.Length > 0 =>
                (_durations[matter].SampleLeft(counter.SinceSeconds / _slowness[index], ref _random) * _slowness[index]) + gap,
            CounterState.Paused => _random.Exponential() * _learning.Pause.Value,
            _ => Math.Max(0.1, _random.Exponential() * Math.Min(_learning.Gap.Value, 5)),
        };
    }

    private double[] Arrivals(double rate)
    {
        const int Most = 200;
        if (rate <= 0)
        {
            return [];
        }

        var until = Math.Min(HorizonSeconds / 2, _hall.OpenForSeconds);
        var arrivals = new List<double>();
        for (var at = _random.Exponential() / rate; at < until && arrivals.Count < Most; at += _random.Exponential() / rate)
        {
            arrivals.Add(at);
        }

        return [.. arrivals];
    }

    /// <summary>Only those who can pass someone who waits already matter: classes that weigh more than the lightest.</summary>
    private static double[] RatesOf(HallOutline hall, HallLearning learning)
    {
        var rates = new double[hall.Lines.Length];
        var lightest = hall.Classes.Length == 0 ? 1 : hall.Classes.Min(of => of.Factor);
        var byKind = new Dictionary<(int, int), double>();
        foreach (var ((service, priority), rate) in learning.ArrivalRates(hall.At))
        {
            if (hall.ClassOf.TryGetValue(priority, out var of))
            {
                var key = (Array.IndexOf(hall.Services, service), of);
                byKind[key] = byKind.GetValueOrDefault(key) + rate;
            }
        }

        for (var line = 0; line < rates.Length; line++)
        {
            var of = hall.Classes[hall.Lines[line].Class];
            if (hall.Lines[line].Service >= 0 && (of.Factor > lightest || of.CreditSeconds > 0)
                && byKind.Remove((hall.Lines[line].Service, hall.Lines[line].Class), out var rate))
            {
                rates[line] = rate;
            }
        }

        return rates;
    }
}
