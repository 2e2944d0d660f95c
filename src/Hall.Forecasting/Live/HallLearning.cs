using Hall.Core.Events;
using Hall.Core.Forecast;
using Hall.Core.Identifiers;
using Hall.Forecasting.Learning;

namespace Hall.Forecasting.Live;

/// <summary>
/// What the events of a hall teach about the time things take: services, per teller too; walks to the counter; the moment
/// between two customers; pauses; how many do not come, and how many leave. Begins at the hall's means and usual values.
/// </summary>
public sealed class HallLearning
{
    private const double LongestServiceRatio = 4;
    private static readonly TimeSpan ArrivalMemory = TimeSpan.FromMinutes(30);
    private readonly Dictionary<ServiceCode, ServiceDurations> _services = [];
    private readonly Dictionary<StaffNumber, Slowness> _tellers = [];
    private readonly Dictionary<CounterId, AtCounter> _counters = [];
    private readonly Dictionary<TicketId, DateTimeOffset> _issued = [];
    private readonly Queue<(DateTimeOffset At, ServiceCode Service, PriorityCode Priority)> _arrivals = [];
    private DateTimeOffset? _heardSince;
    private double _called = 20;
    private double _noShows = 1;
    private double _leavings = 0.5;
    private double _waitedSeconds = 7200;

    /// <summary>Between call and start, seconds.</summary>
    public DecayingMean Walk { get; } = new(UsualTimes.WalkSeconds, 0.02);

    /// <summary>Between the end of one customer and the call of the next who was waiting already, seconds.</summary>
    public DecayingMean Gap { get; } = new(UsualTimes.GapSeconds, 0.02);

    /// <summary>How long a pause lasts, seconds.</summary>
    public DecayingMean Pause { get; } = new(900, 0.1);

    /// <summary>How long a counter waits for one who does not come, seconds.</summary>
    public DecayingMean NoShow { get; } = new(120, 0.1);

    /// <summary>
    /// What lasted longer was forgotten by somebody and teaches nothing, seconds; the hall's own figure with the first outline.
    /// </summary>
    public double ForgottenSeconds { get; set; } = 2 * 3600;

    /// <summary>Share of the called who do not come.</summary>
    public double NoShowShare => _noShows / _called;

    /// <summary>Share of those who wait that leave in a second.</summary>
    public double LeavingRate => _leavings / _waitedSeconds;

    /// <summary>Durations of a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="meanSeconds">Its mean while nothing has been heard.</param>
    internal ServiceDurations DurationsOf(ServiceCode service, double meanSeconds)
    {
        if (!_services.TryGetValue(service, out var durations))
        {
            _services[service] = durations = new(meanSeconds, LongestServiceRatio);
        }

        return durations;
    }

    /// <summary>How slow a teller is; 1 for one who is not known.</summary>
    public double SlownessOf(StaffNumber? teller) => teller is { } known && _tellers.TryGetValue(known, out var found) ? found.Factor : 1;

    /// <summary>Arrivals of a service and class of late, a second.</summary>
    public IReadOnlyDictionary<(ServiceCode Service, PriorityCode Priority), double> ArrivalRates(DateTimeOffset now)
    {
        while (_arrivals.TryPeek(out var oldest) && now - oldest.At > ArrivalMemory)
        {
            _arrivals.Dequeue();
        }

        var heard = Math.Clamp((now - (_heardSince ?? now)).TotalSeconds, 300, ArrivalMemory.TotalSeconds);
        return _arrivals.CountBy(arrival => (arrival.Service, arrival.Priority)).ToDictionary(pair => pair.Key, pair => pair.Value / heard);
    }

    /// <summary>So many waited for so long: what the leavings are counted against.</summary>
    public void Waited(int people, double seconds) => _waitedSeconds += people * Math.Max(0, seconds);

    /// <summary>Learns from an event; events come in order.</summary>
    public void Hear(JournalEntry entry)
    {
        var at = entry.At;
        _heardSince ??= at;
        switch (entry.Event)
        {
            case TicketIssued issued:
                _issued[issued.Ticket] = at;
                _arrivals.Enqueue((at, issued.Services[0], issued.Priority));
                break;
            case TicketCalled called: Called(called, at); break;
            case ServiceStarted started: Started(Of(started.Counter), at); break;
            case ServiceCompleted completed: Completed(completed, at); break;
            case TicketNoShow noShow:
                _noShows++;
                if ((at - (Of(noShow.Counter).CalledAt ?? at)).TotalSeconds is var stood && stood <= ForgottenSeconds)
                {
                    NoShow.Learn(stood);
                }

                Free(Of(noShow.Counter), at);
                break;
            case TicketHeld held: Free(Of(held.Counter), at); break;
            case TicketTransferred transferred: Free(Of(transferred.Counter), at); break;
            case TicketReturned returned: (Of(returned.Counter).Teller, Of(returned.Counter).CalledAt) = (returned.Teller, at); break;
            case TicketAbandoned abandoned:
                _leavings++;
                _issued.Remove(abandoned.Ticket);
                break;
            case CounterPaused paused: Of(paused.Counter).PausedAt = at; break;
            case CounterResumed resumed when Of(resumed.Counter).PausedAt is { } since:
                Pause.Learn(Math.Min(7200, (at - since).TotalSeconds));
                Free(Of(resumed.Counter), null);
                break;
            case ActionUndone undone: Free(Of(undone.Counter), null); break;
            case CounterOpened or CounterClosed: Free(Of(((CounterEvent)entry.Event).Counter), null); break;
            case BusinessDayOpened: _issued.Clear(); break;
        }
    }

    private void Called(TicketCalled called, DateTimeOffset at)
    {
        var counter = Of(called.Counter);
        _called++;

        // Only a gap in which the next one already stood there says how long tellers take between two.
        if (counter.FreeSince is { } free && _issued.Remove(called.Ticket, out var issued) && issued <= free)
        {
            Gap.Learn(Math.Min(600, (at - free).TotalSeconds));
        }

        (counter.CalledAt, counter.Teller, counter.StartedAt, counter.FreeSince) = (at, called.Teller, null, null);
    }

    private void Started(AtCounter counter, DateTimeOffset at)
    {
        if (counter.CalledAt is { } called)
        {
            Walk.Learn(Math.Min(300, (at - called).TotalSeconds));
        }

        counter.StartedAt = at;
    }

    private void Completed(ServiceCompleted completed, DateTimeOffset at)
    {
        var counter = Of(completed.Counter);
        if (counter.StartedAt is { } started && (at - started).TotalSeconds is var seconds && seconds <= ForgottenSeconds)
        {
            var durations = DurationsOf(completed.Service, Math.Max(1, seconds));
            if (counter.Teller is { } teller)
            {
                (_tellers.TryGetValue(teller, out var known) ? known : _tellers[teller] = new()).Learn(seconds, durations.MeanSeconds);
            }

            durations.Learn(seconds);
        }

        if (completed.Then == AfterService.NextBeginsHere)
        {
            counter.StartedAt = at;
        }
        else
        {
            Free(counter, at);
        }
    }

    private AtCounter Of(CounterId counter) => _counters.TryGetValue(counter, out var found) ? found : _counters[counter] = new();

    private static void Free(AtCounter counter, DateTimeOffset? at) =>
        (counter.FreeSince, counter.CalledAt, counter.StartedAt, counter.PausedAt) = (at, null, null, null);

    private sealed class AtCounter
    {
        public DateTimeOffset? CalledAt { get; set; }

        public DateTimeOffset? StartedAt { get; set; }

        public DateTimeOffset? FreeSince { get; set; }

        public DateTimeOffset? PausedAt { get; set; }

        public StaffNumber? Teller { get; set; }
    }
}
