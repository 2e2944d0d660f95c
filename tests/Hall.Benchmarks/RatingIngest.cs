using System.Collections.Concurrent;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Hub.Engine;
using Hall.Hub.Hosting;
using Hall.Hub.Ratings;
using Hall.Storage.Hosting;
using Hall.Web.Composition;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Benchmarks;

/// <summary>Ratings a second, each durable, chained and added up before it is answered, with and without somebody who reads three years
/// over and over.</summary>
internal static class RatingIngest
{
    private const int Raters = 32;
    private const int Visits = 6_000;

    public static async Task<object> RunAsync(string data)
    {
        var hub = HubApplication.Build(new HubOptions
        {
            DataFolder = data, Urls = "http://127.0.0.1:0", HallFiles = [BenchmarkHall.WriteTo(data, BenchmarkHall.Tongling())], Speed = 0,
        });
        await hub.StartAsync();
        var hall = hub.Services.GetRequiredService<IHallDirectory>().Find(new HallId(BenchmarkHall.Name))!;
        var reports = hub.Services.GetRequiredService<RatingReports>();
        try
        {
            // The demonstration that founded the hall knows one person who may serve; with no list, whoever is named may.
            var founded = hall.Snapshot.Plan.Configuration;
            await ConfigurationPublisher.PublishAsync(hall, new(founded, founded with { Tellers = [] }));
            var alone = await RateAsync(hall, await ServeAsync(hall));
            var served = await ServeAsync(hall);
            using var stop = new CancellationTokenSource();

            // SQLite answers on the thread that asks, so whoever reads needs one of their own.
            var reading = Task.Run(() => ReadAsync(hall, reports, stop.Token));
            var beside = await RateAsync(hall, served);
            await stop.CancelAsync();
            return new { raters = Raters, alone, whileThreeYearsAreRead = beside, reportsRead = await reading };
        }
        finally
        {
            await hub.StopAsync();
            await hub.DisposeAsync();
        }
    }

    private static async Task<ConcurrentQueue<TicketId>> ServeAsync(IHall hall)
    {
        var served = new ConcurrentQueue<TicketId>();
        var windows = hall.Snapshot.Plan.Configuration.Counters;
        await Task.WhenAll(windows.Select(async window =>
        {
            var service = hall.Snapshot.Plan.Configuration.Services.First(one => one.Zone == window.Zone).Code;
            if (hall.Snapshot.Counter(window.Counter)!.Counter.Teller is null)
            {
                if ((await hall.ExecuteAsync(new OpenCounter(window.Counter, new($"T{window.Counter}")))).Rejection is { } closed)
                {
                    throw new InvalidOperationException($"{closed}");
                }
            }

            for (var visit = 0; visit < Visits / windows.Count; visit++)
            {
                if ((await hall.ExecuteAsync(new IssueTicket([service], PriorityCode.None))).Rejection is { } refused)
                {
                    throw new InvalidOperationException($"{refused}");
                }

                if ((await hall.ExecuteAsync(new CallNext(window.Counter))).Ticket is { } called)
                {
                    await hall.ExecuteAsync(new StartService(window.Counter));
                    await hall.ExecuteAsync(new CompleteService(window.Counter));
                    served.Enqueue(called.Ticket.Id);
                }
            }
        }));
        await Console.Error.WriteLineAsync($"{served.Count} visits were served.");
        return served;
    }

    private static async Task<Latencies> RateAsync(IHall hall, ConcurrentQueue<TicketId> served)
    {
        var taken = new ConcurrentBag<double>();
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Raters).Select(async _ =>
        {
            while (served.TryDequeue(out var ticket))
            {
                var at = TimeProvider.System.GetTimestamp();
                var outcome =
                    await hall.ExecuteAsync(new GiveFeedback(ticket, null, FeedbackLevel.Satisfied, ["413"], "很好",
                        FeedbackChannel.QrCode));
                if (outcome.Rejection is { } refused)
                {
                    throw new InvalidOperationException($"{refused}");
                }

                taken.Add(TimeProvider.System.GetElapsedTime(at).TotalMilliseconds);
            }
        }));
        return Latencies.Of(taken, TimeProvider.System.GetElapsedTime(began).TotalSeconds);
    }

    private static async Task<int> ReadAsync(IHall hall, RatingReports reports, CancellationToken stop)
    {
        var read = 0;
        var today = hall.Snapshot.Plan.DayOf(hall.Now);
        var years = new ReportSpan(today.AddYears(-3), today);
        for (; !stop.IsCancellationRequested; read++)
        {
            _ = new SatisfactionView(years, await reports.HoursAsync(hall.Id, years, null, CancellationToken.None), []);
            await reports.PartsAsync(hall.Id, years, Hall.Storage.Data.TallyScope.Service, null, CancellationToken.None);
        }

        return read;
    }
}
