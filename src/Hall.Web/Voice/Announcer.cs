using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;

namespace Hall.Web.Voice;

/// <summary>
/// Listens to every hall and gives each call to the loudspeakers. It begins with what happens from now on: a hub that was
/// started again announces nothing that was called before.
/// </summary>
public sealed partial class Announcer(IHallDirectory halls, LoudspeakerDirectory loudspeakers, TimeProvider time, ILogger<Announcer> log)
    : BackgroundService
{
    private static readonly TimeSpan LookForHallsEvery = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var followed = new Dictionary<HallId, Task>();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                foreach (var hall in halls.All.Where(hall => !followed.ContainsKey(hall.Id)))
                {
                    followed[hall.Id] = FollowAsync(hall, stoppingToken);
                }

                await Task.Delay(LookForHallsEvery, time, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The hub stops.
        }

        await Task.WhenAll(followed.Values);
    }

    private async Task FollowAsync(IHall hall, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var subscription = hall.Subscribe();
                await foreach (var entry in subscription.Entries.ReadAllAsync(stop))
                {
                    await AnnounceAsync(hall, entry, stop);
                }

                return;
            }
            catch (SubscriptionOverrunException)
            {
                LogOverrun(hall.Id);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task AnnounceAsync(IHall hall, JournalEntry entry, CancellationToken stop)
    {
        var (called, recall) = entry.Event switch
        {
            TicketCalled call => (call, false),
            TicketRecalled again => (again, true),
            TicketReturned back => (back, true),
            _ => ((TicketAtCounterEvent?)null, false),
        };
        if (called is not null && await hall.AskAsync(new TicketById(called.Ticket), stop) is { } view)
        {
            var plan = hall.Snapshot.Plan;
            var zone = plan.Counters.TryGetValue(called.Counter, out var counter) ? counter.Zone : view.Ticket.Zone;
            loudspeakers.Announce(
                hall.Id, new(entry.Sequence, view.Ticket.Number, called.Counter.Value, zone.Value, entry.At, recall), plan.Configuration);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The voice of hall {Hall} fell behind; the calls in between were only shown")]
    private partial void LogOverrun(HallId hall);
}
