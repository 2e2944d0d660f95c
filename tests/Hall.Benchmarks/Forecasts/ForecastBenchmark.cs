using System.Diagnostics;
using Hall.Forecasting.Logs;

namespace Hall.Benchmarks.Forecasts;

/// <summary>
/// Ours against the textbook on a recorded log: learning on the first half of its days, scored on the second, on those who were
/// served, waited and came after seven; internet support, a handful of calls with staff of its own, is left out as its
/// publishers do.
/// </summary>
internal static class ForecastBenchmark
{
    private const double ScoredFromSeconds = 7 * 3600;
    private const string LeftOut = "IN";

    /// <summary>The month that lies beside the tests.</summary>
    public static string RecordedMonth => Path.Combine(BenchmarkHall.Root, "tests", "data", "call-log-1999-01.csv");

    private sealed record Scored(Contact Contact, ContactForecast Ours, TextbookForecast Textbook);

    public static object Run(string path)
    {
        var log = LogFile.Read(path);
        var watch = Stopwatch.GetTimestamp();
        var ours = new LogForecaster().Replay(log).ToList();
        var seconds = Stopwatch.GetElapsedTime(watch).TotalSeconds;
        var all = ours.Zip(new Textbook().Replay(log), (our, textbook) => new Scored(our.Contact, our.Forecast, textbook))
            .Where(one => one.Contact.IsServed && one.Contact.Service != LeftOut).ToList();
        var days = log.Select(contact => contact.Day).Distinct().ToList();
        var half = days[days.Count / 2];
        var before = all.Where(one => one.Contact.Day < half).ToList();
        var scored = all.Where(one => one.Contact.Day >= half && one.Contact.ArriveSeconds >= ScoredFromSeconds).ToList();
        var rows = before.ConvertAll(one => one.Textbook.Linear);
        var waits = before.ConvertAll(one => one.Contact.WaitSeconds);
        var (squares, absolute) = (LinearModel.LeastSquares(rows, waits), LinearModel.LeastAbsolute(rows, waits));
        var errors = new Dictionary<string, double>
        {
            ["median"] = Error(one => one.Textbook.Median),
            ["ql"] = Error(one => one.Textbook.Ql),
            ["les"] = Error(one => one.Textbook.Les),
            ["hol"] = Error(one => one.Textbook.Hol),
            ["zms"] = Error(one => one.Textbook.Zms),
            ["linearLeastSquares"] = Error(one => LinearModel.Predict(squares, one.Textbook.Linear)),
            ["linearLeastAbsolute"] = Error(one => LinearModel.Predict(absolute, one.Textbook.Linear)),
        };
        var our = Error(one => one.Ours.P50Seconds);
        return new
        {
            contacts = log.Count, forecasts = ours.Count, seconds = Math.Round(seconds, 1),
            scoredFromDay = half, scored = scored.Count, meanAbsoluteErrorSeconds = our,
            under = errors.ToDictionary(one => one.Key, one => new { errorSeconds = one.Value, weAreUnderItPercent = Math.Round(100 * (1 - (our / one.Value)), 1) }),
            shareUnderP50Percent = Share(one => one.Ours.P50Seconds), shareUnderP90Percent = Share(one => one.Ours.P90Seconds),
            meanBiasSeconds = Math.Round(scored.Average(one => one.Ours.MeanSeconds - one.Contact.WaitSeconds), 1),
        };

        double Error(Func<Scored, double> said) => Math.Round(scored.Average(one => Math.Abs(one.Contact.WaitSeconds - said(one))), 2);
        double Share(Func<Scored, double> said) => Math.Round(100 * scored.Average(one => one.Contact.WaitSeconds <= said(one) ? 1.0 : 0), 1);
    }
}
