using System.Threading.Channels;
using Hall.Agent.Hub;
using Hall.Devices.Agents;
using Hall.Devices.IdCards;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hall.Agent.Lines;

/// <summary>Tells the hub of identity cards, in order and at once. Nothing is kept: without the hub the card is laid on again.</summary>
public sealed partial class CardCourier(HubLink hub, TimeProvider time, ILogger<CardCourier> logger) : BackgroundService
{
    private const int MostWaiting = 16;
    private static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(5);
    private readonly Channel<(CardReport Report, DateTimeOffset At)> _cards = Channel.CreateBounded<(CardReport, DateTimeOffset)>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>A reader says something; the oldest that was not told is dropped when too many wait.</summary>
    public void Take(PadLine line, CardReading card)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(card);
        _ = _cards.Writer.TryWrite((new(line.Hall, line.Name, card.Sign, card.Mark), card.At));
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (report, at) in _cards.Reader.ReadAllAsync(stoppingToken))
        {
            if (!hub.IsReady || time.GetUtcNow() - at > StaleAfter)
            {
                LogNotTold(report.Line, "the hub is away");
                continue;
            }

            try
            {
                await hub.CardAsync(report, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotTold(report.Line, fault.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A card on line {Line} was not told to the hub: {Reason}")]
    private partial void LogNotTold(string line, string reason);
}
