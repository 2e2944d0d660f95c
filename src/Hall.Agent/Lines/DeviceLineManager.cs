using System.Collections.Concurrent;
using System.Collections.Immutable;
using Hall.Agent.Clock;
using Hall.Agent.Hub;
using Hall.Agent.Outbox;
using Hall.Agent.State;
using Hall.Devices.Agents;
using Hall.Devices.Composition;
using Hall.Devices.Discovery;
using Hall.Devices.Displays;
using Hall.Devices.Lines;
using Hall.Devices.Links;
using Hall.Devices.Presses;
using Hall.Devices.Settings;
using Hall.Devices.Supervision;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Hall.Agent.Lines;

/// <summary>Keeps those lines open that the hub's last list names, shows on them what the hub says, and reports how they are.</summary>
public sealed partial class DeviceLineManager : Worker
{
    private readonly HubLink _hub;
    private readonly PressOutbox _outbox;
    private readonly SetAsidePresses _aside;
    private readonly CardEventForwarder _cards;
    private readonly DeviceList _list;
    private readonly LineFactory _factory;
    private readonly AgentClock _clock;
    private readonly AgentStandstills _standing;
    private readonly Standstills _listKept;
    private readonly ConcurrentDictionary<(string Hall, string Counter), (PadShow Show, long At)> _shown = new();
    private ImmutableArray<AgentLine> _lines = [];
    private IReadOnlyList<DeviceLineSettings>? _wanted;
    private IReadOnlyList<DeviceLineSettings>? _unkept;
    private (AgentReport Report, long Connection)? _told;

    /// <summary>Makes it. It listens to the hub at once, so that nothing is missed.</summary>
    public DeviceLineManager(
        HubLink hub, PressOutbox outbox, SetAsidePresses aside, CardEventForwarder cards, DeviceList list, LineFactory factory,
        AgentClock clock,
        AgentStandstills standing, StandstillReport report, ILogger<DeviceLineManager> logger)
        : base(AgentWork.Lines, clock, report, logger)
    {
        ArgumentNullException.ThrowIfNull(hub);
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(list);
        (_hub, _outbox, _aside, _cards, _list, _factory, _clock, _standing) = (hub, outbox, aside, cards, list, factory, clock, standing);
        _listKept = new(AgentWork.DeviceList, clock, report, logger);
        _wanted = list.Read();
        hub.DevicesGiven += Take;
        hub.Shown += Show;
        hub.Ordered += Order;
        hub.Opened += Wake;
        standing.Changed += Wake;
    }

    /// <summary>The open lines.</summary>
    public IReadOnlyList<AgentLine> Lines => _lines;

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    protected override TimeSpan FirstAfter => TimeSpan.Zero;

    /// <summary>
    /// Opens and closes lines when the hub's list has changed, and reports what the hub has not heard: at once when a line changes, and
    /// every two seconds for the counts.
    /// </summary>
    public override async Task LookAsync(CancellationToken stop)
    {
        if (Interlocked.Exchange(ref _wanted, null) is { } wanted)
        {
            await OpenAsync(wanted);
        }

        KeepList();
        if (_hub.IsReady)
        {
            await ReportAsync(stop);
        }
    }

    /// <inheritdoc />
    protected override async Task EndAsync()
    {
        _hub.DevicesGiven -= Take;
        _hub.Shown -= Show;
        _hub.Ordered -= Order;
        _hub.Opened -= Wake;
        _standing.Changed -= Wake;
        await OpenAsync([]);
    }

    private void Take(IReadOnlyList<DeviceLineSettings> lines)
    {
        Volatile.Write(ref _unkept, lines);
        Volatile.Write(ref _wanted, lines);
        Wake();
    }

    // Not awaited: a line that is down must not hold up the others; each has its own bounded queue.
    private void Show(PadShow show)
    {
        _shown[(show.Hall, show.Counter)] = (show, _clock.GetTimestamp());
        foreach (var line in _lines.Where(line => line.Line.Hall == show.Hall && line.Line.Counters.Values.Contains(show.Counter)))
        {
            Show(line, show);
        }
    }

    private void Show(AgentLine line, PadShow show) =>
        line.ShowAsync(show).AsTask().GoOn(Logger, $"Showing something on line {line.Line.Name}");

    // Not awaited: a ticket that waits for paper must not hold up a call. A slip has its own bound on how many wait.
    private void Order(DeviceOrder order) => CarryOutAsync(order).GoOn(Logger, $"Order {order.Kind} on line {order.Line}");

    private async Task CarryOutAsync(DeviceOrder order)
    {
        if (order.Kind == OrderKind.Play && !await _hub.MayPlayAsync(order.Id, CancellationToken.None))
        {
            return;
        }

        var answer = await LineOrders.CarryOutAsync(
            order, (hall, name) => _lines.FirstOrDefault(line => line.Line.Hall == hall && line.Line.Name == name)?.Host, DiscoverAsync,
                CancellationToken.None);
        try
        {
            await _hub.AnswerAsync(answer.Frames is { } frames
                ? answer with { At = _clock.Computer, Frames = [.. frames.Select(frame => frame with { At = frame.At + _clock.Moved })] }
                : answer, CancellationToken.None);
        }
        catch (Exception fault)
        {
            LogNotAnswered(Logger, order.Kind, order.Line, fault.Message);
        }
    }

    private Task<IReadOnlyList<PortProposal>> DiscoverAsync(CancellationToken cancel) => PortDiscovery.OfThisComputer(_clock, Logger)
        .AskAsync(PortDiscovery.PortsHere(), port => _lines.FirstOrDefault(line => StableName.IsSame(line.Line.Port, port))?.Line.Name,
            cancel);

    // A disk that does not take the list hinders nothing now: the lines are open, and it is written by and by.
    private void KeepList()
    {
        if (_unkept is not { } lines || _listKept.Rests(""))
        {
            return;
        }

        try
        {
            _list.Write(lines);
            Interlocked.CompareExchange(ref _unkept, null, lines);
            _listKept.Succeed("");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _listKept.Fail("", fault);
        }
    }

    private async Task OpenAsync(IReadOnlyList<DeviceLineSettings> wanted)
    {
        var kept = _lines.Where(open => wanted.Any(line => line.IsSameAs(open.Line))).ToList();
        var gone = _lines.Except(kept).ToList();
        _lines = [.. kept];

        // Closed before others are opened: a line may have got another name and kept its port.
        await Task.WhenAll(gone.Select(line => line.DisposeAsync().AsTask()));
        var opened = wanted.Where(line => !kept.Any(open => open.Line.IsSameAs(line)))
            .Select(line => AgentLine.Open(line, _outbox, _clock, Wake, Make, Logger)).OfType<AgentLine>().ToList();
        _lines = [.. kept, .. opened];
        foreach (var line in opened)
        {
            ShowWhatWasSaid(line);
        }
    }

    // What the hub said before its list arrived. Somebody is asked to rate for what is left of the time alone.
    private void ShowWhatWasSaid(AgentLine line)
    {
        foreach (var counter in line.Line.Counters.Values)
        {
            if (_shown.TryGetValue((line.Line.Hall, counter), out var said))
            {
                var left = said.Show.QuestionMilliseconds - (long)_clock.GetElapsedTime(said.At).TotalMilliseconds;
                Show(line, said.Show with { Evaluate = said.Show.Evaluate && left > 0, QuestionMilliseconds = left > 0 ? left : null });
            }
        }
    }

    private ILineHost? Make(DeviceLineSettings line, OnPressAsync onPress) => _factory.Make(line, onPress, card => _cards.Take(line, card));

    private async Task ReportAsync(CancellationToken stop)
    {
        var connection = _hub.Status.Opened;
        foreach (var line in _lines)
        {
            try
            {
                // Compared by the agent's own clock, which stands still when the computer's is set.
                var report = LineReport.Of(line.Line, line.Status, _outbox.Count);
                if (line.IsNews(report, connection))
                {
                    await _hub.LineAsync(report.Moved(_clock.Moved) with { At = _clock.Computer }, stop);
                    line.Told(report, connection);
                }
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                LogNotReported(Logger, line.Line.Name, fault.Message);
            }
        }

        await ReportSelfAsync(connection, stop);
    }

    private async Task ReportSelfAsync(long connection, CancellationToken stop)
    {
        var report = new AgentReport(default, _outbox.Count, _aside.Count, _standing.Now);
        if (_told is { } told && told.Connection == connection && told.Report.IsSameAs(report))
        {
            return;
        }

        try
        {
            IReadOnlyList<StandingWork> standing = [.. report.Standing.Select(work => work with { Since = work.Since + _clock.Moved })];
            await _hub.StateAsync(report with { At = _clock.Computer, Standing = standing }, stop);
        }
        catch (HubException fault)
        {
            // A hub of before 0.2 does not know it.
            LogNotReported(Logger, "of the agent itself", fault.Message);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            LogNotReported(Logger, "of the agent itself", fault.Message);
            return;
        }

        _told = (report, connection);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The state of line {Line} was not reported: {Reason}")]
    private static partial void LogNotReported(ILogger logger, string line, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What became of order {Kind} on line {Line} could not be told: {Reason}")]
    private static partial void LogNotAnswered(ILogger logger, OrderKind kind, string line, string reason);
}
