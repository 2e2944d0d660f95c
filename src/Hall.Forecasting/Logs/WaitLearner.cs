using Hall.Forecasting.Learning;

namespace Hall.Forecasting.Logs;

/// <summary>
/// Corrects the waits rolled forward by what came of earlier ones: trees, fitted anew as lessons gather, then a tracker that
/// keeps each quantile true. It learns from those who were called: the forecast is of their waits.
/// </summary>
internal sealed class WaitLearner
{
    private const int FirstFit = 150;
    private const int MostLessons = 16_000;
    private const double HalfLifeLessons = 6_000;
    private const double RefitShare = 0.2;
    private static readonly BoostSettings Median = new(Trees: 160, Leaves: 8, Rate: 0.06, LeafRows: 30, RowShare: 0.7, FeatureShare: 0.4);
    private static readonly BoostSettings Upper = new(Trees: 80, Leaves: 6, Rate: 0.08, LeafRows: 50, RowShare: 0.7, FeatureShare: 0.4);
    private readonly List<(Lesson Lesson, float Wait)> _lessons = [];
    private readonly QuantileTracker _tracker50 = new(0.5, 0.0005);
    private readonly QuantileTracker _tracker90 = new(0.9, 0.01);
    private readonly StagedQuantile _staged50 = new(0.5, Median);
    private readonly StagedQuantile _staged90 = new(0.9, Upper);
    private int _untilFit = FirstFit;
    private double _aboveMedian = 1;
    private double _spread = 5;

    /// <summary>Mean of the logarithms of wait over forecast among those called lately.</summary>
    public double RecentError { get; private set; }

    public Lesson Forecast(float[] features, double[] waits, string service)
    {
        var guess50 = Middle(waits, 0.5);
        var guess90 = Middle(waits, 0.9);
        var stages50 = _staged50.Of(features, guess50);
        var stages90 = _staged90.Of(features, guess90);
        var model50 = _staged50.Mix(stages50);
        var model90 = Math.Max(model50, _staged90.Mix(stages90));
        var p50 = model50 * _tracker50.Factor(model50, service);
        var p90 = Math.Max(p50, model90 * _tracker90.Factor(model90, service));
        var mean = p50 + ((p90 - p50) * Math.Clamp(_aboveMedian / _spread, -0.5, 1));
        return new(features, stages50, stages90, model50, model90, new(p50, p90, mean));
    }

    public void Learn(Lesson lesson, double wait, string service)
    {
        _staged50.Learn(lesson.Stages50, wait);
        _staged90.Learn(lesson.Stages90, wait);
        _tracker50.Learn(lesson.Model50, service, wait, lesson.Said.P50Seconds);
        _tracker90.Learn(lesson.Model90, service, wait, lesson.Said.P90Seconds);
        RecentError += 0.1 * (Math.Log((wait + 10) / (lesson.Said.P50Seconds + 10)) - RecentError);
        _aboveMedian = (0.998 * _aboveMedian) + (wait - lesson.Said.P50Seconds);
        _spread = (0.998 * _spread) + (lesson.Said.P90Seconds - lesson.Said.P50Seconds);
        _lessons.Add((lesson, (float)wait));
        if (--_untilFit == 0)
        {
            Fit();
        }
    }

    private static double Middle(double[] sorted, double quantile)
    {
        var at = (int)(quantile * sorted.Length);
        var from = Math.Max(0, at - (sorted.Length / 16));
        var to = Math.Min(sorted.Length, at + (sorted.Length / 16) + 1);
        return sorted.AsSpan(from, to - from).ToArray().Average();
    }

    private void Fit()
    {
        if (_lessons.Count > MostLessons)
        {
            _lessons.RemoveRange(0, _lessons.Count - MostLessons);
        }

        var count = _lessons.Count;
        var rows = _lessons.ConvertAll(one => one.Lesson.Features);
        var waits = _lessons.Select(one => one.Wait).ToArray();
        var weights = Enumerable.Range(1, count).Select(i => (float)Math.Pow(0.5, (count - i) / HalfLifeLessons)).ToArray();
        _staged50.Fit(rows, [.. _lessons.Select(one => (float)one.Lesson.Stages50[0])], waits, weights);
        _staged90.Fit(rows, [.. _lessons.Select(one => (float)one.Lesson.Stages90[0])], waits, weights);
        _untilFit = count < MostLessons ? Math.Max(100, (int)(RefitShare * count)) : MostLessons / 2;
    }
}
