using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;
using Hall.Forecasting.Learning;

namespace Hall.Forecasting.Live;

/// <summary>
/// Forecasts one hall: hears its events, rolls it forward when asked, corrects what comes out by the errors seen so far, by
/// horizon and service, and keeps what is shown steady. One caller at a time; it takes nothing from the hall's loop.
/// </summary>
public sealed class HallForecaster
{
    private const int PendingBound = 20_000;

    // What a refresh may cost: calls played in all, about a microsecond each.
    private const int CallsPlayed = 32_000;
    private readonly HallLearning _learning = new();
    private readonly QuantileTracker _tracker50 = new(0.5, 0.001);
    private readonly QuantileTracker _tracker90 = new(0.9, 0.015);
    private readonly ShownRanges<TicketId> _tickets = new(ages: true);
    private readonly ShownRanges<(ServiceCode, PriorityCode)> _joiners = new(ages: false);
    private readonly Dictionary<TicketId, Said> _pending = [];
    private DateTimeOffset? _last;
    private ulong _turn;

    private readonly record struct Said(DateTimeOffset At, string Service, RawRange Raw, RawRange Corrected);

    /// <summary>Learns from an event; events come in order.</summary>
    public void Hear(JournalEntry entry)
    {
        _learning.Hear(entry);
        switch (entry.Event)
        {
            case TicketCalled called when _pending.Remove(called.Ticket, out var said):
                var wait = (entry.At - said.At).TotalSeconds;
                _tracker50.Learn(said.Raw.P50Seconds, said.Service, wait, said.Corrected.P50Seconds);
                _tracker90.Learn(said.Raw.P90Seconds, said.Service, wait, said.Corrected.P90Seconds);
                break;
            case TicketAbandoned or TicketExpired or TicketPostponed:
                _pending.Remove(((TicketEvent)entry.Event).Ticket);
                break;
            case BusinessDayOpened:
                _pending.Clear();
                break;
        }
    }

    /// <summary>What is forecast for the hall as it is in the outline.</summary>
    /// <param name="hall">The hall at one moment.</param>
    public Outlook Forecast(HallOutline hall)
    {
        var waiting = hall.Lines.Sum(line => line.Places.Length);
        var rounds = Math.Clamp(CallsPlayed / (waiting + hall.Counters.Length + 1), 32, 160);
        _learning.Waited(waiting, (hall.At - (_last ?? hall.At)).TotalSeconds);
        _last = hall.At;
        _learning.ForgottenSeconds = hall.ForgottenSeconds;
        var roller = new LineRoller(hall, _learning, ++_turn);
        var waits = roller.Play(rounds);
        var byTicket = new Dictionary<TicketId, WaitEstimate>();
        foreach (var (ticket, service) in Waiting(hall))
        {
            if (RangeOf(waits[roller.RowOf[ticket]]) is { } raw)
            {
                var corrected = Correct(raw, service);
                byTicket[ticket] = _tickets.Show(ticket, corrected, hall.At);
                if (_pending.Count < PendingBound)
                {
                    _pending.TryAdd(ticket, new(hall.At, service, raw, corrected));
                }
            }
        }

        _tickets.EndTurn();
        return new(hall.At, byTicket, Joining(hall, roller, waits)) { AheadIfIssuedNow = AheadOfJoiners(hall) };
    }

    private static IEnumerable<(TicketId Ticket, string Service)> Waiting(HallOutline hall) =>
        hall.Lines.SelectMany(line => line.Places.Zip(line.Matters, (place, matter) => (place.Ticket, NameOf(hall, matter))))
            .Concat(hall.Due.Select(due => (due.Ticket, NameOf(hall, due.Service))));

    private static string NameOf(HallOutline hall, int service) => service >= 0 ? hall.Services[service].Value : "";

    private static Dictionary<(ServiceCode, PriorityCode), int> AheadOfJoiners(HallOutline hall)
    {
        var ahead = new Dictionary<(ServiceCode, PriorityCode), int>();
        for (var service = 0; service < hall.Services.Length; service++)
        {
            foreach (var (priority, of) in hall.ClassOf)
            {
                ahead[(hall.Services[service], priority)] = hall.AheadOfJoiner[(service * hall.Classes.Length) + of];
            }
        }

        return ahead;
    }

    private Dictionary<(ServiceCode, PriorityCode), WaitEstimate> Joining(HallOutline hall, LineRoller roller, float[][] waits)
    {
        var joining = new Dictionary<(ServiceCode, PriorityCode), WaitEstimate>();
        for (var service = 0; service < hall.Services.Length; service++)
        {
            foreach (var (priority, of) in hall.ClassOf)
            {
                if (RangeOf(waits[roller.RowOfJoiner(service, of)]) is { } raw)
                {
                    var key = (hall.Services[service], priority);
                    joining[key] = _joiners.Show(key, Correct(raw, hall.Services[service].Value), hall.At);
                }
            }
        }

        _joiners.EndTurn();
        return joining;
    }

    private RawRange Correct(RawRange raw, string service)
    {
        var p50 = raw.P50Seconds * _tracker50.Factor(raw.P50Seconds, service);
        return new(p50, Math.Max(p50, raw.P90Seconds * _tracker90.Factor(raw.P90Seconds, service)));
    }

    /// <summary>Median and ninth decile of the rounds, smoothed over their neighbours; null when half of them reached no one.</summary>
    private static RawRange? RangeOf(float[] waits)
    {
        Array.Sort(waits);
        return waits[waits.Length / 2] >= LineRoller.HorizonSeconds ? null : new(Around(waits, 0.5), Around(waits, 0.9));
    }

    private static double Around(float[] sorted, double quantile)
    {
        var at = (int)(quantile * sorted.Length);
        var reach = Math.Max(1, sorted.Length / 16);
        var (from, to) = (Math.Max(0, at - reach), Math.Min(sorted.Length - 1, at + reach));
        var sum = 0.0;
        for (var i = from; i <= to; i++)
        {
            sum += sorted[i];
        }

        return sum / (to - from + 1);
    }
}
