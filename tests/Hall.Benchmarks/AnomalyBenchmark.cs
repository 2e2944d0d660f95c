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
    private static readonly TimeSpan Day = TimeSpan.FromHours(7);

    public static object Run(int halls)
    {
        var alarms = new int[Enum.GetValues<AnomalyKind>().Length];
        const int days = 22;
        for (var hall = 0; hall < halls; hall++)
        {
            var honest = new SimulatedHall(hall, null, 0);
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
            byKind = Enum.GetValues<AnomalyKind>().ToDictionary(kind => $"{kind}", kind => Math.Round(alarms[(int)kind] / (double)halls, 3)),
            dishonest = new[] { ("one visit of five, at once", 0.2, 1.2), ("one visit of five, after 3 s", 0.2, 3.0), ("one of five, as citizens do", 0.2, 5.0), ("one of ten, at once", 0.1, 1.2) }
                .Select(way => Found(halls, way.Item1, way.Item2, way.Item3)).ToList(),
        };
    }

    private static object Found(int halls, string way, double share, double seconds)
    {
        var days = new List<int>();
        for (var number = 0; number < halls; number++)
        {
            var hall = new SimulatedHall(1_000 + number, share, seconds);
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
            way, foundWithinTwoWeeksPercent = Math.Round(100.0 * days.Count / halls, 1), medianWorkingDays = days.Count == 0 ? (int?)null : days[days.Count / 2],
            slowestWorkingDays = days.Count == 0 ? (int?)null : days[^1],
        };
    }

    /// <summary>A hall whose honest tellers differ: in how many rate, how content they are, and how fast they press.</summary>
    private sealed class SimulatedHall
    {
        private readonly Random _chance;
        private readonly (double Rate, double Very, double Median)[] _tellers;
        private readonly List<(int Day, int Served, List<RatingMark> Ratings)>[] _days;
        private readonly double? _share;
        private readonly double _seconds;

        public SimulatedHall(int seed, double? share, double seconds)
        {
            (_chance, _share, _seconds) = (new Random(seed), share, seconds);
            _tellers = [.. Enumerable.Range(0, Tellers).Select(_ => (0.6 + (0.04 * Normal()), 0.75 + (0.06 * Normal()), 5 * Math.Exp(0.12 * Normal())))];
            _days = [.. Enumerable.Range(0, Tellers).Select(_ => new List<(int, int, List<RatingMark>)>())];
        }

        public void Live(int day)
        {
            for (var teller = 0; teller < Tellers; teller++)
            {
                var ratings = new List<RatingMark>();
                for (var visit = 0; visit < VisitsADay; visit++)
                {
                    var ended = new DateTimeOffset(2026, 1, 5, 1, 0, 0, TimeSpan.Zero).AddDays(day) + (Day * ((visit + _chance.NextDouble()) / VisitsADay));
                    if (teller == 0 && _share is { } share && _chance.NextDouble() < share)
                    {
                        var taken = Math.Max(0.4, _seconds * Math.Exp(0.3 * Normal()));
                        ratings.Add(new(ended.AddSeconds(taken), FeedbackLevel.VerySatisfied, TimeSpan.FromSeconds(taken)));
                    }
                    else if (_chance.NextDouble() < _tellers[teller].Rate)
                    {
                        var delay = Math.Min(15, _tellers[teller].Median * Math.Exp(0.5 * Normal()));
                        ratings.Add(new(ended.AddSeconds(delay), LevelOf(_tellers[teller].Very), TimeSpan.FromSeconds(delay)));
                    }
                }

                _days[teller].Add((day, VisitsADay, ratings));
                _days[teller].RemoveAll(kept => kept.Day <= day - DaysInWindow);
            }
        }

        public IReadOnlyList<Anomaly> Look() => AnomalySearch.Find(
            [.. _days.Select((days, teller) => new TellerRatings(new($"{1000 + teller}"), days.Sum(day => day.Served), [.. days.SelectMany(day => day.Ratings)]))],
            Day * _days[0].Count);

        private FeedbackLevel LevelOf(double very)
        {
            var drawn = _chance.NextDouble();
            return drawn < very ? FeedbackLevel.VerySatisfied : drawn < very + ((1 - very) * 0.7) ? FeedbackLevel.Satisfied
                : drawn < very + ((1 - very) * 0.92) ? FeedbackLevel.BasicallySatisfied : FeedbackLevel.Dissatisfied;
        }

        private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _chance.NextDouble())) * Math.Cos(2 * Math.PI * _chance.NextDouble());
    }
}
