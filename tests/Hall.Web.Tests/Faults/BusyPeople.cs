using System.Collections.Concurrent;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;

namespace Hall.Web.Tests.Faults;

/// <summary>Five tellers who press at once and citizens who come, each trying again under the same key what was refused.</summary>
internal sealed class BusyPeople(IHall hall, TimeProvider time, int seed)
{
    private static readonly string[] Services = ["A01", "A02", "A03"];
    private readonly ConcurrentBag<HallOutcome> _outcomes = [];
    private int _refused;
    private int _keys;
    private int _citizens;

    /// <summary>What was answered.</summary>
    public IReadOnlyCollection<HallOutcome> Outcomes => _outcomes;

    /// <summary>How often the hub had to say that it cannot now.</summary>
    public int Refused => _refused;

    /// <summary>Who came and has a number.</summary>
    public int Citizens => _citizens;

    /// <summary>All of them until cancelled; what was begun is brought to its end.</summary>
    public Task DayAsync(int day, CancellationToken evening) => Task.WhenAll(
    [
        .. Enumerable.Range(1, 5).Select(counter => PressAsync(new($"{counter}"), new Random(seed + (100 * day) + counter), evening)),
        ComeAsync(new Random(seed + (100 * day)), evening),
    ]);

    /// <summary>Carries a command out, however often it is refused by the machine.</summary>
    public async Task<HallOutcome> DoAsync(HallCommand command)
    {
        var key = new Idempotency("test", $"{Interlocked.Increment(ref _keys)}", "");
        while (true)
        {
            try
            {
                var outcome = await hall.ExecuteAsync(command, key);
                _outcomes.Add(outcome);
                return outcome;
            }
            catch (JournalUnavailableException)
            {
                Interlocked.Increment(ref _refused);
                await Task.Delay(TimeSpan.FromSeconds(2), time);
            }
        }
    }

    private async Task ComeAsync(Random random, CancellationToken evening)
    {
        while (!evening.IsCancellationRequested)
        {
            var outcome = await DoAsync(new IssueTicket([new(Services[random.Next(Services.Length)])], PriorityCode.None));
            Interlocked.Add(ref _citizens, outcome.Succeeded ? 1 : 0);
            await Task.Delay(TimeSpan.FromSeconds(random.Next(3, 9)), time, CancellationToken.None);
        }
    }

    private async Task PressAsync(CounterId counter, Random random, CancellationToken evening)
    {
        while (!evening.IsCancellationRequested)
        {
            if (Next(counter, random) is { } command)
            {
                await DoAsync(command);
            }

            await Task.Delay(TimeSpan.FromSeconds(random.Next(1, 8)), time, CancellationToken.None);
        }
    }

    private HallCommand? Next(CounterId counter, Random random)
    {
        var snapshot = hall.Snapshot;
        var waiting = snapshot.Zones.SelectMany(zone => zone.Next).FirstOrDefault();
        return (snapshot.Counter(counter)!.Counter.State, random.Next(100)) switch
        {
            (CounterState.Closed, _) => new OpenCounter(counter, new($"100{counter}")),
            (CounterState.Paused, _) => new ResumeCounter(counter),
            (_, < 4) => new UndoLastAction(counter),
            (_, < 30) when snapshot.Counter(counter)!.Counter.Feedback is not null =>
                new PressPad(counter, (FeedbackLevel)random.Next(5), [], Guid.NewGuid().ToString()),
            (CounterState.Idle, < 34) => new PauseCounter(counter, "lunch"),
            (CounterState.Idle, < 45) when waiting is not null => new CallTicket(counter, waiting, "has waited long"),
            (CounterState.Idle, _) => new CallNext(counter),
            (CounterState.Calling, < 45) => new RecallTicket(counter),
            (CounterState.Calling, < 52) => new MarkNoShow(counter),
            (CounterState.Calling, _) => new StartService(counter),
            (CounterState.Serving, < 38) => new HoldTicket(counter),
            (CounterState.Serving, < 44) => new TransferTicket(counter, new(Services[random.Next(Services.Length)]), null, null),
            (CounterState.Serving, _) => new CompleteService(counter),
            _ => null,
        };
    }
}
