using System.Threading.Channels;
using Hall.Agent.Clock;
using Hall.Agent.Hub;
using Hall.Devices.Agents;
using Hall.Devices.IdCards;
using Hall.Devices.Settings;
using Hall.Devices.Supervision;
using Microsoft.Extensions.Logging;

namespace Hall.Agent.Lines;

/// <summary>Tells the hub of identity cards, in order and at once. Nothing is kept: without the hub the card is laid on again.</summary>
public sealed partial class CardEventForwarder : Worker
{
    private const int MostWaiting = 16;
    private static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(5);
    private readonly HubLink _hub;
    private readonly Channel<(CardReport Report, DateTimeOffset At)> _cards = Channel.CreateBounded<(CardReport, DateTimeOffset)>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Makes it.</summary>
    public CardEventForwarder(HubLink hub, AgentClock clock, StandstillReport report, ILogger<CardEventForwarder> logger)
        : base(AgentWork.Cards, clock, report, logger) => _hub = hub;

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.Zero;

    // It waits for a card.
    /// <inheritdoc />
    protected override TimeSpan? LookLimit => null;

    /// <summary>A reader says something; the oldest that was not told is dropped when too many wait.</summary>
    public void Take(DeviceLineSettings line, CardReading card)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(card);
        _ = _cards.Writer.TryWrite((new(line.Hall, line.Name, card.Sign, card.Mark), card.At));
    }

    /// <summary>Tells of one card, or waits for one.</summary>
    public override async Task LookAsync(CancellationToken stop)
    {
        var (report, at) = await _cards.Reader.ReadAsync(stop);
        if (!_hub.IsReady || Time.GetUtcNow() - at > StaleAfter)
        {
            LogNotTold(Logger, report.Line, "the hub is away");
            return;
        }

        try
        {
            await _hub.CardAsync(report, stop);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            LogNotTold(Logger, report.Line, fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A card on line {Line} was not told to the hub: {Reason}")]
    private static partial void LogNotTold(ILogger logger, string line, string reason);
}
