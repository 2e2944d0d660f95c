using Hall.Core.Feedback;
using Hall.Core.Identifiers;

namespace Hall.Benchmarks;

/// <summary>
/// Honest halls looked at every day, and the same halls with one teller who rates in the citizens' place: how many false alarms
/// a month, and after how many working days the dishonest one is found.
/// </summary>
internal static class AnomalyBenchmark
{
    private const int Tellers = 21;
    private const int VisitsADay = 100;
    private const int DaysInWindow = 10;
    private const int DaysOfPast = 40;
    private static readonly TimeSpan Day = TimeSpan.FromHours(7);

    public static object Run(int halls)
    {
        var alarms = new int[Enum.GetValues<AnomalyKind>().Length];
        const int days = 22;
        for (var hall = 0; hall < halls; hall++)
        {
            var honest = new SimulatedHall(hall, null);
            var known = new HashSet<(AnomalyKind, StaffNumber)>();
            for (var day = 0; day < days; day++)
            {
                honest.Live(day);
                foreach (var found in honest.Look().Where(found => known.Add((found.Kind, found.Teller))))
                {
                    alarms[(int)found.Kind]++;
                }
            }
        }

        return new
        {
            benchmark = "anomalies", halls, tellers = Tellers, visitsADay = VisitsADay, workingDays = days,
            falseAlarmsAHallAMonth = Math.Round(alarms.Sum() / (double)halls, 3),
            byKind = Enum.GetValues<AnomalyKind>()
                .ToDictionary(kind => $"{kind}", kind => Math.Round(alarms[(int)kind] / (double)halls, 3)),
            dishonest = Ways.Select(way =>
                new { way = way.Way, found = PressAllTheSame.Select(press => Found(halls, way with { PressAllTheSame = press })).ToList() })
                .ToList(),
        };
    }

    private static readonly Cheat[] Ways =
    [
        new("one visit of five, at once", 0.2, 1.2), new("one of five, after 3 s", 0.2, 3.0),
        new("one of five, as slowly as citizens do", 0.2, null),
        new("one of five, as citizens do and with their levels", 0.2, null, Mixed: true), new("one of ten, at once", 0.1, 1.2),
        new("one of ten, as slowly as citizens do", 0.1, null),
        new("one of ten, as citizens do and with their levels", 0.1, null, Mixed: true),
        new("one of five at once, from the first day of all records", 0.2, 1.2, Always: true),
        new("one of five, after 3 s, from the first day of all records", 0.2, 3.0, Always: true),
        new("one of five, as slowly, from the first day of all records", 0.2, null, Always: true),
    ];

    // A citizen who finds that the pad has been pressed already presses all the same, or does not look at it.
    private static readonly double[] PressAllTheSame = [0, 0.1, 0.3];

    private static object Found(int halls, Cheat cheat)
    {
        var days = new List<int>();
        for (var number = 0; number < halls; number++)
        {
            var hall = new SimulatedHall(1_000 + number, cheat);
            for (var day = 0; day < DaysInWindow; day++)
            {
                hall.Live(day);
                if (hall.Look().Any(found => found.Teller.Value == "1000"))
                {
                    days.Add(day + 1);
                    break;
                }
            }
        }

        days.Sort();
        return new
        {
            citizensWhoPressAllTheSame = cheat.PressAllTheSame, foundWithinTwoWeeksPercent = Math.Round(100.0 * days.Count / halls, 1),
            medianWorkingDays = days.Count == 0 ? (int?)null : days[days.Count / 2],
            slowestWorkingDays = days.Count == 0 ? (int?)null : days[^1],
        };
    }

    /// <summary>How a teller rates in citizens' place.</summary>
    /// <param name="Way">In words.</param>
    /// <param name="Share">Of the visits.</param>
    /// <param name="Seconds">Median time to the press; null for the very distribution of the teller's citizens.</param>
    /// <param name="Mixed">With the levels that citizens give, instead of the best one.</param>
    /// <param name="Always">Without an honest past.</param>
    /// <param name="PressAllTheSame">How many of the citizens who would have rated press after the teller has.</param>
    private sealed record Cheat(string Way, double Share, double? Seconds, bool Mixed = false, bool Always = false,
        double PressAllTheSame = 0);

    /// <summary>
    /// A hall whose honest tellers differ: in how many rate, how content they are, and how fast they press; and each of them from day to
    /// day.
    /// </summary>
    private sealed class SimulatedHall
    {
        private readonly Random _chance;
        private readonly (double Rate, double Very, double Median, double Twice)[] _tellers;
        private readonly List<(int Day, int Served, List<RatingMark> Ratings, int Seconds)>[] _days;
        private readonly List<(int Day, TellerPast Counts)>[] _past;
        private readonly Cheat? _cheat;

        public SimulatedHall(int seed, Cheat? cheat)
        {
            (_chance, _cheat) = (new Random(seed), cheat);
            _past = [.. Enumerable.Range(0, Tellers).Select(_ => new List<(int, TellerPast)>())];
            _tellers =
                [.. Enumerable.Range(0, Tellers)
                    .Select(_ =>
                        (0.6 + (0.04 * Normal()), 0.75 + (0.06 * Normal()), 5 * Math.Exp(0.12 * Normal()),
                            0.01 * Math.Exp(0.4 * Normal())))];
            _days = [.. Enumerable.Range(0, Tellers).Select(_ => new List<(int, int, List<RatingMark>, int)>())];
            for (var day = -DaysOfPast - DaysInWindow; day < 0; day++)
            {
                Live(day);
            }
        }

        public void Live(int day)
        {
            for (var teller = 0; teller < Tellers; teller++)
            {
                var (ratings, seconds) = (new List<RatingMark>(), 0);
                var (rate, very, median) = (_tellers[teller].Rate + (0.02 * Normal()), _tellers[teller].Very + (0.02 * Normal()),
                    _tellers[teller].Median);
                for (var visit = 0; visit < VisitsADay; visit++)
                {
                    var ended = new DateTimeOffset(2026, 1, 5, 1, 0, 0, TimeSpan.Zero).AddDays(day)
                        + (Day * ((visit + _chance.NextDouble()) / VisitsADay));
                    if (teller == 0 && _cheat is { } cheat && (day >= 0 || cheat.Always) && _chance.NextDouble() < cheat.Share)
                    {
                        var taken = cheat.Seconds is { } quick
                            ? Math.Max(0.4, quick * Math.Exp(0.3 * Normal()))
                            : Math.Min(15, median * Math.Exp(0.5 * Normal()));
                        seconds += _chance.NextDouble() < rate * cheat.PressAllTheSame ? 1 : 0;
                        ratings.Add(new(ended.AddSeconds(taken), cheat.Mixed ? LevelOf(very) : FeedbackLevel.VerySatisfied,
                            TimeSpan.FromSeconds(taken)));
                    }
                    else if (_chance.NextDouble() < rate)
                    {
                        var delay = Math.Min(15, median * Math.Exp(0.5 * Normal()));
                        seconds += _chance.NextDouble() < _tellers[teller].Twice ? 1 : 0;
                        ratings.Add(new(ended.AddSeconds(delay), LevelOf(very), TimeSpan.FromSeconds(delay)));
                    }
                }

                _days[teller].Add((day, VisitsADay, ratings, seconds));
                _days[teller].RemoveAll(kept => kept.Day <= day - DaysInWindow);
                _past[teller]
                    .Add((day, new(VisitsADay, ratings.Count, ratings.Count(rating => rating.Level == FeedbackLevel.VerySatisfied))));
                _past[teller].RemoveAll(kept => kept.Day <= day - DaysInWindow - DaysOfPast);
            }
        }

        public IReadOnlyList<Anomaly> Look() => AnomalySearch.Find(
            [.. _days.Select((days, teller) =>
                new TellerRatings(new($"{1000 + teller}"), days.Sum(day => day.Served), [.. days.SelectMany(day => day.Ratings)],
                    PastOf(teller), days.Sum(day => day.Seconds)))],
            Day * _days[0].Count);

        private List<TellerPast> PastOf(int teller)
        {
            var first = _days[teller][0].Day;
            return [.. Enumerable.Range(0, OwnChange.Fortnights)
                .Select(back =>
                    _past[teller].Where(kept => (first - 1 - kept.Day) / DaysInWindow == back && kept.Day < first)
                        .Select(kept => kept.Counts).ToList())
                .Select(days => new TellerPast(days.Sum(day => day.Served), days.Sum(day => day.Rated), days.Sum(day => day.Top)))];
        }

        private FeedbackLevel LevelOf(double very)
        {
            var drawn = _chance.NextDouble();
            if (drawn < very)
            {
                return FeedbackLevel.VerySatisfied;
            }

            if (drawn < very + ((1 - very) * 0.7))
            {
                return FeedbackLevel.Satisfied;
            }

            if (drawn < very + ((1 - very) * 0.92))
            {
                return FeedbackLevel.BasicallySatisfied;
            }

            return FeedbackLevel.Dissatisfied;
        }

        private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _chance.NextDouble())) * Math.Cos(2 * Math.PI * _chance.NextDouble());
    }
}
