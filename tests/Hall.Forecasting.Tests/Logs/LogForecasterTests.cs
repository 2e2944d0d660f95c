using Hall.Forecasting.Logs;

namespace Hall.Forecasting.Tests.Logs;

public sealed class LogForecasterTests
{
    [Fact]
    public void Replay_SomeDidNotWait_OnlyThoseWhoWaitedInTheOrderOfTheLog()
    {
        var log = InventedLog.Of(2, 3, 0.8, 300, 1);

        var rows = new LogForecaster().Replay(log).ToList();

        Assert.Equal(log.Where(contact => contact.HasWaited), rows.Select(row => row.Contact));
        Assert.All(rows, row => Assert.True(row.Forecast.P50Seconds > 0 && row.Forecast.P90Seconds >= row.Forecast.P50Seconds));
    }

    [Fact]
    public void Replay_FutureChanged_WhatWasSaidBeforeStays()
    {
        var log = InventedLog.Of(3, 4, 0.95, 240, 7);
        const int Day = 20_260_103;
        const double Until = 50_000;
        var other = log.Where(contact => contact.Day < Day || contact.ArriveSeconds <= Until).Select(Changed).ToList();

        var said = Before(new LogForecaster().Replay(log));
        var saidOtherwise = Before(new LogForecaster().Replay(other));

        Assert.True(said.Count > 100);
        Assert.Equal(said, saidOtherwise);

        static Contact Changed(Contact contact)
        {
            if (contact.Day < Day)
            {
                return contact;
            }

            if (contact.CallSeconds > Until)
            {
                return contact with { CallSeconds = contact.CallSeconds + 500, EndSeconds = contact.EndSeconds + 900, Server = "other",
                    IsServed = false };
            }

            if (contact.EndSeconds > Until)
            {
                return contact with { EndSeconds = contact.EndSeconds + 777 };
            }

            return contact;
        }
        static List<ContactForecast> Before(IEnumerable<(Contact Contact, ContactForecast Forecast)> rows) =>
            [.. rows.Where(row => row.Contact.Day < Day || row.Contact.ArriveSeconds <= Until).Select(row => row.Forecast)];
    }

    [Fact]
    public void Replay_SameLogTwice_SaysTheSame()
    {
        var log = InventedLog.Of(3, 4, 0.95, 240, 3);

        Assert.Equal(new LogForecaster().Replay(log), new LogForecaster().Replay(log));
    }

    [Fact]
    public void Replay_ColdStartOfOneServer_FindsItsWay()
    {
        var rows = new LogForecaster().Replay(InventedLog.Of(6, 1, 0.85, 600, 5)).ToList();

        var late = rows.Skip(rows.Count / 2).ToList();
        Assert.InRange(Share(late, forecast => forecast.P50Seconds), 0.40, 0.60);
        Assert.InRange(Share(late, forecast => forecast.P90Seconds), 0.82, 0.96);
    }

    [Fact]
    public void Learn_EarlierDays_FirstWaitsAreForecastBetter()
    {
        var log = InventedLog.Of(6, 5, 0.95, 900, 12);
        var last = log.Where(contact => contact.Day == log[^1].Day).ToList();
        var taught = new LogForecaster();
        taught.Learn(log.Where(contact => contact.Day < log[^1].Day));

        Assert.True(Error(taught.Replay(last).Take(20)) < Error(new LogForecaster().Replay(last).Take(20)));
    }

    [Fact]
    public void Replay_DirtyLog_GoesOn()
    {
        List<Contact> log =
        [
            new(1, 100, "A", "", 100, 200, "x", true),
            new(1, 110, "A", "", 110, 400, "x", true),
            new(1, 120, "B", "", 120, 120, "", true),
            new(1, 121, "A", "", 190, 190, "", false),
            new(1, 122, "A", "", 300, 300, "x", true),
            new(1, 122, "C", "9", 310, 320, "", true),
            new(2, 5, "Z", "", 50, 60, "y", true),
        ];

        var rows = new LogForecaster().Replay(log).ToList();

        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.True(double.IsFinite(row.Forecast.P90Seconds) && double.IsFinite(row.Forecast.MeanSeconds)));
    }

    [Fact]
    public void Replay_RecordedMonth_IsTrueToItsQuantiles()
    {
        var log = RecordedMonth();
        var rows = new LogForecaster().Replay(log)
            .Where(row => row.Contact is { Day: >= 19990117, IsServed: true, ArriveSeconds: >= 25_200 } and not { Service: "IN" }).ToList();

        // The best linear model on queue, head of line and busy servers is off by 41.7 s on these; the benchmark compares them.
        Assert.Equal(6020, rows.Count);
        Assert.True(Error(rows) < 0.92 * 41.7, $"{Error(rows)}");
        Assert.InRange(Share(rows, forecast => forecast.P50Seconds), 0.48, 0.52);
        Assert.InRange(Share(rows, forecast => forecast.P90Seconds), 0.88, 0.92);
    }

    private static double Error(IEnumerable<(Contact Contact, ContactForecast Forecast)> rows) =>
        rows.Average(row => Math.Abs(row.Contact.WaitSeconds - row.Forecast.P50Seconds));

    private static double Share(IEnumerable<(Contact Contact, ContactForecast Forecast)> rows, Func<ContactForecast, double> said) =>
        rows.Average(row => row.Contact.WaitSeconds <= said(row.Forecast) ? 1.0 : 0);

    private static List<Contact> RecordedMonth() =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "call-log-1999-01.csv")).Skip(1).Select(line =>
    {
        var cell = line.Split(',');
        return new Contact(
            Number(cell[0]), Number(cell[1]), cell[2], cell[3], Number(cell[4]), Number(cell[5]), cell[6], cell[7] == "served");
    })];

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
