using Hall.Agent.Clock;
using Hall.Devices.Agents;
using Hall.Devices.Supervision;
using Microsoft.Extensions.Logging;

namespace Hall.Agent.Outbox;

/// <summary>
/// Looks after the outbox's file: writes what the disk did not take when it was asked first, and keeps lines that nobody can read for
/// people.
/// </summary>
public sealed partial class OutboxMaintainer : Worker
{
    private readonly PressOutbox _outbox;
    private readonly SetAsidePresses _aside;
    private readonly AgentClock _clock;

    /// <summary>Makes it.</summary>
    public OutboxMaintainer(PressOutbox outbox, SetAsidePresses aside, AgentClock clock, StandstillReport report,
        ILogger<OutboxMaintainer> logger)
        : base(AgentWork.Outbox, clock, report, logger)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        (_outbox, _aside, _clock) = (outbox, aside, clock);
        outbox.DiskChanged += Wake;
    }

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    protected override TimeSpan FirstAfter => TimeSpan.Zero;

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop)
    {
        if (_outbox.Unreadable is { Count: > 0 } lines)
        {
            foreach (var line in lines)
            {
                _aside.Add(line, _clock.Computer);
            }

            LogUnreadable(Logger, lines.Count, _aside.File);
            _outbox.ForgetUnreadable();
        }

        _outbox.Tidy();
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} lines of the outbox could not be read; they stand in {File}")]
    private static partial void LogUnreadable(ILogger logger, int count, string file);
}
