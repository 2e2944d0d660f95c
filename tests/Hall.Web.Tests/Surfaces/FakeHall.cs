using System.Threading.Channels;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.State;

namespace Hall.Web.Tests.Surfaces;

/// <summary>One hall in memory under the real rules, without a journal: answers at once.</summary>
public sealed class FakeHall : IHall, IHallDirectory
{
    private readonly Lock _lock = new();
    private readonly HallState _state = new();
    private readonly TimeProvider _time;
    private readonly List<Subscription> _subscriptions = [];

    public FakeHall(HallConfiguration configuration, TimeProvider time)
    {
        _time = time;
        Id = configuration.Hall;
        Carry(new PublishConfiguration(configuration));
    }

    /// <summary>Every command that came, carried out or not.</summary>
    public List<HallCommand> Commands { get; } = [];

    /// <summary>Whether it cannot answer, as while its journal is being read again.</summary>
    public bool IsUnavailable { get; set; }

    /// <summary>What somebody else does just before the next command arrives; once.</summary>
    public Action? BeforeNext { get; set; }

    /// <summary>How many questions were asked.</summary>
    public int Questions { get; private set; }

    public HallId Id { get; }

    public DateTimeOffset Now => _time.GetUtcNow() - Behind;

    /// <summary>How far its time is behind the machine's, as after a jump of the clock.</summary>
    public TimeSpan Behind { get; set; }

    public IReadOnlyCollection<IHall> All => [this];

    public HallSnapshot Snapshot
    {
        get
        {
            lock (_lock)
            {
                return SnapshotBuilder.Build(_state, Now);
            }
        }
    }

    /// <summary>Listeners at this moment.</summary>
    public int Listeners
    {
        get
        {
            lock (_lock)
            {
                return _subscriptions.Count;
            }
        }
    }

    public IHall? Find(HallId hall) => hall == Id ? this : null;

    /// <summary>The configuration of a hall file that ships with the hub.</summary>
    public static HallConfiguration Shipped(string hall) => HallConfigurationReader
        .Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "kiosk-config", "halls", $"{hall}.json"))).Configuration
        ?? throw new InvalidOperationException($"{hall}.json is not valid.");

    /// <summary>Gives the hall a second zone, B, with a matter B01 and a window 3 of its own.</summary>
    public void AddZoneB()
    {
        var hall = Snapshot.Plan.Configuration;
        Carry(new PublishConfiguration(hall with
        {
            Zones = [.. hall.Zones, new() { Code = new("B"), Names = new("医疗", "Medical"), Place = new("二楼", "first floor") }],
            Services = [.. hall.Services, new() { Code = new("B01"), Zone = new("B"), Names = new("医药费报销", "Medical costs") }],
            Counters = [.. hall.Counters, new() { Counter = new("3"), Zone = new("B"), Serves = ["general"] }],
        }));
    }

    public HallOutcome Carry(HallCommand command)
    {
        lock (_lock)
        {
            Commands.Add(command);
            var now = Now;
            var decision = HallRules.Decide(_state, BasedOnNow(command), now);
            var first = _state.Sequence + 1;
            foreach (var happened in decision.Events)
            {
                _state.Apply(happened, now);
                foreach (var subscription in _subscriptions)
                {
                    subscription.Channel.Writer.TryWrite(new JournalEntry(_state.Sequence, now, happened));
                }
            }

            var about = decision.Events.OfType<TicketEvent>().LastOrDefault()?.Ticket;
            return new HallOutcome
            {
                Rejection = decision.Rejection,
                Warnings = decision.Warnings,
                FirstSequence = decision.Events.IsEmpty ? 0 : first,
                At = now,
                Stray = decision.Events.OfType<UnmatchedPressCounted>().FirstOrDefault()?.Kind,
                Events = [.. decision.Events.Select(EventNames.Of)],
                Ticket = about is { } id ? SnapshotBuilder.ViewOf(_state, _state.Tickets[id], now) : null,
            };
        }
    }

    // A publication that a test makes by hand begins with what is in force.
    private HallCommand BasedOnNow(HallCommand command) => command is PublishConfiguration { BasedOn: null } publish && _state.IsFounded
        ? publish with { BasedOn = _state.Plan.Sequence }
        : command;

    public Task<HallOutcome> ExecuteAsync(HallCommand command, Idempotency? idempotency = null,
        CancellationToken cancellationToken = default) =>
        Task.FromResult(ExecuteAfter(BeforeNext, command));

    private HallOutcome ExecuteAfter(Action? other, HallCommand command)
    {
        BeforeNext = null;
        other?.Invoke();
        return Carry(command);
    }

    public Task<TAnswer> AskAsync<TAnswer>(HallQuery<TAnswer> query, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            Questions++;
            if (IsUnavailable)
            {
                return Task.FromException<TAnswer>(new JournalUnavailableException("The disk is full."));
            }

            return Task.FromResult(query.Answer(_state, Now));
        }
    }

    public IHallSubscription Subscribe()
    {
        lock (_lock)
        {
            var subscription = new Subscription(this, SnapshotBuilder.Build(_state, Now));
            _subscriptions.Add(subscription);
            return subscription;
        }
    }

    private sealed class Subscription(FakeHall hall, HallSnapshot snapshot) : IHallSubscription
    {
        public Channel<JournalEntry> Channel { get; } = System.Threading.Channels.Channel.CreateUnbounded<JournalEntry>();

        public HallSnapshot Snapshot => snapshot;

        public ChannelReader<JournalEntry> Entries => Channel.Reader;

        public bool IsOver => false;

        public void Dispose()
        {
            lock (hall._lock)
            {
                hall._subscriptions.Remove(this);
            }
        }
    }
}
