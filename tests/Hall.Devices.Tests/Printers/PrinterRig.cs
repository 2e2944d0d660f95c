using System.Diagnostics;
using Hall.Devices.Composition;
using Hall.Devices.Connections;
using Hall.Devices.Lines;
using Hall.Devices.Links;
using Hall.Devices.Presses;
using Hall.Devices.Settings;
using Hall.Devices.Slips;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Devices.Tests.Printers;

/// <summary>How a printer hangs on the hub.</summary>
public enum PortKind
{
    /// <summary>TCP 9100 on loopback.</summary>
    Tcp,

    /// <summary>A serial port: a pseudo-terminal.</summary>
    Serial,

    /// <summary>/dev/usb/lp, for which a pseudo-terminal opened as a plain file stands in.</summary>
    File,
}

/// <summary>
/// A line with a printer as a hall's file would give it, with the settings of the product, and a clock that moves only while nothing is
/// under way.
/// </summary>
internal sealed class PrinterRig : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private readonly Task _running;
    private readonly List<(TimeSpan At, Action Act)> _plans = [];
    private readonly long _startedAt;
    private int _slips;

    private PrinterRig(PrinterPort port, FakeTimeProvider time, bool answers)
    {
        (Port, Time, Printer) = (port, time, new OddPrinter(time));
        Link = new CountedLink(port.Link);
        var line = new DeviceLineSettings("demo", "P1", "escpos", "port", 9600, "one-based", new Dictionary<string, string>())
        {
            Place = "1", Settings = new Dictionary<string, string> { ["answers"] = answers ? "yes" : "no" },
        };
        Host = new LineFactory(time, NullLogger.Instance, linkOf: _ => Link).Make(line, (_, _) => Task.FromResult(PressOutcome.Recorded))!;
        _startedAt = time.GetTimestamp();
        _serving = Task.Run(() => port.ServeAsync(Printer, _stop.Token));
        _running = Task.Run(() => Host.RunAsync(_stop.Token));
    }

    public PrinterPort Port { get; }

    public FakeTimeProvider Time { get; }

    public OddPrinter Printer { get; }

    public ILineHost Host { get; }

    public CountedLink Link { get; }

    public int Papers => Printer.Mechanism.Papers.Count;

    public static async Task<PrinterRig> MakeAsync(PortKind kind, bool answers)
    {
        var time = new FakeTimeProvider();
        PrinterPort port = kind == PortKind.Tcp ? new TcpPort(time)
            : new PtyPort(await PtyPair.PlugInAsync(), kind == PortKind.File, answers ? FileUse.ReadWrite : FileUse.Write);
        return new(port, time, answers);
    }

    /// <summary>Does something after a while of the test's clock.</summary>
    public void After(double seconds, Action act)
    {
        lock (_plans)
        {
            _plans.Add((Time.GetElapsedTime(_startedAt) + TimeSpan.FromSeconds(seconds), act));
        }
    }

    /// <summary>Prints a slip; the numbers go A001, A002, …</summary>
    public async Task<PrintResult> PrintAsync()
    {
        var slip =
            Slip.Of(("hall", "政务大厅"), ("number", $"A{++_slips:000}"), ("service", "打印测试"), ("ahead", "3"),
                ("url", "http://hall/t/1"))
            .With("documents", "身份证", "户口簿");
        var printing = Task.Run(() => Host.PrintAsync(slip, CancellationToken.None));
        await UntilAsync(() => printing.IsCompleted, "the slip is done");
        return await printing;
    }

    /// <summary>
    /// Moves the clock until something holds, but never while bytes are under way: an answer costs no time that the test does not give it.
    /// </summary>
    public async Task UntilAsync(Func<bool> condition, string what)
    {
        using var glance = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var since = Stopwatch.GetTimestamp();
        (long, long, long, long) before = default;
        for (var quiet = 0; !condition();)
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, $"Waited in vain for: {what}");
            await glance.WaitForNextTickAsync(CancellationToken.None);
            var now = Link.Now is { } open
                ? (open.Written, open.Read, Printer.Received, Printer.Sent) : (-1, -1, Printer.Received, Printer.Sent);
            quiet = now == before ? quiet + 1 : 0;
            before = now;
            var isUnderWay = Link.Now is not null && (now.Item1 > now.Item3 || now.Item4 > now.Item2);

            // While a line is being opened the clock stands: on a busy machine its patience would pass before the machine has answered.
            // A line that has just been cut never delivers what was under way.
            // Other tests' work on the same threads may never end: it is waited for, but not for ever.
            var still = (Link.IsOpening, isUnderWay) switch
            {
                (true, _) => 2_000,
                (_, true) => 40,
                _ => ThreadPool.PendingWorkItemCount == 0 ? 2 : 20,
            };
            if (quiet >= still)
            {
                quiet = 0;
                Time.Advance(Step);
                CarryOutPlans();
            }
        }
    }

    public Task PassAsync(double seconds)
    {
        var until = Time.GetElapsedTime(_startedAt) + TimeSpan.FromSeconds(seconds);
        return UntilAsync(() => Time.GetElapsedTime(_startedAt) >= until, "the time passes");
    }

    public Task UpAsync() => UntilAsync(() => Host.Condition.Link.State == LinkState.Up, "the line is up");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.Soon();
        await Port.DisposeAsync();
        await _serving.Soon();
        await Host.DisposeAsync();
        _stop.Dispose();
    }

    private void CarryOutPlans()
    {
        lock (_plans)
        {
            var due = _plans.Where(plan => plan.At <= Time.GetElapsedTime(_startedAt)).ToList();
            due.ForEach(plan => _plans.Remove(plan));
            due.ForEach(plan => plan.Act());
        }
    }
}
