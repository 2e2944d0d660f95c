using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Identifiers;

namespace Hall.Web.Engine;

/// <summary>
/// Gives free counters their next ticket in halls that give them. It only asks; which counter and which ticket is the rules' to say, in the
/// hall's one loop, so that a teller who presses at the same moment gets either the same or nothing. It looks again after a quarter of
/// a second, because counters rest and held back work comes free without any event.
/// </summary>
public sealed partial class TicketGiver(IHallDirectory halls, TimeProvider time, ILogger<TicketGiver> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var hall in halls.All)
                {
                    await GiveAsync(hall, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The hub stops; nobody is given a ticket any more.
        }
    }

    private async Task GiveAsync(IHall hall, CancellationToken stop)
    {
        var snapshot = hall.Snapshot;
        if (snapshot.Plan.Rules.DispatchMode != DispatchMode.HallGives || !snapshot.Counters.Any(view => view.Counter.State == CounterState.Idle))
        {
            return;
        }

        try
        {
            while ((await hall.ExecuteAsync(new GiveNext(), null, stop)).Events.Count > 0)
            {
            }
        }
        catch (Exception fault) when (fault is JournalUnavailableException || (fault is OperationCanceledException && !stop.IsCancellationRequested))
        {
            // The next look tries again; the engine raises the alert, and a hall that goes down answers nobody.
            LogWaits(hall.Id, fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Hall {Hall} gives no tickets now: {Reason}")]
    private partial void LogWaits(HallId hall, string reason);
}
