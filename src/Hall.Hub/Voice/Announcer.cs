using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Snapshots;
using Hall.Core.State;
using Hall.Devices.Supervision;
using Hall.Hub.Engine;

namespace Hall.Hub.Voice;

/// <summary>
/// Listens to every hall and gives each call to the loudspeakers. It asks nothing of the hall: the snapshot's last calls have everything
/// that is said, and a call that was taken back before its turn is not said. It begins with what happens from now on: a hub that was
/// started again announces nothing that was called before.
/// </summary>
public sealed class Announcer(
    IHallDirectory halls, LoudspeakerDirectory loudspeakers, TimeProvider time, StandstillReport report, ILogger<Announcer> logger)
    : HallFollowerService("announcements", halls, time, report, logger)
{
    /// <inheritdoc />
    protected override IHallReader ReaderOf(IHall hall) => new Reader(hall, loudspeakers, Time);

    private sealed class Reader(IHall hall, LoudspeakerDirectory loudspeakers, TimeProvider time) : IHallReader
    {
        // The snapshot follows the entries within some tens of milliseconds.
        private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);
        private long _announced = -1;
        private long _due;
        private DateOnly _day;
        private long _beforeToday;

        public Task BeginAsync(HallSnapshot snapshot, CancellationToken stop)
        {
            // Beginning anew, after it fell behind or the hall was read again, it announces what was called in between.
            if (_announced < 0)
            {
                (_announced, _beforeToday, _day) = (snapshot.Version, snapshot.Version, snapshot.BusinessDay);
            }

            return Task.CompletedTask;
        }

        public Task TakeAsync(JournalEntry entry, CancellationToken stop)
        {
            _due = entry.Event is TicketCalled or TicketRecalled or TicketReturned or ActionUndone ? entry.Sequence : _due;
            return Task.CompletedTask;
        }

        public async Task CaughtUpAsync(CancellationToken stop)
        {
            while (hall.Snapshot.Version < _due)
            {
                await Task.Delay(LookAgain, time, stop);
            }

            Announce(hall.Snapshot);
        }

        private void Announce(HallSnapshot snapshot)
        {
            // The day's end takes all calls from the boards, which does not take them back.
            if (snapshot.BusinessDay != _day)
            {
                (_day, _beforeToday) = (snapshot.BusinessDay, _announced);
            }

            foreach (var call in snapshot.RecentCalls.Where(call => call.Sequence > _announced).OrderBy(call => call.Sequence).ToList())
            {
                var announcement = new Announcement(call.Sequence, call.Number, call.Counter.Value, call.Zone.Value, call.At, call.Recall);
                loudspeakers.Announce(hall.Id, announcement, snapshot.At - call.At, snapshot.Plan.Configuration);
                _announced = call.Sequence;
            }

            var known = snapshot.RecentCalls.Select(call => call.Sequence).ToHashSet();
            var oldest = known.Count < HallState.RecentCallLimit ? _beforeToday : known.Min();
            loudspeakers.Withdraw(
                hall.Id, call => call.Sequence > oldest && call.Sequence <= snapshot.Version && !known.Contains(call.Sequence));
        }
    }
}
