using System.CommandLine;
using System.Globalization;
using CsvHelper;
using Hall.Forecasting.Files;
using Hall.Forecasting.Logs;

namespace Hall.Web.CommandLine;

/// <summary><c>hall forecast LOG.csv</c>: what would have been forecast for each contact that waited, at its arrival.</summary>
public static class ForecastVerb
{
    private static readonly CsvWriterOptions Written = new() { NewLine = "\n" };

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var log = new Argument<string>("LOG.csv")
            { Description = $"A recorded log with the columns {string.Join(',', ContactLog.Columns)}." };
        var train = new Option<string[]>("--train")
            { Description = "A log to learn from first; may be given again, in the order of time.", HelpName = "LOG.csv" };
        var command = new Command("forecast",
            "Replays a recorded log; one CSV row a contact that waited, with what would have been forecast at its arrival.") { log, train };
        command.SetAction(parsed =>
        {
            using var output = new StreamWriter(Console.OpenStandardOutput());
            return Run(parsed.GetRequiredValue(log), parsed.GetValue(train) ?? [], output, Console.Error);
        });
        return command;
    }

    /// <summary>Runs the verb; nothing is printed unless every file is sound.</summary>
    /// <returns>0, or 1 when a file cannot be used.</returns>
    internal static int Run(string log, IReadOnlyList<string> train, TextWriter output, TextWriter errors)
    {
        try
        {
            var contacts = ContactLog.Read(log);
            var forecaster = new LogForecaster();
            foreach (var file in train)
            {
                var before = ContactLog.Read(file);
                if (before[^1].Day >= contacts[0].Day)
                {
                    errors.WriteLine(
                        $"Warning: {file} has days that are not before those of {log}; what is learned from them would not have been "
                            + "known.");
                }

                forecaster.Learn(before);
            }

            Write(forecaster.Replay(contacts), output);
            return 0;
        }
        catch (FaultyFileException fault)
        {
            errors.WriteLine(fault.Message);
            return 1;
        }
    }

    private static void Write(IEnumerable<(Contact Contact, ContactForecast Forecast)> forecasts, TextWriter output)
    {
        using var csv = CsvWriter.Create(output, Written, leaveOpen: true);
        foreach (var column in (ReadOnlySpan<string>)["day", "arrive_s", "service", "p50_s", "p90_s", "mean_s", "wait_s", "outcome"])
        {
            csv.WriteField(column);
        }

        csv.EndRecord();
        foreach (var (contact, forecast) in forecasts)
        {
            csv.WriteField(contact.Day.ToString(CultureInfo.InvariantCulture));
            csv.WriteField(Seconds(contact.ArriveSeconds, "0.###"));
            csv.WriteField(contact.Service);
            csv.WriteField(Seconds(forecast.P50Seconds, "0.0"));
            csv.WriteField(Seconds(forecast.P90Seconds, "0.0"));
            csv.WriteField(Seconds(forecast.MeanSeconds, "0.0"));
            csv.WriteField(Seconds(contact.WaitSeconds, "0.###"));
            csv.WriteField(contact.IsServed ? "served" : "abandoned");
            csv.EndRecord();
        }
    }

    private static string Seconds(double seconds, string format) => seconds.ToString(format, CultureInfo.InvariantCulture);
}
