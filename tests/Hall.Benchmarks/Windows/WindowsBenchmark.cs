using System.Collections.Concurrent;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Agents;
using Hall.Devices.Connections;
using Hall.Devices.Slips;
using Hall.Hub.Agents;
using Hall.Hub.DeviceLinks;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Hall.Storage.Keys;
using Hall.Web.Composition;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Benchmarks.Windows;

/// <summary>
/// Sixty emulated windows on real pseudo-terminals at 9600 baud through four agents: from a press to the rating recorded, from a call to
/// the lamp, what an agent takes when idle, and whether a bus with 1 % damaged bytes loses an acknowledged press.
/// </summary>
internal static class WindowsBenchmark
{
    private const int Visits = 5;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenPresses = TimeSpan.FromMilliseconds(650);

    public static async Task<object> RunAsync(int presses)
    {
        var folder = Directory.CreateTempSubdirectory("hall-windows");
        using var stop = new CancellationTokenSource();
        using var windows = new EmulatedWindows();
        var living = windows.RunAsync(stop.Token);
        var file = BenchmarkHall.WriteTo(folder.FullName, windows.Of(BenchmarkHall.Tongling(EmulatedWindows.Windows)));
        var hub =
            HubApplication.Build(new HubOptions { DataFolder = Path.Combine(folder.FullName, "hub"), Urls = "http://127.0.0.1:0",
                HallFiles = [file], Speed = 0 });
        await hub.StartAsync();
        var hall = hub.Services.GetRequiredService<IHallDirectory>().Find(new HallId(BenchmarkHall.Name))!;
        var agents = Enumerable.Range(1, EmulatedWindows.Agents).Select(number => new AgentProcess(
            hub.Urls.First(), hub.Services.GetRequiredService<KeyStore>().Create($"agent-{number}", KeyRole.Agent),
            Path.Combine(folder.FullName, $"agent-{number}"))).ToList();
        try
        {
            var links = hub.Services.GetRequiredService<DeviceLinks>();
            await UntilAsync(() => links.Of(hall.Snapshot).All(line => line.Link.State == LinkState.Up), TimeSpan.FromSeconds(60));
            var journal = new RecordedPresses(hall, stop.Token);
            var idle = await MeasureIdleAsync(agents);
            var visits = await VisitAsync(hall, windows, journal);
            var printed = await PrintAsync(hall, hub.Services.GetRequiredService<DeviceOrders>(), windows);
            var damaged = await DamageAsync(windows, journal, presses);
            return new
            {
                load = File.ReadAllText("/proc/loadavg").Split(' ')[0], idle, visits, printed, damaged,
                agentMegabytesAfter = agents.Select(agent => agent.AnonymousMegabytes).ToArray(),
                faultyFrames = links.Of(hall.Snapshot).Sum(line => line.Faulty),
            };
        }
        finally
        {
            agents.ForEach(agent => agent.Dispose());
            await stop.CancelAsync();
            await hub.StopAsync();
            _ = living;
        }
    }

    private static async Task<object> MeasureIdleAsync(List<AgentProcess> agents)
    {
        await Task.Delay(TimeSpan.FromSeconds(30));
        var before = agents.Select(agent => agent.ProcessorTime).ToList();
        await Task.Delay(Idle);
        return new
        {
            percentOfACore = agents.Select((agent, at) => Math.Round((agent.ProcessorTime - before[at]) / Idle * 100, 2)).ToArray(),
            anonymousMegabytes = agents.Select(agent => agent.AnonymousMegabytes).ToArray(),
        };
    }

    private static async Task<object> VisitAsync(IHall hall, EmulatedWindows windows, RecordedPresses journal)
    {
        var (calls, ratings) = (new ConcurrentBag<double>(), new ConcurrentBag<double>());
        var time = TimeProvider.System;
        var startedAt = time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(1, EmulatedWindows.Windows).Select(async window =>
        {
            var counter = new CounterId($"{window}");
            var zone = hall.Snapshot.Counter(counter)!.Counter.Zone;
            var service = hall.Snapshot.Plan.Configuration.Services.First(one => one.Zone == zone).Code;
            await hall.ExecuteAsync(new OpenCounter(counter, new($"{2000 + window}")));
            await Task.Delay(window * 80);
            for (var visit = 0; visit < Visits; visit++)
            {
                await hall.ExecuteAsync(new IssueTicket([service], PriorityCode.None));
                var calledAt = time.GetTimestamp();
                var called = await hall.ExecuteAsync(new CallNext(counter));
                var number = called.Ticket?.Ticket.Number ?? throw new InvalidOperationException($"{called.Rejection}");
                await UntilAsync(() => windows.ShownAt.ContainsKey((window, number)), TimeSpan.FromSeconds(20));
                calls.Add(time.GetElapsedTime(calledAt, windows.ShownAt[(window, number)]).TotalMilliseconds);
                await hall.ExecuteAsync(new StartService(counter));
                await hall.ExecuteAsync(new CompleteService(counter));
                await UntilAsync(() => windows.PadOf(window).Display.IsAsking, TimeSpan.FromSeconds(20));
                var recorded = journal.Next(counter);
                var pressedAt = time.GetTimestamp();
                await windows.PadOf(window).PressRatingAsync((byte)((visit % 4) + 1), CancellationToken.None);
                ratings.Add(time.GetElapsedTime(pressedAt, await recorded).TotalMilliseconds);
                await Task.Delay(TimeSpan.FromSeconds(4));
            }
        }));
        var seconds = time.GetElapsedTime(startedAt).TotalSeconds;
        return new { callToLamp = Latencies.Of(calls, seconds), pressToRating = Latencies.Of(ratings, seconds) };
    }

    private static async Task<object> PrintAsync(IHall hall, DeviceOrders orders, EmulatedWindows windows)
    {
        var printers = hall.Snapshot.Plan.Configuration.DeviceLines.Where(line => line.Protocol == "escpos").ToList();
        var answers = await Task.WhenAll(printers.Select(line => orders.CarryOutAsync(
            hall, line,
            new DeviceOrder(Guid.NewGuid(), OrderKind.Print, hall.Id.Value, line.Name)
                { Values = new Dictionary<string, string> { ["number"] = "A012", ["hall"] = "便民服务中心" } },
            CancellationToken.None)));
        return new { said = answers.Count(answer => answer.Printed == PrintOutcome.Printed),
            papers = windows.PrinterLines.Sum(line => line.Printer!.Papers.Count) };
    }

    private static async Task<object> DamageAsync(EmulatedWindows windows, RecordedPresses journal, int presses)
    {
        foreach (var bus in windows.PadBuses)
        {
            bus.Port.Corrupt(1);
        }

        // The visits' last presses are over by now.
        await Task.Delay(TimeSpan.FromSeconds(3));
        var before = journal.Count;
        var (pressed, acknowledged, lost) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(1, EmulatedWindows.Windows).Select(async window =>
        {
            var counter = new CounterId($"{window}");
            for (var press = 0; press < Math.Ceiling((double)presses / EmulatedWindows.Windows); press++)
            {
                var had = journal.CountOf(counter);
                Interlocked.Increment(ref pressed);
                // The four values in turn: the same one within two seconds would be taken for a retransmission, rightly.
                if (await windows.PadOf(window).PressRatingAsync((byte)((press % 4) + 1), CancellationToken.None))
                {
                    Interlocked.Increment(ref acknowledged);
                    if (!await IsRecordedAsync(journal, counter, had))
                    {
                        Interlocked.Increment(ref lost);
                    }
                }

                await Task.Delay(BetweenPresses);
            }
        }));
        await Task.Delay(TimeSpan.FromSeconds(10));
        return new { pressed, acknowledged, lost, recorded = journal.Count - before };
    }

    // Each acknowledged press must leave an entry of its own: more entries elsewhere would hide one that is missing.
    private static async Task<bool> IsRecordedAsync(RecordedPresses journal, CounterId counter, int had)
    {
        try
        {
            await UntilAsync(() => journal.CountOf(counter) > had, TimeSpan.FromSeconds(30));
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static async Task UntilAsync(Func<bool> condition, TimeSpan within)
    {
        for (var waited = TimeSpan.Zero; !condition(); waited += TimeSpan.FromMilliseconds(5))
        {
            if (waited > within)
            {
                throw new TimeoutException("It did not happen in time.");
            }

            await Task.Delay(5);
        }
    }
}
