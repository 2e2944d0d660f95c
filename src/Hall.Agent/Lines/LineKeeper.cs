using System.Collections.Immutable;
using System.Threading.Channels;
using Hall.Agent.Hub;
using Hall.Agent.Outbox;
using Hall.Devices.Agents;
using Hall.Devices.Lines;
using Hall.Devices.Links;
using Hall.Devices.Presses;
using Hall.Devices.Supervision;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hall.Agent.Lines;

/// <summary>Keeps those lines open that the hub's last list names, shows on them what the hub says, and reports how they are.</summary>
public sealed partial class LineKeeper(
    HubLink hub, PressOutbox outbox, CardCourier cards, DeviceList list, LineFactory factory, TimeProvider time, ILogger<LineKeeper> logger) : BackgroundService
{
    private const int MostShows = 256;
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(2);
    private readonly Channel<PadShow> _shows = Channel.CreateBounded<PadShow>(new BoundedChannelOptions(MostShows) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Channel<IReadOnlyList<PadLine>> _lists = Channel.CreateBounded<IReadOnlyList<PadLine>>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly SemaphoreSlim _changed = new(0, 1);
    private ImmutableArray<AgentLine> _lines = [];

    /// <summary>The open lines.</summary>
    public IReadOnlyList<AgentLine> Lines => _lines;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        hub.DevicesGiven += Take;
        hub.Shown += Show;
        hub.Ordered += Order;
        try
        {
            await OpenAsync(list.Read());
            await Task.WhenAll(FollowListAsync(stoppingToken), ShowAsync(stoppingToken), ReportAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped; the lines are closed below.
        }
        finally
        {
            hub.DevicesGiven -= Take;
            hub.Shown -= Show;
            hub.Ordered -= Order;
            await OpenAsync([]);
        }
    }

    // Both channels drop the oldest, so writing always succeeds.
    private void Take(IReadOnlyList<PadLine> lines) => _ = _lists.Writer.TryWrite(lines);

    private void Show(PadShow show) => _ = _shows.Writer.TryWrite(show);

    // Not awaited: a ticket that waits for paper must not hold up a call. A slip has its own bound on how many wait.
    private void Order(DeviceOrder order) => _ = CarryOutAsync(order);

    private async Task CarryOutAsync(DeviceOrder order)
    {
        if (order.Kind == OrderKind.Play && !await hub.MayPlayAsync(order.Id, CancellationToken.None))
        {
            return;
        }

        var answer = await LineOrders.CarryOutAsync(
            order, (hall, name) => _lines.FirstOrDefault(line => line.Line.Hall == hall && line.Line.Name == name)?.Host, DiscoverAsync, CancellationToken.None);
        try
        {
            await hub.AnswerAsync(answer, CancellationToken.None);
        }
        catch (Exception fault)
        {
            LogNotAnswered(order.Kind, order.Line, fault.Message);
        }
    }

    private Task<IReadOnlyList<PortProposal>> DiscoverAsync(CancellationToken cancel) => PortDiscovery.OfThisComputer(time, logger)
        .AskAsync(PortDiscovery.PortsHere(), port => _lines.FirstOrDefault(line => StableName.IsSame(line.Line.Port, port))?.Line.Name, cancel);

    private async Task FollowListAsync(CancellationToken stopping)
    {
        await foreach (var lines in _lists.Reader.ReadAllAsync(stopping))
        {
            list.Write(lines);
            await OpenAsync(lines);
        }
    }

    private async Task OpenAsync(IReadOnlyList<PadLine> wanted)
    {
        var kept = _lines.Where(open => wanted.Any(line => line.IsSameAs(open.Line))).ToList();
        foreach (var gone in _lines.Except(kept))
        {
            await gone.DisposeAsync();
        }

        _lines = [.. kept, .. wanted.Where(line => !kept.Any(open => open.Line.IsSameAs(line)))
            .Select(line => AgentLine.Open(line, outbox, Tell, Make, logger)).OfType<AgentLine>()];
        Tell();
    }

    private ILineHost? Make(PadLine line, OnPressAsync onPress) => factory.Make(line, onPress, card => cards.Take(line, card));

    private async Task ShowAsync(CancellationToken stopping)
    {
        await foreach (var show in _shows.Reader.ReadAllAsync(stopping))
        {
            // Not awaited: a line that is down must not hold up the others; each has its own bounded queue.
            foreach (var line in _lines.Where(line => line.Line.Hall == show.Hall && line.Line.Counters.Values.Contains(show.Counter)))
            {
                _ = line.ShowAsync(show).AsTask().ContinueWith(
                    failed => LogNotShown(failed.Exception, line.Line.Name), stopping, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
        }
    }

    private async Task ReportAsync(CancellationToken stopping)
    {
        while (true)
        {
            // At once when a line changes, and every two seconds for the counts.
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            await Task.WhenAny(_changed.WaitAsync(pause.Token), Task.Delay(ReportEvery, time, pause.Token));
            await pause.CancelAsync();
            stopping.ThrowIfCancellationRequested();
            await hub.ReadyAsync(stopping);
            foreach (var line in _lines)
            {
                try
                {
                    var report = LineReport.Of(line.Line, line.Status, outbox.Count);
                    if (line.IsNews(report, hub.Status.Opened))
                    {
                        await hub.LineAsync(report, stopping);
                    }
                }
                catch (Exception fault) when (!stopping.IsCancellationRequested)
                {
                    LogNotReported(line.Line.Name, fault.Message);
                }
            }
        }
    }

    private void Tell()
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // A report is due already.
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The state of line {Line} was not reported: {Reason}")]
    private partial void LogNotReported(string line, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What became of order {Kind} on line {Line} could not be told: {Reason}")]
    private partial void LogNotAnswered(OrderKind kind, string line, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Line {Line} could not show something")]
    private partial void LogNotShown(Exception? fault, string line);
}
